"""Reads partners: who someone is when they act, who is on duty, what can be sent."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from samenop.apps.partners.models import Agreement, Duty, Organisation, Professional, Unit
from samenop.catalogues.roles_catalogue import roles
from samenop.core.access.roles import Held, permissions_of, roles_on
from samenop.core.kernel import Actor

HOME = ZoneInfo("Europe/Amsterdam")


def actor_of(professional: Professional, *, at: datetime) -> Actor | None:
    """The professional as an actor at this moment; None for who has left (everything ends at once)."""
    if not professional.is_active or not professional.organisation.active:
        return None
    held = [Held(one.role, one.from_on, one.until_on) for one in professional.roles_held.all()]
    names = roles_on(held, at.astimezone(HOME).date())
    kind = professional.organisation.kind
    return Actor(
        id=f"professional:{professional.pk}",
        name=professional.name,
        organisation=professional.organisation_id,
        kind=kind,
        roles=names,
        permissions=permissions_of(names, roles(), kind),
        team=professional.team_id or "",
        organisation_name=professional.organisation.name,
    )


def actor_by_id(identity: str, *, at: datetime) -> Actor | None:
    """The actor behind "professional:<id>", for a second name; None when unknown or gone."""
    kind, _, key = identity.partition(":")
    if kind != "professional" or not key.isdigit():
        return None
    found = (
        Professional.objects.select_related("organisation")
        .prefetch_related("roles_held")
        .filter(pk=int(key))
        .first()
    )
    return actor_of(found, at=at) if found else None


def system_actor(name: str, organisation: str, kind: str = "") -> Actor:
    """The machine itself as an actor, on behalf of an organisation."""
    return Actor(id=f"system:{name}", name=name, organisation=organisation, kind=kind)


def professionals_with_role(role: str, *, on: date) -> list[Professional]:
    """Who holds a role on a day, by name."""
    held = Professional.objects.filter(is_active=True, roles_held__role=role, roles_held__from_on__lte=on)
    held = held.exclude(roles_held__role=role, roles_held__until_on__lt=on)
    return list(held.select_related("organisation").distinct().order_by("name"))


def names_of(identities: Iterable[str]) -> dict[str, str]:
    """The names behind "professional:<id>", in one query; others are left out."""
    keys = {one.removeprefix("professional:") for one in identities if one.startswith("professional:")}
    found = Professional.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()])
    return {f"professional:{key}": name for key, name in found.values_list("pk", "name")}


def must_take_needs(slug: str, *, on: date) -> frozenset[str]:
    """The care needs that a partner must take by an agreement that is valid on the day."""
    found = Agreement.objects.filter(organisation=slug, must_take=True, valid_from__lte=on)
    found = found.exclude(valid_until__lt=on)
    return frozenset(need for needs in found.values_list("care_needs", flat=True) for need in needs)


def organisations(kinds: Iterable[str] = ()) -> list[Organisation]:
    """The active partners, all or of some kinds, by name."""
    found = Organisation.objects.filter(active=True)
    wanted = tuple(kinds)
    return list(found.filter(kind__in=wanted) if wanted else found)


def organisation(slug: str) -> Organisation | None:
    """One partner, or None."""
    return Organisation.objects.filter(slug=slug, active=True).first()


def units(disciplines: Iterable[str] = ()) -> list[Unit]:
    """What can be sent."""
    found = Unit.objects.filter(active=True, organisation__active=True).select_related("organisation")
    wanted = tuple(disciplines)
    return list((found.filter(discipline__in=wanted) if wanted else found).order_by("organisation", "name"))


def on_duty(*, at: datetime) -> list[Duty]:
    """Everyone on duty at a moment, with how to reach them."""
    return list(
        Duty.objects.filter(starts_at__lte=at, ends_at__gt=at)
        .select_related("organisation")
        .order_by("organisation__name", "level")
    )


@lru_cache(maxsize=4096)
def _name(slug: str) -> str:
    found = Organisation.objects.filter(slug=slug).values_list("name", flat=True).first()
    return found or slug


def organisation_name(slug: str) -> str:
    """The name of a partner; kept in memory, since names hardly change and boards show many."""
    return _name(slug)

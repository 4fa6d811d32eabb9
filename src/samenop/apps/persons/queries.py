"""Reads agreements that matter now; they expire by themselves, in the query."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from samenop.apps.persons.models import Agreement, Person
from samenop.core.kernel import Actor


def agreements_now(
    actor: Actor, *, persons: Collection[int] = (), address: str = "", at: datetime
) -> list[Agreement]:
    """Agreements on these persons or this address that this reader may see (A22)."""
    about = Q(person__in=list(persons)) if persons else Q(pk=None)
    if address:
        about |= Q(address__iexact=address)
    return list(_readable(actor, at).filter(about).select_related("made_by", "person"))


def agreements_for_briefing(actor: Actor, *, at: datetime) -> list[Agreement]:
    """Everything that counts now, for the sheet of the shift (A24)."""
    return list(_readable(actor, at).select_related("made_by", "person").order_by("valid_until"))


def persons_like(name: str, *, limit: int = 5) -> list[Person]:
    """Persons whose name starts alike, for joining a report to somebody already known here."""
    return list(Person.objects.filter(name__istartswith=name)[:limit]) if len(name) > 2 else []


def _readable(actor: Actor, at: datetime) -> QuerySet[Agreement]:
    """Made by the reader's own organisation, or meant for its kind; an end date is tested here."""
    current = Agreement.objects.filter(valid_from__lte=at, valid_until__gt=at, withdrawn_at=None)
    mine = [one.pk for one in current.only("pk", "readers", "made_by_id") if _may_read(one, actor)]
    return current.filter(pk__in=mine)


def _may_read(agreement: Agreement, actor: Actor) -> bool:
    return agreement.made_by_id == actor.organisation or actor.kind in agreement.readers

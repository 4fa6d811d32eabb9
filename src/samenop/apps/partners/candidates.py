"""The care partners as the route needs them: what they can, when they are open, who is on duty, what binds them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from samenop.apps.partners.models import Agreement, Capability, Duty, Organisation
from samenop.catalogues.days_off_catalogue import days_off_around
from samenop.core.clocks.norms import LEVELS
from samenop.core.clocks.opening import ALWAYS, OpeningHours, Window
from samenop.core.incidents import routing
from samenop.core.incidents.routing.offer import ANYWHERE

HOME = ZoneInfo("Europe/Amsterdam")


def candidates(now: datetime) -> list[routing.Candidate]:
    """Every active partner that can give some care, in a constant number of queries."""
    day = now.astimezone(HOME).date()
    partners = _care_partners()
    duties = _duties([one.slug for one in partners], now)
    days_off = days_off_around(day)
    return [_candidate(one, duties.get(one.slug), days_off) for one in partners]


def opening_hours(hours: Mapping[str, Any]) -> OpeningHours:
    """Opening hours as they are kept.

    `{"week": {"0": [["09:00", "17:00"]]}, "holiday": [], "exceptions": {"2026-12-24": [["09:00", "12:00"]]}}`:
    Monday is 0; `holiday` null means that the week goes on; nothing kept at all means always open.
    """
    if not hours:
        return ALWAYS
    holiday = hours.get("holiday", [])
    return OpeningHours(
        week={int(weekday): _windows(told) for weekday, told in hours.get("week", {}).items()},
        holiday=None if holiday is None else _windows(holiday),
        exceptions={date.fromisoformat(day): _windows(told) for day, told in hours.get("exceptions", {}).items()},
    )


def _care_partners() -> QuerySet[Organisation]:
    able = Organisation.objects.filter(active=True, capabilities__isnull=False).distinct()
    return able.select_related("opening").prefetch_related("capabilities", "agreements")


def _duties(slugs: Iterable[str], now: datetime) -> dict[str, list[Duty]]:
    """The duties that run now per partner; a partner that keeps a roster but has nobody on it has none of them."""
    keeps_roster = Duty.objects.filter(organisation__in=list(slugs)).values_list("organisation_id", flat=True)
    running: dict[str, list[Duty]] = {slug: [] for slug in keeps_roster.distinct()}
    for duty in Duty.objects.filter(organisation__in=running, starts_at__lte=now, ends_at__gt=now):
        running[duty.organisation_id].append(duty)
    return running


def _candidate(
    one: Organisation, duties: list[Duty] | None, days_off: Mapping[date, str]
) -> routing.Candidate:
    opening = getattr(one, "opening", None)
    return routing.Candidate(
        organisation=one.slug,
        kind=one.kind,
        capabilities=tuple(_capability(kept) for kept in one.capabilities.all()),
        areas=frozenset(one.areas or [ANYWHERE]),
        opening=opening_hours(opening.hours) if opening else ALWAYS,
        roster=None if duties is None else tuple(_duty(duty) for duty in duties),
        capacity_left=one.capacity_left,
        agreements=tuple(_agreement(kept) for kept in one.agreements.all()),
        minutes_now=one.expected_minutes,
        load=one.load,
        contact=one.phone,
        days_off=days_off,
    )


def _capability(kept: Capability) -> routing.Capability:
    limits = kept.limits
    return routing.Capability(
        care_need=kept.care_need,
        min_age=limits.get("min_age"),
        max_age=limits.get("max_age"),
        excludes=frozenset(limits.get("excludes", ())),
        minutes=limits.get("minutes"),
        only_by_agreement=bool(limits.get("only_by_agreement")),
    )


def _duty(duty: Duty) -> routing.Duty:
    reach = f"{duty.contact} {duty.phone}".strip()
    return routing.Duty(duty.starts_at, duty.ends_at, reach, duty.reachable)


def _agreement(kept: Agreement) -> routing.Agreement:
    levels = defaultdict(str, {level: str(reach) for level, reach in kept.contacts.items()})
    return routing.Agreement(
        id=kept.name,
        obliges=frozenset(kept.care_needs),
        valid_from=kept.valid_from,
        valid_until=kept.valid_until,
        response_minutes=kept.response_minutes,
        must_take=kept.must_take,
        escalation=tuple(routing.Contact(level, levels[level]) for level in LEVELS if levels[level]),
    )


def _windows(told: Iterable[Iterable[str]]) -> tuple[Window, ...]:
    return tuple(Window(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in told)

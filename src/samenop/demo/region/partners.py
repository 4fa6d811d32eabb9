"""Writes the partners: organisations, what they give, when they are open, who is on duty, their units."""

import hashlib
import hmac
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.text import slugify

from samenop.apps.connections.models import Connection
from samenop.apps.partners.models import (
    Agreement,
    Capability,
    Duty,
    Opening,
    Organisation,
    Professional,
    Unit,
)
from samenop.demo.region_reading import Bound, Partner, hours, partners, telephone

HOME = ZoneInfo("Europe/Amsterdam")
SHIFTS = ((time(7), time(15)), (time(15), time(23)), (time(23), time(7)))
# Yesterday to a week ahead: enough for the night that has begun and for who looks forward.
DAYS = range(-2, 8)


def write_partners(now: datetime) -> None:
    """Every organisation with its hours, capabilities, agreements and units."""
    told = partners()
    Organisation.objects.bulk_create(
        Organisation(
            slug=slug,
            name=one.name,
            kind=one.kind,
            phone=telephone(100 + place),
            areas=one.areas,
            load=one.load,
            expected_minutes=one.expected,
            capacity_left=one.capacity,
        )
        for place, (slug, one) in enumerate(told.items())
    )
    Opening.objects.bulk_create(
        Opening(organisation_id=slug, hours=hours()[one.hours].as_json()) for slug, one in told.items()
    )
    Capability.objects.bulk_create(
        Capability(organisation_id=slug, care_need=need, limits=limits)
        for slug, one in told.items()
        for need, limits in one.gives.items()
    )
    today = now.astimezone(HOME).date()
    Agreement.objects.bulk_create(
        _agreement(slug, one, bound, today) for slug, one in told.items() for bound in one.bound
    )
    Unit.objects.bulk_create(
        Unit(slug=slugify(name), organisation_id=slug, name=name, discipline=discipline)
        for slug, one in told.items()
        for discipline, names in one.units.items()
        for name in names
    )


def write_duties(now: datetime, chance: Random) -> None:
    """Three shifts a day with somebody to call, and a manager behind them; the board is on call by the week."""
    names = _staff_names()
    rows = []
    for place, (slug, one) in enumerate(partners().items()):
        if not one.roster:
            continue
        staff = names.get(slug) or [one.name]
        for day in _days(now):
            rows += [_shift(slug, day, shift, chance.choice(staff), 300 + place) for shift in SHIFTS]
            rows.append(_whole_day(slug, day, f"Achterwacht {one.name}", 400 + place, "management"))
        rows.append(_week(slug, now, f"Bestuur {one.name}", 500 + place))
    Duty.objects.bulk_create(rows)


def write_connection(now: datetime) -> None:
    """The dispatch system of the control room, with a key that is different on every machine."""
    Connection.objects.create(
        name="GMS-koppeling Meldkamer Middenland",
        organisation_id="meldkamer",
        key_hash=hashlib.sha256(dispatch_key().encode()).hexdigest(),
        roles=["dispatch_system"],
        created_at=now - timedelta(days=90),
        expires_at=now + timedelta(days=275),
    )


def dispatch_key() -> str:
    """The demo dispatch system's key: from this installation's secret, so that no known key is ever valid."""
    return hmac.new(settings.SECRET_KEY.encode(), b"demo dispatch system", "sha256").hexdigest()


def _agreement(slug: str, one: Partner, bound: Bound, today: date) -> Agreement:
    until = None
    if bound.ends_in_days is not None:
        until = today + timedelta(days=bound.ends_in_days)
    elif bound.ended_days_ago is not None:
        until = today - timedelta(days=bound.ended_days_ago)
    place = list(partners()).index(slug)
    return Agreement(
        organisation_id=slug,
        name=bound.name,
        care_needs=bound.needs,
        response_minutes=bound.minutes,
        must_take=bound.must_take,
        valid_from=today - timedelta(days=700),
        valid_until=until,
        contacts={
            "operational": telephone(300 + place),
            "management": telephone(400 + place),
            "board": telephone(500 + place),
        },
    )


def _staff_names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for slug, name in Professional.objects.order_by("pk").values_list("organisation_id", "name"):
        found.setdefault(slug, []).append(name)
    return found


def _days(now: datetime) -> list[date]:
    today = now.astimezone(HOME).date()
    return [today + timedelta(days=ahead) for ahead in DAYS]


def _shift(slug: str, day: date, shift: tuple[time, time], contact: str, number: int) -> Duty:
    starts, ends = shift
    end_day = day + timedelta(days=1) if ends <= starts else day
    return Duty(
        organisation_id=slug,
        starts_at=datetime.combine(day, starts, HOME).astimezone(UTC),
        ends_at=datetime.combine(end_day, ends, HOME).astimezone(UTC),
        contact=contact,
        phone=telephone(number),
    )


def _whole_day(slug: str, day: date, contact: str, number: int, level: str) -> Duty:
    begins = datetime.combine(day, time(7), HOME)
    return Duty(
        organisation_id=slug,
        starts_at=begins.astimezone(UTC),
        ends_at=datetime.combine(day + timedelta(days=1), time(7), HOME).astimezone(UTC),
        contact=contact,
        phone=telephone(number),
        level=level,
    )


def _week(slug: str, now: datetime, contact: str, number: int) -> Duty:
    first, *_, last = _days(now)
    return Duty(
        organisation_id=slug,
        starts_at=datetime.combine(first, time(7), HOME).astimezone(UTC),
        ends_at=datetime.combine(last, time(7), HOME).astimezone(UTC),
        contact=contact,
        phone=telephone(number),
        level="board",
    )

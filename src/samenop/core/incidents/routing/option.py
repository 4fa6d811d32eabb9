"""One partner that can be asked: how soon, through whom, and the reasons beside it (A6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import asin, ceil, cos, radians, sin, sqrt

from samenop.core.incidents.routing.grounds import Ground, age_limits, grounds_against, valid_agreements
from samenop.core.incidents.routing.offer import Agreement, Candidate, Capability, Duty, Need, Place

# A road is longer than a straight line; an average over town and country. An estimate, shown as such.
DETOUR = 1.3
KILOMETRES_AN_HOUR = 45
EARTH_RADIUS_KM = 6371.0
# Who gives no time comes after everyone who does.
UNKNOWN_MINUTES = 10**6


@dataclass(frozen=True, slots=True)
class Option:
    """A partner that can be asked now, for which need, and why it stands where it stands."""

    organisation: str
    care_need: str
    obliged: bool
    must_take: bool
    minutes: int | None
    contact: str
    reasons: tuple[Ground, ...] = ()


def option_for(candidate: Candidate, care_need: str, need: Need, at: datetime) -> Option:
    """This partner as an option for a need; grounds that its duty sets aside are named as reasons."""
    capability = candidate.capability(care_need)
    agreements = valid_agreements(candidate, care_need, need, at)
    minutes = _minutes(candidate, capability, agreements, need.place)
    contact = contact_of(candidate, at)
    waived = grounds_against(candidate, care_need, need, at)
    return Option(
        organisation=candidate.organisation,
        care_need=care_need,
        obliged=bool(agreements),
        must_take=any(one.must_take for one in agreements),
        minutes=minutes,
        contact=contact,
        reasons=(
            *_bound_reasons(agreements),
            *_in_spite_of(waived),
            Ground("open_now"),
            *((Ground("on_duty", {"contact": contact}),) if contact else ()),
            _expected(minutes),
            *_room_reasons(candidate),
            *_age_reasons(capability, need),
        ),
    )


def _expected(minutes: int | None) -> Ground:
    return Ground("expected_unknown") if minutes is None else Ground("expected", {"minutes": str(minutes)})


def _bound_reasons(agreements: Sequence[Agreement]) -> tuple[Ground, ...]:
    obliged = tuple(Ground("obliged", {"agreement": one.id}) for one in agreements)
    return (*obliged, Ground("must_take")) if any(one.must_take for one in agreements) else obliged


def _in_spite_of(waived: Sequence[Ground]) -> tuple[Ground, ...]:
    return tuple(Ground(f"in_spite_of_{ground.code.removeprefix('not_able_')}") for ground in waived)


def _room_reasons(candidate: Candidate) -> tuple[Ground, ...]:
    places = candidate.capacity_left
    room = Ground("places_unknown") if places is None else Ground("places_left", {"places": str(places)})
    return (room, Ground("load", {"load": str(candidate.load)})) if candidate.load else (room,)


def _age_reasons(capability: Capability | None, need: Need) -> tuple[Ground, ...]:
    if capability is None or (capability.min_age is None and capability.max_age is None):
        return ()
    youngest, oldest = need.person.ages()
    old_enough = capability.min_age is None or youngest >= capability.min_age
    young_enough = capability.max_age is None or oldest <= capability.max_age
    return (
        () if old_enough and young_enough else (Ground("age_to_confirm", {"limits": age_limits(capability)}),)
    )


def _minutes(
    candidate: Candidate, capability: Capability | None, agreements: Sequence[Agreement], place: Place
) -> int | None:
    """What the partner says now, else what it usually takes plus the way, else what it promised."""
    if candidate.minutes_now is not None:
        return candidate.minutes_now
    if capability is not None and capability.minutes is not None:
        return capability.minutes + travel_minutes(candidate.place, place)
    return min((one.response_minutes for one in agreements if one.response_minutes is not None), default=None)


def travel_minutes(start: Place | None, end: Place) -> int:
    """The way by road in whole minutes, estimated; 0 when either place has no coordinates."""
    if start is None or start.lat is None or start.lon is None or end.lat is None or end.lon is None:
        return 0
    lat_1, lon_1, lat_2, lon_2 = map(radians, (start.lat, start.lon, end.lat, end.lon))
    half = sin((lat_2 - lat_1) / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin((lon_2 - lon_1) / 2) ** 2
    return ceil(2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half))) * DETOUR / KILOMETRES_AN_HOUR * 60)


def contact_of(candidate: Candidate, at: datetime) -> str:
    """Who is on duty and reachable, surely before perhaps; without a roster the desk itself."""
    on_duty = [duty for duty in candidate.roster or () if duty.holds(at) and duty.reachable is not False]
    return min(on_duty, key=_surely_reachable).contact if on_duty else candidate.contact


def _surely_reachable(duty: Duty) -> bool:
    return duty.reachable is None


def order_of(candidates: Sequence[Candidate]) -> Callable[[Option], tuple[bool, int, int, str]]:
    """Obliged first, then minutes, then load, then name (so that equals always stand the same)."""
    load = {one.organisation: one.load for one in candidates}

    def place(option: Option) -> tuple[bool, int, int, str]:
        minutes = UNKNOWN_MINUTES if option.minutes is None else option.minutes
        return not option.obliged, minutes, load[option.organisation], option.organisation

    return place

"""Makes the route: an ordered list of who can be asked, who cannot and why, and who must in the end (A6)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Literal

from samenop.core.clocks.norms import LEVELS
from samenop.core.incidents.routing.grounds import (
    Ground,
    age_limits,
    agreement_ground,
    day_of,
    grounds_against,
    is_waived,
    valid_agreements,
)
from samenop.core.incidents.routing.offer import Agreement, Candidate, Capability, Contact, Duty, Need, Place

# A road is longer than a straight line; an average over town and country. An estimate, shown as such.
DETOUR = 1.3
KILOMETRES_AN_HOUR = 45
EARTH_RADIUS_KM = 6371.0
# Who gives no time comes after everyone who does.
UNKNOWN_MINUTES = 10**6

LastResortCode = Literal["call_obliged_party", "call_care_desk", "holder_keeps_and_climbs"]


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


@dataclass(frozen=True, slots=True)
class NotNow:
    """A partner that cannot be asked now: the first ground and, when there are more, their codes."""

    organisation: str
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LastResort:
    """What to do when nobody can or wants to: whom to call at which level, and what was in the way."""

    code: LastResortCode
    organisation: str = ""
    level: str = ""
    contact: str = ""
    in_the_way: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Routing:
    """The answer. There is always a next step: an option, the fallback, or the last resort."""

    options: tuple[Option, ...]
    refused: tuple[NotNow, ...]
    fallback: Option | None
    last_resort: LastResort

    def next_step(self) -> Option | LastResort:
        """Whom to turn to first."""
        return next(iter(self.options), None) or self.fallback or self.last_resort


def route_care(need: Need, candidates: Sequence[Candidate], at: datetime) -> Routing:
    """Who can be asked for this need now, best first: obliged, then quickest, then least loaded.

    Everyone else is refused with a ground. The fallback takes whom nobody else takes; the last resort
    says whom to call when even that fails (A6, idea 1: there is always a party that must).
    """
    against = {one.organisation: grounds_against(one, need.care_need, need, at) for one in candidates}
    able = [one for one in candidates if not against[one.organisation]]
    options = sorted((_option(one, need.care_need, need, at) for one in able), key=_order(candidates))
    fallback = _fallback(need, candidates, at, {one.organisation for one in options})
    placed = {one.organisation for one in options} | ({fallback.organisation} if fallback else set())
    left_out = [one for one in candidates if one.organisation not in placed]
    refused = tuple(_not_now(one, _telling(one, against[one.organisation], need, at)) for one in left_out)
    return Routing(tuple(options), refused, fallback, _last_resort(need, candidates, at))


def _fallback(need: Need, candidates: Sequence[Candidate], at: datetime, already: set[str]) -> Option | None:
    """Who must take for this very need or for what it falls back to, nearest first.

    When nobody can be asked and nobody must, whoever is able to give what it falls back to.
    """
    others = [one for one in candidates if one.organisation not in already]
    for care_need in (need.care_need, *need.falls_back_to):
        takes = [
            one
            for one in others
            if _must(one, care_need, need, at) and _takes_in_the_end(one, care_need, need, at)
        ]
        if takes:
            return _first(takes, care_need, need, at)
    return None if already else _next_best(need, others, at)


def _next_best(need: Need, candidates: Sequence[Candidate], at: datetime) -> Option | None:
    for care_need in need.falls_back_to:
        able = [one for one in candidates if not grounds_against(one, care_need, need, at)]
        if able:
            return _first(able, care_need, need, at)
    return None


def _first(candidates: Sequence[Candidate], care_need: str, need: Need, at: datetime) -> Option:
    return min((_option(one, care_need, need, at) for one in candidates), key=_order(candidates))


def _must(candidate: Candidate, care_need: str, need: Need, at: datetime) -> bool:
    return any(one.must_take for one in valid_agreements(candidate, care_need, need, at))


def _takes_in_the_end(candidate: Candidate, care_need: str, need: Need, at: datetime) -> bool:
    return all(is_waived(ground.code) for ground in grounds_against(candidate, care_need, need, at))


def _option(candidate: Candidate, care_need: str, need: Need, at: datetime) -> Option:
    capability = candidate.capability(care_need)
    agreements = valid_agreements(candidate, care_need, need, at)
    minutes = _minutes(candidate, capability, agreements, need.place)
    contact = _contact(candidate, at)
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
    if not waived:
        return ()
    return (Ground("takes_in_spite_of", {"grounds": " ".join(ground.code for ground in waived)}),)


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


def _contact(candidate: Candidate, at: datetime) -> str:
    on_duty = [duty for duty in candidate.roster or () if duty.holds(at) and duty.reachable is not False]
    return min(on_duty, key=_surely_reachable).contact if on_duty else candidate.contact


def _surely_reachable(duty: Duty) -> bool:
    return duty.reachable is None


def _order(candidates: Sequence[Candidate]) -> Callable[[Option], tuple[bool, int, int, str]]:
    """Obliged first, then minutes, then load, then name (so that equals always stand the same)."""
    load = {one.organisation: one.load for one in candidates}

    def place(option: Option) -> tuple[bool, int, int, str]:
        minutes = UNKNOWN_MINUTES if option.minutes is None else option.minutes
        return not option.obliged, minutes, load[option.organisation], option.organisation

    return place


def _telling(
    candidate: Candidate, grounds: tuple[Ground, ...], need: Need, at: datetime
) -> tuple[Ground, ...]:
    """For who gives only what the need falls back to: why not even that, which says more than "not here"."""
    if candidate.capability(need.care_need) is not None:
        return grounds
    for care_need in need.falls_back_to:
        if candidate.capability(care_need) is None:
            continue
        own = grounds_against(candidate, care_need, need, at)
        return own or tuple(_ended_duty(candidate, care_need, need, at)) or grounds
    return grounds


def _ended_duty(candidate: Candidate, care_need: str, need: Need, at: datetime) -> Iterator[Ground]:
    for one in candidate.agreements:
        if one.must_take and one.covers(care_need, need.asked_by) and not one.is_valid_on(day_of(at)):
            yield agreement_ground(one, at)


def _not_now(candidate: Candidate, grounds: Sequence[Ground]) -> NotNow:
    first, *others = grounds
    return NotNow(candidate.organisation, first.code, first.params, tuple(ground.code for ground in others))


def _last_resort(need: Need, candidates: Sequence[Candidate], at: datetime) -> LastResort:
    for care_need in (need.care_need, *need.falls_back_to):
        bound = [one for one in candidates if valid_agreements(one, care_need, need, at)]
        must = [one for one in bound if _must(one, care_need, need, at)]
        # Who must take is called before who is merely obliged.
        for candidate in must + [one for one in bound if one not in must]:
            level = _first_level(valid_agreements(candidate, care_need, need, at))
            if level is not None:
                in_the_way = tuple(one.code for one in grounds_against(candidate, care_need, need, at))
                return LastResort(
                    "call_obliged_party", candidate.organisation, level.level, level.reach, in_the_way
                )
    desk = next((one for one in candidates if one.kind == "care_desk" and _contact(one, at)), None)
    if desk is not None:
        return LastResort("call_care_desk", desk.organisation, "operational", _contact(desk, at))
    return LastResort("holder_keeps_and_climbs", need.asked_by, "management")


def _first_level(agreements: Sequence[Agreement]) -> Contact | None:
    """The contact to climb to: management before board, because operational already could not help."""
    reached = [one for agreement in agreements for one in agreement.escalation if one.reach]
    above = [one for one in reached if one.level != "operational"]
    return min(above or reached, key=lambda one: LEVELS.index(one.level), default=None)

"""Why a care partner cannot be asked now: each ground with its code, in the order in which it helps."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from samenop.core.clocks.opening import AMSTERDAM, is_open, opens_at
from samenop.core.incidents.routing.offer import ANYWHERE, Agreement, Candidate, Capability, Need

# What a person is like, how full it is and an earlier suspension do not count for who must take.
WAIVED_BY_MUST_TAKE = ("not_able_", "no_capacity", "suspended_there")
# An age is a matter of law and licence (a child among drunken adults): no agreement overrules it.
NEVER_WAIVED = frozenset({"not_able_age", "not_able_minor"})


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground with what its sentence needs."""

    code: str
    params: dict[str, str] = field(default_factory=dict)


def day_of(at: datetime) -> date:
    """The day in Amsterdam: agreements begin and end there, not in UTC."""
    return at.astimezone(AMSTERDAM).date()


def valid_agreements(candidate: Candidate, care_need: str, need: Need, at: datetime) -> tuple[Agreement, ...]:
    """The agreements that oblige this partner to this need for this asker today."""
    about = (one for one in candidate.agreements if one.covers(care_need, need.asked_by))
    return tuple(one for one in about if one.is_valid_on(day_of(at)))


def must_take(candidate: Candidate, care_need: str, need: Need, at: datetime) -> bool:
    """Whether an agreement of today makes this partner the fallback for the need."""
    return any(one.must_take for one in valid_agreements(candidate, care_need, need, at))


def is_waived(code: str) -> bool:
    """Whether a must-take agreement sets this ground aside."""
    return code.startswith(WAIVED_BY_MUST_TAKE) and code not in NEVER_WAIVED


def grounds_against(candidate: Candidate, care_need: str, need: Need, at: datetime) -> tuple[Ground, ...]:
    """Every ground against asking this partner for this need now; empty: it can be asked."""
    capability = candidate.capability(care_need)
    if capability is None:
        return (Ground("not_given_here"),)
    return tuple(
        ground
        for grounds in (
            _said_no(candidate, need),
            _place(candidate, need),
            _agreement(candidate, capability, need, at),
            _person(candidate, capability, need),
            _presence(candidate, at),
            _room(candidate),
        )
        for ground in grounds
    )


def _said_no(candidate: Candidate, need: Need) -> Iterator[Ground]:
    if candidate.organisation in need.declined_by:
        yield Ground("declined_already")


def _place(candidate: Candidate, need: Need) -> Iterator[Ground]:
    if ANYWHERE not in candidate.areas and need.place.area not in candidate.areas:
        yield Ground("out_of_area", {"area": need.place.area})


def _agreement(candidate: Candidate, capability: Capability, need: Need, at: datetime) -> Iterator[Ground]:
    if not capability.only_by_agreement or valid_agreements(candidate, capability.care_need, need, at):
        return
    about = [one for one in candidate.agreements if one.covers(capability.care_need, need.asked_by)]
    if not about:
        yield Ground("no_agreement")
        return
    # Several: the one that ended last says most; one still to come only when none has been.
    ended = [one for one in about if one.valid_from <= day_of(at)]
    yield agreement_ground(max(ended or about, key=lambda one: one.valid_until or date.max), at)


def agreement_ground(agreement: Agreement, at: datetime) -> Ground:
    """Why an agreement does not hold today: not yet, or no longer."""
    if day_of(at) < agreement.valid_from:
        return Ground(
            "agreement_not_started", {"agreement": agreement.id, "starts_on": str(agreement.valid_from)}
        )
    return Ground("agreement_ended", {"agreement": agreement.id, "ended_on": str(agreement.valid_until)})


def _person(candidate: Candidate, capability: Capability, need: Need) -> Iterator[Ground]:
    youngest, oldest = need.person.ages()
    too_young = capability.min_age is not None and oldest < capability.min_age
    too_old = capability.max_age is not None and youngest > capability.max_age
    if too_young or too_old:
        yield Ground("not_able_age", {"limits": age_limits(capability)})
    for circumstance in sorted(capability.excludes & need.person.circumstances):
        yield Ground(f"not_able_{circumstance}")
    if candidate.organisation in need.person.suspended_from:
        yield Ground("suspended_there")


def _presence(candidate: Candidate, at: datetime) -> Iterator[Ground]:
    if not is_open(candidate.opening, at, candidate.days_off):
        opening = opens_at(candidate.opening, at, candidate.days_off)
        yield Ground("not_open", {"opens_at": opening.isoformat() if opening else ""})
        return
    if candidate.roster is None:
        if candidate.reachable is False:
            yield Ground("not_reachable")
        return
    on_duty = [duty for duty in candidate.roster if duty.holds(at)]
    if not on_duty:
        yield Ground("nobody_on_duty")
    elif all(duty.reachable is False for duty in on_duty) or candidate.reachable is False:
        yield Ground("not_reachable")


def _room(candidate: Candidate) -> Iterator[Ground]:
    if candidate.capacity_left is not None and candidate.capacity_left <= 0:
        yield Ground("no_capacity")


def age_limits(capability: Capability) -> str:
    """The ages that are taken, as people write them: "18–65", "18+" or "0–17"."""
    if capability.max_age is None:
        return f"{capability.min_age or 0}+"
    return f"{capability.min_age or 0}–{capability.max_age}"

"""Makes the route: an ordered list of who can be asked, who cannot and why, and who must in the end (A6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from samenop.core.incidents.routing.grounds import (
    Ground,
    agreement_ground,
    day_of,
    grounds_against,
    is_waived,
    must_take,
)
from samenop.core.incidents.routing.last_resort import LastResort, last_resort_for
from samenop.core.incidents.routing.offer import Candidate, Need
from samenop.core.incidents.routing.option import Option, option_for, order_of


@dataclass(frozen=True, slots=True)
class NotNow:
    """A partner that cannot be asked now: the first ground and, when there are more, their codes."""

    organisation: str
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()


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
    options = sorted((option_for(one, need.care_need, need, at) for one in able), key=order_of(candidates))
    fallback = _fallback(need, candidates, at, {one.organisation for one in options})
    placed = {one.organisation for one in options} | ({fallback.organisation} if fallback else set())
    left_out = [one for one in candidates if one.organisation not in placed]
    refused = tuple(_not_now(one, _telling(one, against[one.organisation], need, at)) for one in left_out)
    return Routing(tuple(options), refused, fallback, last_resort_for(need, candidates, at))


def _fallback(need: Need, candidates: Sequence[Candidate], at: datetime, already: set[str]) -> Option | None:
    """Who must take for this very need or for what it falls back to, nearest first.

    As long as nobody can be asked for the need itself, whoever is able to give what it falls back to
    counts too: a care desk that coordinates is nearer than a bed for the night.
    """
    others = [one for one in candidates if one.organisation not in already]
    for care_need in (need.care_need, *need.falls_back_to):
        must = [one for one in others if must_take(one, care_need, need, at)]
        takes = [one for one in must if _takes_in_the_end(one, care_need, need, at)]
        if not takes and not already:
            takes = [one for one in others if not grounds_against(one, care_need, need, at)]
        if takes:
            options = (option_for(one, care_need, need, at) for one in takes)
            return min(options, key=order_of(candidates))
    return None


def _takes_in_the_end(candidate: Candidate, care_need: str, need: Need, at: datetime) -> bool:
    return all(is_waived(ground.code) for ground in grounds_against(candidate, care_need, need, at))


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

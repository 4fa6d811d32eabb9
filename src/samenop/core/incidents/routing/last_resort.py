"""What to do when every partner says no: whom to call at which level; never nothing (A6, idea 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from samenop.core.clocks.norms import LEVELS
from samenop.core.incidents.routing.grounds import NEVER_WAIVED, grounds_against, must_take, valid_agreements
from samenop.core.incidents.routing.offer import Agreement, Candidate, Contact, Need
from samenop.core.incidents.routing.option import contact_of

BEYOND_ANY_CALL = NEVER_WAIVED | {"not_given_here", "out_of_area"}

LastResortCode = Literal["call_obliged_party", "call_care_desk", "holder_keeps_and_climbs"]


@dataclass(frozen=True, slots=True)
class LastResort:
    """What to do when nobody can or wants to: whom to call at which level, and what was in the way."""

    code: LastResortCode
    organisation: str = ""
    level: str = ""
    contact: str = ""
    in_the_way: tuple[str, ...] = ()


def last_resort_for(need: Need, candidates: Sequence[Candidate], at: datetime) -> LastResort:
    """Whom to call when everyone above says no: who must take, then who is obliged, then the care desk."""
    chain = (need.care_need, *need.falls_back_to)
    for only_must in (True, False):
        for care_need in chain:
            for candidate in candidates:
                level = _level_to_call(candidate, care_need, need, at, only_must=only_must)
                if level is not None:
                    in_the_way = tuple(one.code for one in grounds_against(candidate, care_need, need, at))
                    return LastResort(
                        "call_obliged_party", candidate.organisation, level.level, level.reach, in_the_way
                    )
    desk = next((one for one in candidates if one.kind == "care_desk" and contact_of(one, at)), None)
    if desk is not None:
        return LastResort("call_care_desk", desk.organisation, "operational", contact_of(desk, at))
    return LastResort("holder_keeps_and_climbs", need.asked_by, "management")


def _level_to_call(
    candidate: Candidate, care_need: str, need: Need, at: datetime, *, only_must: bool
) -> Contact | None:
    """The contact of a bound party that could help; a telephone call changes no age and no area."""
    agreements = valid_agreements(candidate, care_need, need, at)
    codes = {ground.code for ground in grounds_against(candidate, care_need, need, at)}
    if codes & BEYOND_ANY_CALL or (only_must and not must_take(candidate, care_need, need, at)):
        return None
    return _first_level(agreements)


def _first_level(agreements: Sequence[Agreement]) -> Contact | None:
    """The contact to climb to: management before board, because operational already could not help."""
    reached = [one for agreement in agreements for one in agreement.escalation if one.reach]
    above = [one for one in reached if one.level != "operational"]
    return min(above or reached, key=lambda one: LEVELS.index(one.level), default=None)

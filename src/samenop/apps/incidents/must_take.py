"""Whether the one it is offered to must take it: follows from the agreements, never from a tick of the giver."""

from datetime import date

from samenop.apps.partners.service import must_take_needs
from samenop.core.incidents.facts import Facts

# Which care need stands behind a follow-up of an outcome.
NEED_OF_FOLLOW_UP = {
    "admission": "crisis_assessment",
    "visit": "crisis_assessment",
    "shelter_bed": "shelter_bed",
    "special_shelter": "special_shelter",
    "sobering_place": "sobering_bed",
    "fallback_assessment": "fallback_assessment",
    "medical_first": "medical_assessment",
    "municipality": "municipal_report_point",
}


def is_must_take(facts: Facts, *, to: str, on: date) -> bool:
    """True when an agreement of the receiver that is valid on the day covers the follow-up, or all fallback (A6)."""
    if facts.outcome is None:
        return False
    need = NEED_OF_FOLLOW_UP.get(facts.outcome.follow_up)
    bound = must_take_needs(to, on=on)
    # Who is the fallback for people nobody can assess now takes them whichever bed was meant.
    fallback = facts.outcome.kind == "not_assessable" and "fallback_assessment" in bound
    return fallback or need in bound

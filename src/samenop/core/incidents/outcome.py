"""What comes out of an assessment, and that it always leads on (A15)."""

from datetime import datetime

from samenop.core.incidents.facts import Facts
from samenop.core.incidents.steps import decide_step
from samenop.core.kernel import Actor, Agreed, Answer, Event, Refused

# Per outcome: the follow-ups that may go with it. "Not assessable" never leads to an empty hand.
FOLLOW_UPS = {
    "voluntary_admission": ("admission",),
    "crisis_measure": ("admission", "mayor_decides"),
    "home_with_agreements": ("visit", "appointment", "general_practice"),
    "shelter": ("shelter_bed", "special_shelter"),
    "not_assessable": ("sobering_place", "fallback_assessment", "medical_first"),
    "no_care_needed": ("own_strength", "general_practice", "municipality"),
}
NEEDS_REASSESSMENT = frozenset({"not_assessable"})


def decide_outcome(
    facts: Facts,
    actor: Actor,
    *,
    kind: str,
    follow_up: str,
    follow_up_holder: str,
    reassess_at: datetime | None,
    now: datetime,
) -> Answer:
    """The outcome with its follow-up and its holder; who cannot be assessed gets a time for the next try."""
    answer = decide_step("record_outcome", facts, actor)
    if not answer:
        return answer
    if kind not in FOLLOW_UPS:
        return Refused("outcome_unknown")
    missing = _leads_nowhere(kind, follow_up, follow_up_holder, reassess_at, now)
    if missing:
        return Refused("outcome_leads_nowhere", missing=missing)
    return Agreed(
        (
            Event(
                "outcome.recorded",
                {
                    "kind": kind,
                    "follow_up": follow_up,
                    "follow_up_holder": follow_up_holder,
                    "reassess_at": reassess_at.isoformat() if reassess_at else None,
                    "by": actor.organisation,
                },
            ),
        )
    )


def _leads_nowhere(
    kind: str, follow_up: str, holder: str, reassess_at: datetime | None, now: datetime
) -> tuple[str, ...]:
    missing = []
    if follow_up not in FOLLOW_UPS[kind]:
        missing.append("follow_up_missing")
    if not holder and follow_up != "own_strength":
        missing.append("follow_up_holder_missing")
    if kind in NEEDS_REASSESSMENT and (reassess_at is None or reassess_at <= now):
        missing.append("reassessment_time_missing")
    return tuple(missing)

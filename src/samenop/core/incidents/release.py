"""Letting go: only when somebody else demonstrably has it (A16), and never silently before."""

from dataclasses import dataclass

from samenop.core.incidents.facts import Facts
from samenop.core.incidents.steps import decide_step
from samenop.core.kernel import Actor, Agreed, Answer, Event, Refused


@dataclass(frozen=True, slots=True)
class Letting:
    """What the one who lets go states.

    `own_strength`: the people concerned can go on by themselves and said so.
    `people_know`: the people concerned know what happens next.
    `why_not_told`: why the reporter was not told, when that is so.
    """

    own_strength: bool = False
    own_strength_said: bool = False
    people_know: bool = False
    why_not_told: str = ""


def missing_for_release(facts: Facts, letting: Letting) -> tuple[str, ...]:
    """Everything that still stands in the way, as refusal codes; empty when nothing does."""
    missing = []
    if facts.safety_phase in {"unknown", "acute_unsafe"} or facts.persons_acute:
        missing.append("still_acute" if facts.safety_phase != "unknown" else "safety_not_set")
    missing += _follow_up(facts, letting)
    if facts.outcome is None and facts.advice_asked and not letting.own_strength:
        missing.append("outcome_missing")
    if not letting.people_know:
        missing.append("people_do_not_know")
    if not facts.reporter_told and not letting.why_not_told.strip():
        missing.append("reporter_not_told")
    if facts.transports_open:
        missing.append("transport_open")
    return tuple(missing)


def decide_release(facts: Facts, actor: Actor, letting: Letting) -> Answer:
    """The police let go. A refusal lists all that is missing at once."""
    answer = decide_step("release", facts, actor)
    if not answer:
        return answer
    missing = missing_for_release(facts, letting)
    if missing:
        return Refused("release_incomplete", missing=missing)
    follow_up = "own_strength" if letting.own_strength else "held"
    data = {"by": actor.organisation, "follow_up": follow_up, "override": False}
    return Agreed((Event("incident.released", data),))


def decide_override(facts: Facts, actor: Actor, *, reason: str, second: Actor | None) -> Answer:
    """The police are set free before release: with a reason and a second name, and it shows.

    The second person is a duty officer of the police, not the one who asks. Acute danger is no
    exception to leave by: while it is acutely unsafe nobody leaves (idea 6).
    """
    answer = decide_step("override_release", facts, actor)
    if not answer:
        return answer
    if facts.safety_phase == "acute_unsafe" or facts.persons_acute:
        return Refused("still_acute")
    missing = []
    if len(reason.split()) < 3:
        missing.append("reason_missing")
    if second is None or second.id == actor.id or not second.may("release.second"):
        missing.append("second_name_missing")
    if missing:
        return Refused("override_incomplete", missing=tuple(missing))
    data = {"by": actor.organisation, "second": second.id if second else "", "override": True}
    return Agreed((Event("police.set_free", data),))


def decide_close(facts: Facts, actor: Actor) -> Answer:
    """Closed only after release and when no promise is left open."""
    answer = decide_step("close", facts, actor)
    if not answer:
        return answer
    if facts.open_promises:
        return Refused("promises_open", {"count": str(facts.open_promises)})
    return Agreed((Event("incident.closed", {"by": actor.organisation}),))


def _follow_up(facts: Facts, letting: Letting) -> list[str]:
    if letting.own_strength:
        return [] if letting.own_strength_said else ["own_strength_not_said"]
    if facts.baton.holder == facts.started_by:
        return ["follow_up_not_held"]
    safe = facts.handover is None or (facts.handover.safe_by_giver and facts.handover.safe_by_receiver)
    return [] if safe else ["not_agreed_safe"]

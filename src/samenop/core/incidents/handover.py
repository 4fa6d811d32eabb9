"""What a handover must tell, when it is complete, and how it is accepted (A13)."""

from collections.abc import Collection
from dataclasses import dataclass

from samenop.core.batons.holding import decide_accept
from samenop.core.incidents.facts import Facts
from samenop.core.incidents.steps import decide_step
from samenop.core.kernel import Actor, Agreed, Answer, Event, Refused

# In the order in which it is told (SBAR: situation, background, assessment, request).
HANDOVER_FIELDS = (
    "went_before",
    "seen",
    "searched",
    "items_taken",
    "restraint",
    "medication",
    "family",
    "promised",
    "request",
)
# Without these nobody can take over responsibly; "unknown" said aloud is an answer, silence is not.
REQUIRED_FIELDS = ("went_before", "seen", "searched", "items_taken", "restraint", "promised")


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What the receiver says back before taking over: by name, in own words, and is it safe now."""

    accepted_by_name: str
    said_back: str
    safe: bool


def decide_return(facts: Facts, actor: Actor, *, missing: Collection[str]) -> Answer:
    """The receiver sends an incomplete handover back and says what is missing; the baton stays."""
    answer = decide_step("return_handover", facts, actor)
    if not answer:
        return answer
    if facts.handover is None or facts.handover.status != "offered":
        return Refused("no_handover")
    if not missing or not set(missing) <= set(HANDOVER_FIELDS):
        return Refused("say_what_is_missing")
    return Agreed(
        (
            Event(
                "handover.returned",
                {"handover": facts.handover.id, "by": actor.organisation, "missing": sorted(missing)},
            ),
        )
    )


def decide_take_over(facts: Facts, actor: Actor, read_back: ReadBack) -> Answer:
    """The receiver accepts by name and reads back; without a handover form a plain acceptance suffices."""
    answer = decide_step("accept", facts, actor)
    if not answer:
        return answer
    taken = decide_accept(facts.baton, actor)
    if not taken or facts.handover is None or facts.handover.status != "offered":
        return taken
    missing = _not_read_back(facts, read_back)
    if missing:
        return Refused("handover_incomplete", missing=missing)
    accepted = Event(
        "handover.accepted", {"handover": facts.handover.id, "by": actor.organisation, "safe": read_back.safe}
    )
    return Agreed((accepted, *taken.events))


def _not_read_back(facts: Facts, read_back: ReadBack) -> tuple[str, ...]:
    told = facts.handover.fields if facts.handover else frozenset()
    missing = [f"handover_{name}" for name in REQUIRED_FIELDS if name not in told]
    if not read_back.accepted_by_name.strip():
        missing.append("receiver_name")
    if len(read_back.said_back.split()) < 3:
        missing.append("read_back")
    return tuple(missing)

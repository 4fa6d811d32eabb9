"""Which step is possible when and for whom: the one table behind check, button, API error and diagram."""

from dataclasses import dataclass
from typing import Literal

from samenop.core.incidents.facts import Facts
from samenop.core.kernel import Actor, Agreed, Answer, Refused

STATUSES = ("reported", "assessed", "in_hand", "handed_over", "released", "closed", "joined")
OPEN = frozenset({"reported", "assessed", "in_hand", "handed_over"})
ASSESSED = frozenset({"assessed", "in_hand", "handed_over"})
AFTER = frozenset({"handed_over", "released"})
Who = Literal["involved", "holder", "offered"]


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table.

    `moves` says to which status the step brings an incident from which; a status not named stays.
    `who` is the relation the organisation of the actor must have to the incident.
    """

    name: str
    permission: str
    possible: frozenset[str]
    who: Who = "involved"
    moves: tuple[tuple[str, str], ...] = ()


def _rows(*steps: Step) -> dict[str, Step]:
    return {step.name: step for step in steps}


STEPS = _rows(
    Step("classify", "incident.classify", OPEN, "holder", (("reported", "assessed"),)),
    Step("choose_situation", "incident.classify", OPEN | AFTER),
    Step("join", "incident.join", OPEN, "holder", tuple((status, "joined") for status in sorted(OPEN))),
    Step("note", "log.write", OPEN | AFTER),
    Step("ask_care", "care.ask", OPEN),
    Step("advise", "care.advise", OPEN),
    Step("deploy", "deployment.assign", OPEN, moves=(("reported", "in_hand"), ("assessed", "in_hand"))),
    Step("progress", "deployment.progress", OPEN | AFTER),
    Step("connect_directly", "direct_line.make", OPEN),
    Step("observe", "incident.observe", OPEN),
    Step("propose_picture", "picture.propose", OPEN),
    Step("confirm_picture", "picture.confirm", OPEN),
    Step("set_safety", "safety.set", OPEN),
    Step("order_transport", "transport.order", OPEN),
    Step("progress_transport", "transport.progress", OPEN | AFTER),
    Step("record_outcome", "outcome.record", OPEN),
    Step("scale", "incident.scale", OPEN),
    Step("tell_waiting", "waiting.tell", OPEN),
    Step("offer", "baton.offer", ASSESSED, "holder"),
    Step("withdraw", "baton.offer", OPEN, "holder"),
    Step(
        "accept", "baton.answer", ASSESSED, "offered", (("assessed", "handed_over"), ("in_hand", "handed_over"))
    ),
    Step("refuse", "baton.answer", ASSESSED, "offered"),
    Step("return_handover", "baton.answer", ASSESSED, "offered"),
    Step("promise", "promise.make", OPEN | AFTER),
    Step("keep_promise", "promise.keep", OPEN | AFTER | {"closed"}),
    Step("tell_reporter", "reporter.tell", OPEN | AFTER),
    Step(
        "release",
        "incident.release",
        ASSESSED,
        moves=(("assessed", "released"), ("in_hand", "released"), ("handed_over", "released")),
    ),
    Step("override_release", "incident.release", OPEN),
    Step("close", "incident.close", frozenset({"released"}), moves=(("released", "closed"),)),
)


def decide_step(name: str, facts: Facts, actor: Actor) -> Answer:
    """Whether this actor may take this step now.

    Refusals in the order in which they help: not involved (the same answer as absent), not your role,
    not in this status, not your turn.
    """
    step = STEPS[name]
    if actor.organisation not in facts.involved:
        return Refused("not_found")
    if not actor.may(step.permission):
        return Refused("not_your_role", {"permission": step.permission})
    if facts.status not in step.possible:
        return Refused("not_in_this_status", {"status": facts.status})
    return _turn(step, facts, actor)


def status_after(name: str, status: str) -> str:
    """The status in which a step leaves an incident."""
    return dict(STEPS[name].moves).get(status, status)


def _turn(step: Step, facts: Facts, actor: Actor) -> Answer:
    if step.who == "holder" and actor.organisation != facts.baton.holder:
        return Refused("not_the_holder", {"holder": facts.baton.holder})
    if step.who == "offered" and (facts.baton.offer is None or facts.baton.offer.to != actor.organisation):
        return Refused("not_offered_to_you")
    return Agreed()

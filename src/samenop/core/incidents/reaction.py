"""Smaller decisions of the acute line: classify, ask care, deploy, picture, safety, transport, promise."""

from datetime import datetime

from samenop.core.incidents.deployment import PRESENT
from samenop.core.incidents.facts import SAFETY_PHASES, Facts
from samenop.core.incidents.steps import decide_step
from samenop.core.kernel import Actor, Agreed, Answer, Event, Refused

URGENCIES = (
    "urgent_police",
    "deferrable_police",
    "not_urgent_no_police",
    "urgent_no_police",
    "information_only",
)
NEEDS = ("police", "care", "both", "none")
ADVICE = ("take_over", "advice", "assessment", "no_care_role", "known_to_us")
DISCIPLINES = ("police", "crisis_service", "ambulance", "medical_transport", "other_care", "citizen")
TRANSPORTS = ("medical_transport", "ambulance", "police")
TRANSPORT_NEXT = {
    "ordered": ("under_way", "cancelled"),
    "under_way": ("on_scene", "cancelled"),
    "on_scene": ("done",),
    "done": (),
    "cancelled": (),
}
# Reactions other than sending a unit (A17), each a promise with who, what and when.
PROMISES = (
    "wait_half_hour",
    "appointment",
    "neighbourhood_officer",
    "other_body",
    "municipality",
    "call_back",
    "care_visit",
)
SCALES = ("single", "several_units", "several_disciplines", "central")


def decide_classification(
    facts: Facts,
    actor: Actor,
    *,
    urgency: str,
    needs: str,
    proposed: tuple[str, str] | None,
    reason: str,
) -> Answer:
    """A person decides; who departs from the proposal says why, and both stay (A2)."""
    answer = decide_step("classify", facts, actor)
    if not answer:
        return answer
    if urgency not in URGENCIES or needs not in NEEDS:
        return Refused("class_unknown")
    overruled = proposed is not None and proposed != (urgency, needs)
    if overruled and not reason.strip():
        return Refused("overruling_needs_reason")
    data = {"urgency": urgency, "needs": needs, "overruled": overruled}
    return Agreed((Event("incident.classified", data),))


def decide_advice(facts: Facts, actor: Actor, *, answer_code: str, text: str) -> Answer:
    """The triage seat answers with what the rules allow; being a patient is never one of the answers (R03)."""
    answer = decide_step("advise", facts, actor)
    if not answer:
        return answer
    if answer_code not in ADVICE or answer_code == "known_to_us":
        return Refused("advice_not_allowed")
    if answer_code == "advice" and not text.strip():
        return Refused("advice_empty")
    return Agreed((Event("care.advised", {"answer": answer_code, "by": actor.organisation}),))


def decide_deployment(facts: Facts, actor: Actor, *, discipline: str, organisation: str) -> Answer:
    """Somebody is sent. Organisations other than the police's own are sent by who may send care."""
    answer = decide_step("deploy", facts, actor)
    if not answer:
        return answer
    if discipline not in DISCIPLINES:
        return Refused("discipline_unknown")
    data = {"discipline": discipline, "organisation": organisation, "by": actor.organisation}
    return Agreed((Event("deployment.assigned", data),))


def decide_picture(facts: Facts, actor: Actor, *, told: dict[str, str], look_again_at: datetime | None) -> Answer:
    """The shared picture: what is the problem, who is safe and who not, who does what, when again (A11)."""
    answer = decide_step("propose_picture", facts, actor)
    if not answer:
        return answer
    missing = tuple(f"picture_{name}" for name in ("problem", "safe", "who_does_what") if not told.get(name))
    if look_again_at is None:
        missing += ("picture_look_again",)
    if missing:
        return Refused("picture_incomplete", missing=missing)
    version = facts.picture.version + 1 if facts.picture else 1
    return Agreed((Event("picture.proposed", {"version": version, "by": actor.organisation}),))


def decide_confirmation(facts: Facts, actor: Actor, *, version: int) -> Answer:
    """Each organisation confirms the version it has read, once."""
    answer = decide_step("confirm_picture", facts, actor)
    if not answer:
        return answer
    if facts.picture is None or facts.picture.version != version:
        return Refused("picture_is_newer")
    if actor.organisation in facts.picture.confirmed:
        return Refused("already_confirmed")
    return Agreed((Event("picture.confirmed", {"version": version, "by": actor.organisation}),))


def decide_safety(facts: Facts, actor: Actor, *, phase: str, person: int | None) -> Answer:
    """The phase of the incident or of one person in it (A12)."""
    answer = decide_step("set_safety", facts, actor)
    if not answer:
        return answer
    if phase not in SAFETY_PHASES or phase == "unknown":
        return Refused("phase_unknown")
    return Agreed((Event("safety.set", {"phase": phase, "person": person, "by": actor.organisation}),))


def decide_transport(facts: Facts, actor: Actor, *, kind: str, reason: str) -> Answer:
    """A ride is ordered; by police car only with a reason (A14)."""
    answer = decide_step("order_transport", facts, actor)
    if not answer:
        return answer
    if kind not in TRANSPORTS:
        return Refused("transport_unknown")
    if kind == "police" and len(reason.split()) < 3:
        return Refused("police_transport_needs_reason")
    return Agreed((Event("transport.ordered", {"kind": kind, "by": actor.organisation}),))


def decide_transport_progress(facts: Facts, actor: Actor, *, transport: int, status: str, to: str) -> Answer:
    """The ride comes a step further, in order."""
    answer = decide_step("progress_transport", facts, actor)
    if not answer:
        return answer
    if to not in TRANSPORT_NEXT.get(status, ()):
        return Refused("not_in_this_order", {"status": status})
    return Agreed((Event("transport.progressed", {"transport": transport, "from": status, "to": to}),))


def decide_promise(facts: Facts, actor: Actor, *, kind: str, due_at: datetime, now: datetime) -> Answer:
    """Another reaction than sending a unit: a promise with who, what and when (A17)."""
    answer = decide_step("promise", facts, actor)
    if not answer:
        return answer
    if kind not in PROMISES:
        return Refused("promise_unknown")
    if due_at <= now:
        return Refused("promise_in_the_past")
    return Agreed((Event("promise.made", {"kind": kind, "due_at": due_at.isoformat()}),))


def decide_scale(facts: Facts, actor: Actor, *, scale: str, lead: str, reason: str) -> Answer:
    """Up or down from the street, and who leads now (A23); the log stays one."""
    answer = decide_step("scale", facts, actor)
    if not answer:
        return answer
    if scale not in SCALES:
        return Refused("scale_unknown")
    if lead not in facts.involved:
        return Refused("lead_not_involved")
    if not reason.strip():
        return Refused("reason_missing")
    return Agreed((Event("incident.scaled", {"scale": scale, "lead": lead}),))


def decide_join(facts: Facts, actor: Actor, *, into: str) -> Answer:
    """The same event as another (A1). Not while something is going on here: that would be left behind."""
    answer = decide_step("join", facts, actor)
    if not answer:
        return answer
    missing = []
    if any(unit.status in PRESENT for unit in facts.deployments):
        missing.append("units_still_on_it")
    if facts.transports_open:
        missing.append("transport_open")
    if facts.open_promises:
        missing.append("promises_still_open")
    if missing:
        return Refused("join_has_work", missing=tuple(missing))
    return Agreed((Event("incident.joined", {"into": into}),))


def decide_simple(step: str, event: str, facts: Facts, actor: Actor, **data: object) -> Answer:
    """A step with no rule beyond the table: one event with the given references."""
    answer = decide_step(step, facts, actor)
    return Agreed((Event(event, data),)) if answer else answer

"""The moves of a story: each plays one step of the acute line with the story's own words, by a fitting colleague."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from samenop.apps.batons.service import promises_on
from samenop.apps.incidents import service
from samenop.apps.incidents.models import Incident, Outcome, Report, Transport
from samenop.apps.partners.service import must_take_needs
from samenop.core.incidents.handover import HANDOVER_FIELDS
from samenop.core.kernel import Answer, Refused
from samenop.demo.stories.reading import Ride
from samenop.demo.stories.scene import Scene

Move = Callable[..., Answer]
OVERRULED = "Uit het gesprek blijkt iets anders dan uit de eerste woorden."
ORGANISATION_OF = {
    "police": "politie",
    "crisis_service": "crisisdienst",
    "ambulance": "ambulance",
    "medical_transport": "psycholance",
}
SENT_BY = {"crisis_service": "triage_nurse"}


def play(scene: Scene, move: str, now: datetime, **words: Any) -> Answer:
    """Plays one move; Refused as the action says it, or when the story has nothing for it."""
    return MOVES[move](scene, now, **words)


def classify(scene: Scene, now: datetime) -> Answer:
    """The operator follows the proposal, or keeps to the class of the story and says why."""
    incident, story = scene.incident, scene.story
    proposed = (incident.proposed_urgency, incident.proposed_needs)
    chosen = (story.urgency, story.needs) if story.insists or not all(proposed) else proposed
    return service.classify_incident(
        number=scene.number,
        actor=scene.by("operator"),
        now=now,
        urgency=chosen[0],
        needs=chosen[1],
        reason=OVERRULED if chosen != proposed else "",
    )


def situation(scene: Scene, now: datetime) -> Answer:
    """The operator names the kind of situation."""
    return service.choose_situation(
        number=scene.number, actor=scene.by("operator"), now=now, situation=scene.story.situation
    )


def ask_care(
    scene: Scene, now: datetime, *, by: str = "operator", time_class: str = "within_1_hour"
) -> Answer:
    """Care is asked to look along."""
    return service.ask_care(
        number=scene.number,
        actor=scene.by(by),
        now=now,
        question=scene.story.question,
        time_class=time_class,
    )


def advise(scene: Scene, now: datetime, *, by: str = "triage_nurse") -> Answer:
    """Care answers."""
    return service.give_advice(
        number=scene.number,
        actor=scene.by(by),
        now=now,
        answer_code=scene.story.advice_code,
        text=scene.story.advice,
        warning=scene.story.warning,
    )


def send(scene: Scene, now: datetime, *, unit: str, eta: float = 12) -> Answer:
    """A free unit of a discipline is sent."""
    chosen = scene.free_unit(unit)
    if chosen is None:
        return Refused("field_missing")
    return service.deploy_unit(
        number=scene.number,
        actor=scene.by(SENT_BY.get(unit, "operator")),
        now=now,
        unit=chosen.name,
        organisation_slug=ORGANISATION_OF[unit],
        discipline=unit,
        expected_at=now + timedelta(minutes=eta),
    )


def go(scene: Scene, now: datetime, *, unit: str, to: str) -> Answer:
    """A unit comes a step further."""
    before = {"under_way": ("assigned",), "on_scene": ("assigned", "under_way"), "clear": ("on_scene",)}[to]
    found = scene.deployment(unit, *before)
    if found is None:
        return Refused("not_found")
    return service.progress_deployment(
        number=scene.number,
        actor=scene.at(found.organisation_id, "deployment.progress"),
        now=now,
        deployment=found.pk,
        to=to,
    )


def line(scene: Scene, now: datetime) -> Answer:
    """Reporter and responder speak to each other."""
    return service.connect_directly(number=scene.number, actor=scene.by("operator"), now=now)


def observe(scene: Scene, now: datetime) -> Answer:
    """The officer tells what is seen."""
    return service.observe(
        number=scene.number, actor=scene.by("officer"), now=now, answers=scene.story.observation
    )


def safety(scene: Scene, now: datetime, *, phase: str, by: str = "officer") -> Answer:
    """How safe it is now."""
    return service.set_safety(number=scene.number, actor=scene.by(by), now=now, phase=phase)


def picture(scene: Scene, now: datetime, *, by: str = "officer") -> Answer:
    """The two-minute picture."""
    told = scene.story.picture
    return service.propose_picture(
        number=scene.number,
        actor=scene.by(by),
        now=now,
        problem=told.get("problem", ""),
        safe=told.get("safe", ""),
        who_does_what=told.get("who_does_what", ""),
        look_again_at=now + timedelta(minutes=30),
    )


def confirm(scene: Scene, now: datetime, *, by: str) -> Answer:
    """Somebody else sees it the same way."""
    last = scene.incident.pictures.order_by("-version").values_list("version", flat=True).first()
    return service.confirm_picture(number=scene.number, actor=scene.by(by), now=now, version=last or 0)


def outcome(scene: Scene, now: datetime, *, by: str = "crisis_worker") -> Answer:
    """What came out of the assessment."""
    told = scene.story.outcome
    if told is None:
        return Refused("outcome_unknown")
    again = told.reassess_hours
    return service.record_outcome(
        number=scene.number,
        actor=scene.by(by),
        now=now,
        kind=told.kind,
        follow_up=told.follow_up,
        follow_up_holder=told.holder,
        reassess_at=now + timedelta(hours=again) if again else None,
        text=told.text,
    )


def offer(
    scene: Scene, now: datetime, *, to: str = "", form: str = "whole", must_take: bool | None = None
) -> Answer:
    """The holder offers, to who holds the follow-up unless somebody else is named."""
    incident = scene.incident
    last = Outcome.objects.filter(incident=incident).order_by("-pk").first()
    receiver = to or (last.follow_up_holder_id if last else "") or ""
    if must_take is None:
        bound = must_take_needs(receiver, on=now.date())
        must_take = bool(bound) and last is not None and last.kind == "not_assessable"
    told = scene.story.handover
    # Half a form: what went before and what was seen, as it goes in a hurry.
    kept = HANDOVER_FIELDS[:2] if form == "half" else HANDOVER_FIELDS
    return service.offer_incident(
        number=scene.number,
        actor=scene.at(incident.holder_id, "baton.offer"),
        now=now,
        to=receiver,
        told={name: told[name] for name in kept if name in told},
        safe=True,
        must_take=must_take,
    )


def accept(scene: Scene, now: datetime) -> Answer:
    """Who was asked takes over, by name and reading back."""
    actor = scene.at(_asked(scene.incident), "baton.answer")
    return service.accept_incident(
        number=scene.number,
        actor=actor,
        now=now,
        accepted_by_name=actor.name,
        said_back=scene.story.read_back,
        safe=True,
    )


def give_back(scene: Scene, now: datetime, *, missing: list[str]) -> Answer:
    """Who was asked sends the form back: something is not told."""
    actor = scene.at(_asked(scene.incident), "baton.answer")
    return service.return_handover(
        number=scene.number, actor=actor, now=now, missing=missing, text="Nog niet verteld, graag aanvullen."
    )


def refuse(scene: Scene, now: datetime, *, ground: str) -> Answer:
    """Who was asked says no with a ground."""
    actor = scene.at(_asked(scene.incident), "baton.answer")
    return service.refuse_incident(number=scene.number, actor=actor, now=now, ground=ground)


def transport(scene: Scene, now: datetime, *, by: str = "triage_nurse", eta: float = 40) -> Answer:
    """A ride is ordered."""
    ride_told = scene.story.ride or Ride(kind="medical_transport", organisation="psycholance")
    return service.order_transport(
        number=scene.number,
        actor=scene.by(by),
        now=now,
        kind=ride_told.kind,
        organisation_slug=ride_told.organisation,
        reason=ride_told.reason,
        expected_at=now + timedelta(minutes=eta),
    )


def ride(scene: Scene, now: datetime, *, to: str, by: str = "") -> Answer:
    """The ride comes a step further."""
    open_rides = Transport.objects.filter(incident__number=scene.number).exclude(
        status__in=("done", "cancelled")
    )
    found = open_rides.order_by("-pk").first()
    if found is None:
        return Refused("not_found")
    actor = scene.by(by) if by else scene.at(found.organisation_id, "transport.progress")
    return service.progress_transport(number=scene.number, actor=actor, now=now, transport=found.pk, to=to)


def note(scene: Scene, now: datetime, *, by: str = "operator") -> Answer:
    """A line in the joint log."""
    text = scene.chance.choice(scene.story.notes) if scene.story.notes else ""
    return service.write_note(number=scene.number, actor=scene.by(by), now=now, text=text)


def promise(scene: Scene, now: datetime, *, kind: str, organisation: str, who: str, hours: float) -> Answer:
    """Another reaction than a car."""
    return service.promise(
        number=scene.number,
        actor=scene.by("operator"),
        now=now,
        kind=kind,
        organisation_slug=organisation,
        who=who,
        due_at=now + timedelta(hours=hours),
        text=who,
    )


def keep(scene: Scene, now: datetime) -> Answer:
    """What was promised is done."""
    found = next((one for one in promises_on(scene.incident.subject) if one.kept_at is None), None)
    if found is None:
        return Refused("not_found")
    return service.keep_promise(number=scene.number, actor=scene.by("operator"), now=now, promise=found.pk)


def tell(scene: Scene, now: datetime, *, message: str) -> Answer:
    """The reporter hears it."""
    return service.tell_reporter(number=scene.number, actor=scene.by("operator"), now=now, message=message)


def waiting(scene: Scene, now: datetime, *, still: bool = True) -> Answer:
    """One tap: still waiting here."""
    return service.tell_waiting(number=scene.number, actor=scene.by("officer"), now=now, still_waiting=still)


def scale(scene: Scene, now: datetime, *, scale: str, reason: str) -> Answer:
    """More of it; the police lead."""
    return service.scale_incident(
        number=scene.number, actor=scene.by("operator"), now=now, scale=scale, lead="politie", reason=reason
    )


def override(scene: Scene, now: datetime, *, reason: str) -> Answer:
    """The police are set free before release, with a second name."""
    second = scene.by("duty_officer")
    return service.set_police_free(
        number=scene.number, actor=scene.by("officer"), now=now, reason=reason, second=second.id
    )


def release(scene: Scene, now: datetime, *, own_strength: bool = False, by: str = "officer") -> Answer:
    """The police let go."""
    return service.release_incident(
        number=scene.number,
        actor=scene.by(by),
        now=now,
        own_strength=own_strength,
        own_strength_said=own_strength,
        people_know=True,
    )


def close(scene: Scene, now: datetime) -> Answer:
    """The end."""
    return service.close_incident(number=scene.number, actor=scene.by("operator"), now=now)


def rate(scene: Scene, now: datetime) -> Answer:
    """The reporter says how it went, mostly well."""
    report = Report.objects.filter(incident__number=scene.number).order_by("pk").first()
    if report is None or not report.token_hash:
        return Refused("link_unknown")
    # 1 no, 2 a little, 3 yes.
    names = ("taken_seriously", "something_visible", "know_what_next")
    marks = {name: scene.chance.choices((3, 2, 1), weights=(6, 3, 1))[0] for name in names}
    return service.rate_report(token_hash=report.token_hash, marks=marks, now=now)


def join(scene: Scene, now: datetime, *, into: str) -> Answer:
    """It turns out to be the same event as another."""
    return service.join_incident(number=scene.number, actor=scene.by("operator"), now=now, into=into)


def _asked(incident: Incident) -> str:
    return incident.offered_to_id or ""


MOVES: dict[str, Move] = {
    move.__name__: move
    for move in (
        classify, situation, ask_care, advise, send, go, line, observe, safety, picture, confirm, outcome, offer,
        accept, give_back, refuse, transport, ride, note, promise, keep, tell, waiting, scale, override, release,
        close, rate, join,
    )
}  # fmt: skip

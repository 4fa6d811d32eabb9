"""What colleagues would do next on an incident: a list read from the top, the first that fits is played."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from samenop.apps.batons.service import open_promises
from samenop.apps.incidents.facts import facts_of
from samenop.apps.incidents.models import Feedback, Incident, Report, Transport
from samenop.apps.ledger.service import events_of
from samenop.core.incidents.facts import Facts
from samenop.core.incidents.handover import REQUIRED_FIELDS
from samenop.demo.stories.reading import Story
from samenop.demo.stories.scene import Scene

Next = tuple[str, dict[str, Any]]
CARE = frozenset({"crisis_service", "ambulance", "medical_transport", "other_care"})
POLICE_GOES = frozenset({"urgent_police", "deferrable_police"})
SAFE = frozenset({"directly_safe", "stable_safe", "recovery"})


@dataclass(frozen=True, slots=True)
class Standing:
    """An incident as it stands, with what already happened on it."""

    scene: Scene
    incident: Incident
    facts: Facts
    happened: frozenset[str]

    @property
    def story(self) -> Story:
        """The words it is played with."""
        return self.scene.story

    def there(self, discipline: str, status: str = "on_scene") -> bool:
        """Whether a unit of this discipline stands so."""
        return any(one.discipline == discipline and one.status == status for one in self.facts.deployments)

    def sent(self, discipline: str) -> bool:
        """Whether a unit of this discipline was ever sent."""
        return any(one.discipline == discipline for one in self.facts.deployments)

    def by_police(self) -> str:
        """Who speaks for the police here: the officer when one is involved, else the control room."""
        return "officer" if "politie" in self.facts.involved else "operator"


def standing_of(scene: Scene) -> Standing:
    """Loads how the incident of the scene stands."""
    incident = scene.incident
    happened = frozenset(event.type for event, _ in events_of(incident.subject))
    return Standing(scene, incident, facts_of(incident), happened)


def next_moves(standing: Standing) -> Iterator[Next]:
    """Every move that fits now, what cannot wait first; the first that is agreed to is enough."""
    if standing.facts.status == "released":
        yield from _after(standing)
        return
    for rule in RULES:
        yield from rule(standing)


def _intake(at: Standing) -> Iterator[Next]:
    if at.facts.status == "reported":
        yield "classify", {}
    elif not at.incident.situation and at.story.situation:
        yield "situation", {}


def _answer(at: Standing) -> Iterator[Next]:
    offer, form = at.facts.baton.offer, at.facts.handover
    if offer is None:
        return
    told = form is None or form.status != "offered" or set(REQUIRED_FIELDS) <= form.fields
    if not told:
        missing = sorted(set(REQUIRED_FIELDS) - (form.fields if form else frozenset()))
        yield "give_back", {"missing": missing}
    elif not offer.must_take and "baton.refused" not in at.happened and at.scene.chance.random() < 0.12:
        yield "refuse", {"ground": "no_capacity"}
    yield "accept", {}


def _police(at: Standing) -> Iterator[Next]:
    wanted = at.facts.urgency in POLICE_GOES or at.story.does("send", unit="police")
    if wanted and not at.sent("police") and "promise.made" not in at.happened:
        yield from _promise_instead(at)
        yield "send", {"unit": "police", "eta": 10}
    if at.there("police", "assigned"):
        yield "go", {"unit": "police", "to": "under_way"}
    if at.there("police", "under_way"):
        if "direct_line.made" not in at.happened:
            yield "line", {}
        yield "go", {"unit": "police", "to": "on_scene"}


def _promise_instead(at: Standing) -> Iterator[Next]:
    told = at.story.beat("promise")
    if told is not None and not at.story.does("send", unit="police"):
        yield "promise", told.words


def _promise(at: Standing) -> Iterator[Next]:
    if not at.sent("police") and "promise.made" not in at.happened:
        yield from _promise_instead(at)


def _safety(at: Standing) -> Iterator[Next]:
    if at.facts.safety_phase != "unknown":
        return
    if at.there("police"):
        acute = at.facts.urgency == "urgent_police"
        yield "safety", {"phase": "acute_unsafe" if acute else "directly_safe", "by": "officer"}
    elif (
        not at.sent("police")
        and at.facts.status != "reported"
        and ("care.advised" in at.happened or _told(at))
    ):
        yield "safety", {"phase": "directly_safe", "by": "operator"}


def _told(at: Standing) -> bool:
    return "promise.made" in at.happened or at.facts.urgency not in POLICE_GOES


def _look(at: Standing) -> Iterator[Next]:
    if at.there("police") and at.story.observation and "observation.made" not in at.happened:
        yield "observe", {}


def _ask_care(at: Standing) -> Iterator[Next]:
    wanted = "needs_care" in at.facts.extra or at.story.does("ask_care")
    if wanted and not at.facts.advice_asked:
        yield "ask_care", {}
    if at.facts.advice_asked and "advised" not in at.facts.extra:
        told = at.story.beat("advise")
        yield "advise", {"by": told.words.get("by", "triage_nurse") if told else "triage_nurse"}


def _crisis(at: Standing) -> Iterator[Next]:
    wanted = at.story.does("send", unit="crisis_service") and "advised" in at.facts.extra
    if wanted and not at.sent("crisis_service") and at.facts.outcome is None:
        yield "send", {"unit": "crisis_service", "eta": 40}
    if at.there("crisis_service", "assigned"):
        yield "go", {"unit": "crisis_service", "to": "under_way"}
    if at.there("crisis_service", "under_way"):
        yield "go", {"unit": "crisis_service", "to": "on_scene"}


def _picture(at: Standing) -> Iterator[Next]:
    if not at.story.picture or not at.there("police"):
        return
    seats = {"crisisdienst": "triage_nurse", "meldkamer": "operator"}
    if at.facts.picture is None:
        if len(at.facts.involved) > 1 and at.facts.advice_asked:
            yield "picture", {}
        return
    for organisation, who in seats.items():
        if organisation in at.facts.involved - at.facts.picture.confirmed:
            yield "confirm", {"by": who}


def _calm(at: Standing) -> Iterator[Next]:
    seen = "observation.made" in at.happened or not at.story.observation
    if at.facts.safety_phase == "acute_unsafe" and seen:
        yield "safety", {"phase": "directly_safe", "by": at.by_police()}


def _outcome(at: Standing) -> Iterator[Next]:
    told = at.story.beat("outcome")
    if at.story.outcome is None or at.facts.outcome is not None or "advised" not in at.facts.extra:
        return
    # Who comes to look judges only when there.
    if at.story.does("send", unit="crisis_service") and not at.there("crisis_service"):
        return
    by = told.words.get("by", "crisis_worker") if told else "care_desk_coordinator"
    place = by.partition("@")[2]
    if place and place not in at.facts.involved:
        yield "offer", {"to": place}
        return
    yield "outcome", {"by": by}


def _ride(at: Standing) -> Iterator[Next]:
    if at.story.ride is None or at.facts.outcome is None:
        return
    last = Transport.objects.filter(incident=at.incident).order_by("-pk").first()
    police = at.story.ride.kind == "police"
    if last is None:
        yield "transport", {"by": "officer" if police else "triage_nurse", "eta": 5 if police else 40}
        return
    following = {"ordered": "under_way", "under_way": "on_scene", "on_scene": "done"}
    if last.status in following:
        yield "ride", {"to": following[last.status]}


def _offer(at: Standing) -> Iterator[Next]:
    outcome = at.facts.outcome
    if outcome is None or at.facts.baton.offer is not None:
        return
    if (
        outcome.follow_up_holder not in {"", at.facts.baton.holder}
        and at.facts.baton.holder == at.facts.started_by
    ):
        half = "handover.offered" not in at.happened and at.scene.chance.random() < 0.2
        yield "offer", {"form": "half" if half else "whole"}


def _leave(at: Standing) -> Iterator[Next]:
    if at.facts.outcome is not None and at.there("crisis_service"):
        yield "go", {"unit": "crisis_service", "to": "clear"}


def _let_go(at: Standing) -> Iterator[Next]:
    if at.facts.safety_phase not in SAFE or at.facts.persons_acute or at.facts.transports_open:
        return
    held = at.facts.baton.holder != at.facts.started_by
    care_settled = at.facts.outcome is not None or not at.facts.advice_asked
    if not care_settled or not (held or _can_go_on(at)):
        return
    if not at.facts.reporter_told:
        yield "tell", {"message": "care_has_it" if held else "finished"}
    yield "release", {"own_strength": not held, "by": at.by_police()}


def _can_go_on(at: Standing) -> bool:
    outcome = at.facts.outcome
    return outcome is None or not outcome.follow_up_holder


def _note(at: Standing) -> Iterator[Next]:
    if at.story.notes and "note.written" not in at.happened:
        yield "note", {}


def _after(at: Standing) -> Iterator[Next]:
    if open_promises(at.incident.subject):
        yield "keep", {}
    if not at.facts.reporter_told:
        yield "tell", {"message": "finished"}
    if not Feedback.objects.filter(report__incident=at.incident).exists() and _has_link(at):
        yield "rate", {}
    yield "close", {}


def _has_link(at: Standing) -> bool:
    return Report.objects.filter(incident=at.incident, token_hash__isnull=False).exists()


Rule = Callable[[Standing], Iterator[Next]]
RULES: tuple[Rule, ...] = (
    _intake, _answer, _police, _promise, _safety, _look, _ask_care, _crisis, _picture, _note, _outcome, _calm,
    _ride, _offer, _leave, _let_go,
)  # fmt: skip

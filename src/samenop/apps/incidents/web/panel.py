"""One incident ready to be shown: what is pressing on top, what can be done, and why the rest cannot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samenop.apps.dossiers.service import Withheld
from samenop.apps.incidents.models import Deployment, Handover, Transport
from samenop.apps.incidents.queries import IncidentView
from samenop.apps.incidents.shown_clock import shown_clock
from samenop.apps.incidents.web.log import Told, shown_log, told_of
from samenop.apps.incidents.wording import word_of
from samenop.apps.partners.service import organisation_name
from samenop.catalogues.sharing_catalogue import data_kinds
from samenop.core.incidents.deployment import NEXT, decide_progress
from samenop.core.incidents.handover import HANDOVER_FIELDS, REQUIRED_FIELDS
from samenop.core.incidents.next_step import next_step
from samenop.core.incidents.reaction import TRANSPORT_NEXT
from samenop.core.incidents.release import Letting, missing_for_release
from samenop.core.kernel import Actor, Agreed, Answer, Refused
from samenop.frame.organisation_kinds import ORGANISATION_KINDS
from samenop.frame.refusals import said_refusal

GROUPS = (
    (_("Look"), ("classify", "choose_situation", "note", "observe", "set_safety", "join")),
    (_("Together"), ("ask_care", "advise", "propose_picture", "confirm_picture", "connect_directly", "scale")),
    (_("Go"), ("deploy", "progress", "order_transport", "progress_transport", "tell_waiting")),
    (_("Hand over"), ("record_outcome", "offer", "withdraw", "accept", "return_handover", "refuse")),
    (_("Let go"), ("promise", "keep_promise", "tell_reporter", "release", "override_release", "close")),
)
# What makes a missing part possible.
CURES = {
    "safety_not_set": "set_safety",
    "still_acute": "set_safety",
    "follow_up_not_held": "offer",
    "not_agreed_safe": "offer",
    "outcome_missing": "record_outcome",
    "reporter_not_told": "tell_reporter",
    "transport_open": "progress_transport",
}


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap on a line: the words, the answer of the core, what is sent, and a key against sending twice."""

    to: str
    word: str
    answer: Answer
    key: str


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that stands in the way, in words, and the step that takes it away when there is one."""

    words: str
    step: str


@dataclass(frozen=True, slots=True)
class NotShared:
    """Content that exists but is not for this reader: why, and what can be asked instead."""

    reason: str
    alternative: str
    ask: str = ""


def panel_context(view: IncidentView, actor: Actor, *, now: Any) -> dict[str, Any]:
    """Everything the page and the side panel show."""
    following = next_step(view.facts, actor)
    return {
        "view": view,
        "incident": view.incident,
        "now": now,
        "next_step": following,
        "next_words": next_words(view, following),
        "clocks": [shown_clock(one) for one in view.clocks if one.stopped_at is None],
        "past_clocks": [shown_clock(one) for one in view.clocks if one.stopped_at is not None],
        "units": [(one, taps_of(view, actor, one)) for one in view.deployments],
        "rides": [(one, ride_taps(view, one)) for one in view.transports],
        "waiting": waiting_shown(view),
        "waiting_tap": uuid4().hex,
        "picture": picture_shown(view),
        "outcomes": [(one, _told(view, one.entry)) for one in view.outcomes],
        "promises": [(one, _told(view, one.entry), uuid4().hex) for one in view.promises],  # type: ignore[attr-defined]
        "people": people_shown(view),
        "handover": handover_shown(view),
        "log": shown_log(view, now=now),
        "withheld": [not_shared(one, view, actor) for one in view.dossier.withheld],
        "groups": open_groups(view),
        "refused_steps": refused_steps(view),
    }


def next_words(view: IncidentView, following: str | None) -> str:
    """The one next step in words; when it is somebody else's turn, whose."""
    if following:
        return word_of("step", following)
    offer = view.facts.baton.offer
    if offer is not None:
        return str(_("{name} answers the offer")).format(name=organisation_name(offer.to))
    return ""


def taps_of(view: IncidentView, actor: Actor, unit: Deployment) -> list[Tap]:
    """The steps of a unit for who may take them; "clear" for the last police unit says why not."""
    taps = []
    for to in NEXT[unit.status]:
        answer = decide_progress(view.facts, actor, deployment=unit.pk, to=to)
        if not isinstance(answer, Refused) or answer.code == "release_first":
            taps.append(Tap(to, word_of("deployment", to), answer, uuid4().hex))
    return taps


def ride_taps(view: IncidentView, ride: Transport) -> list[Tap]:
    """The steps of a ride, when this reader may take them."""
    answer = view.steps["progress_transport"]
    if not answer:
        return []
    return [Tap(to, word_of("transport_status", to), answer, uuid4().hex) for to in TRANSPORT_NEXT[ride.status]]


def waiting_shown(view: IncidentView) -> list[dict[str, Any]]:
    """The four stamps of every wait; the ones nobody set are marked as an estimate."""
    names = (
        ("offered_at", _("Asked")),
        ("accepted_at", _("Accepted")),
        ("arrived_at", _("Arrived")),
        ("released_at", _("Over")),
    )
    return [
        {
            "wait": wait,
            "stamps": [(word, getattr(wait, name), name in wait.estimated) for name, word in names],
            "running": wait.released_at is None,
        }
        for wait in view.waitings
    ]


def picture_shown(view: IncidentView) -> dict[str, Any] | None:
    """The newest picture with who confirmed it and who has not yet."""
    if not view.pictures:
        return None
    newest = view.pictures[0]
    confirmed = {one.organisation_id for one in newest.confirmations.all()}
    there = {one.organisation_id for one in view.deployments} | {view.incident.holder_id}
    return {
        "picture": newest,
        "told": _told(view, newest.entry),
        "confirmed": [organisation_name(slug) for slug in sorted(confirmed)],
        "open": [organisation_name(slug) for slug in sorted(there - confirmed)],
    }


def people_shown(view: IncidentView) -> list[tuple[str, str, str]]:
    """Name (when it may be read), part and safety phase of everyone in the incident."""
    names = {entry.person_id: entry.payload.get("name", "") for entry in view.dossier.of_kind("identity")}
    return [(names.get(one.person_id, ""), one.part, one.safety_phase) for one in view.concerned]


def handover_shown(view: IncidentView) -> dict[str, Any] | None:
    """The newest handover: what was told, what is still empty, and how it was answered."""
    if not view.handovers:
        return None
    newest: Handover = view.handovers[0]
    told = _told(view, newest.entry)
    return {
        "handover": newest,
        "told": told,
        "empty": [word_of("handover", name) for name in REQUIRED_FIELDS if name not in newest.fields_told],
        "missing": [word_of("handover", name) for name in HANDOVER_FIELDS if name in newest.missing],
        "read_back": _told(view, newest.read_back_entry),
    }


def not_shared(withheld: Withheld, view: IncidentView, actor: Actor) -> NotShared:
    """One line instead of a hole: which content of whom, on which ground, what can be asked, and where to ask why."""
    english = (get_language() or "nl").startswith("en")
    rule = withheld.decision.rule
    owner = str(ORGANISATION_KINDS.get(withheld.owner_kind, withheld.owner_kind))
    language = "en" if english else "nl"
    named = data_kinds()[withheld.kind].name.in_language(language)
    ground = f", {rule.ground}" if rule else ""
    alternative = (rule.alternative_en if english else rule.alternative_nl) if rule else ""
    question = {
        "direction": "ask",
        "me": actor.kind,
        "other": withheld.owner_kind,
        "about": withheld.kind,
        "incident": view.incident.number,
    }
    return NotShared(f"{named}: {owner}{ground}", alternative, f"{reverse('ask')}?{urlencode(question)}")


def release_hints(view: IncidentView) -> list[Hint]:
    """All that stands in the way of letting go before anything is stated, with what takes it away."""
    return hints_for(missing_for_release(view.facts, Letting(people_know=True)))


def hints_for(codes: Iterable[str]) -> list[Hint]:
    """What is missing in words, each with the step that takes it away when there is one."""
    return [Hint(said_refusal(Refused(code)).reason, CURES.get(code, "")) for code in codes]


def open_groups(view: IncidentView) -> list[tuple[Any, list[str]]]:
    """The steps that can be taken now, in the order of the work."""
    groups = [(name, [step for step in steps if _is_open(view, step)]) for name, steps in GROUPS]
    return [(name, steps) for name, steps in groups if steps]


def refused_steps(view: IncidentView) -> list[tuple[str, Refused]]:
    """The steps that cannot be taken now, each with its reason; those of another role last."""
    refused = [
        (step, named_refusal(answer))
        for _name, steps in GROUPS
        for step in steps
        if isinstance(answer := _answer(view, step), Refused)
    ]
    return sorted(refused, key=lambda pair: pair[1].code == "not_your_role")


def named_refusal(refused: Refused) -> Refused:
    """The same refusal with names of organisations where it holds their slugs."""
    params: Mapping[str, str] = {
        name: organisation_name(value) if name in {"holder", "to"} else value
        for name, value in refused.params.items()
    }
    return replace(refused, params=params)


def _answer(view: IncidentView, step: str) -> Answer:
    """The answer of the table, and what is plainly not there: an offer, a handover, a wait, a ride, a promise."""
    answer, facts = view.steps[step], view.facts
    if not isinstance(answer, Agreed):
        return answer
    absent = {
        "withdraw": (facts.baton.offer is None, "nothing_offered"),
        "offer": (facts.baton.offer is not None, "already_offered"),
        "return_handover": (facts.handover is None or facts.handover.status != "offered", "no_handover"),
        "tell_waiting": (not facts.waiting, "nobody_waits"),
        "progress": (not any(NEXT[one.status] for one in facts.deployments), "nothing_under_way"),
        "progress_transport": (not facts.transports_open, "no_ride_open"),
        "confirm_picture": (facts.picture is None, "no_picture"),
        "keep_promise": (not facts.open_promises, "no_promise_open"),
    }.get(step)
    if absent is None or not absent[0]:
        return answer
    offered = facts.baton.offer
    return Refused(absent[1], {"to": offered.to} if offered else {})


def _is_open(view: IncidentView, step: str) -> bool:
    return isinstance(_answer(view, step), Agreed)


def _told(view: IncidentView, entry: int | None) -> Told | None:
    found = view.dossier.by_id().get(entry) if entry else None
    return told_of(found) if found else None

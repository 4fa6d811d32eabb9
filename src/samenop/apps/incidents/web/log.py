"""The joint log as a person reads it: what happened in words, with the content this reader may read."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenop.apps.dossiers.models import Entry
from samenop.apps.incidents.queries import IncidentView, LogLine
from samenop.apps.incidents.wording import LISTS, OBSERVATION_ANSWERS, word_of
from samenop.apps.partners.service import names_of, organisation_name
from samenop.catalogues.norms_catalogue import norms
from samenop.catalogues.sharing_catalogue import data_kinds
from samenop.catalogues.situations_catalogue import situations
from samenop.frame.moments import absolute_moment

# Told again by the line beside it, at the same moment.
_SAID_ALREADY = {"handover.offered": "baton.offered", "handover.accepted": "baton.accepted"}
TONES = {
    "clock.breached": "danger",
    "clock.climbed": "danger",
    "promise.broken": "danger",
    "police.set_free": "danger",
    "clock.warned": "warning",
    "baton.refused": "warning",
    "handover.returned": "warning",
    "baton.accepted": "ok",
    "incident.released": "ok",
}
Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """Content that belongs to a line: its kind, its text, its answers, and whose it is."""

    kind: str
    text: str
    answers: tuple[tuple[str, str], ...]
    owner_kind: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the log."""

    at: datetime
    what: str
    details: tuple[str, ...]
    who: str
    organisation: str
    tone: str
    told: list[Told] = field(default_factory=list)


def shown_log(view: IncidentView, *, now: datetime) -> list[ShownLine]:
    """Newest first. Content is put under the line of the same moment and writer; the rest stands by itself."""
    names = names_of({line.actor for line in view.log})
    waiting: dict[tuple[datetime, str], list[Entry]] = defaultdict(list)
    for entry in view.dossier.entries:
        waiting[(entry.written_at, entry.author)].append(entry)
    units = {one.pk: one.unit for one in view.deployments}
    lines = [
        _line(line, names, units, waiting, now)
        for line in view.log
        if not _is_said_already(line, view.log)
    ]
    lines += [_alone(entry) for entries in waiting.values() for entry in entries]
    # Turned round after sorting, so that of one moment the last stands first too.
    return sorted(lines, key=lambda line: line.at)[::-1]


def told_of(entry: Entry) -> Told:
    """The content of an entry, its answers in words."""
    return Told(entry.kind, entry.text, tuple(_answers(entry)), entry.owner_kind)


def _line(
    line: LogLine,
    names: Mapping[str, str],
    units: Mapping[int, str],
    waiting: dict[tuple[datetime, str], list[Entry]],
    now: datetime,
) -> ShownLine:
    entries = waiting.pop((line.at, line.actor), [])
    details = tuple(str(one) for one in _details(line.type, line.data, units, now) if one)
    return ShownLine(
        at=line.at,
        what=word_of("event", line.type),
        details=details,
        who=_who(line.actor, names),
        organisation=organisation_name(line.organisation) if line.organisation else "",
        tone=TONES.get(line.type, ""),
        told=[told_of(entry) for entry in entries],
    )


def _alone(entry: Entry) -> ShownLine:
    named = data_kinds()[entry.kind].name.in_language(_language())
    owner = organisation_name(entry.owner_id)
    return ShownLine(entry.written_at, named, (), entry.author_name, owner, "", [told_of(entry)])


def _who(actor: str, names: Mapping[str, str]) -> str:
    if actor.startswith("reporter:"):
        return _("Reporter")
    if actor.startswith(("system:", "connection:")):
        return _("Samenop itself") if actor.startswith("system:") else _("Connected system")
    return names.get(actor, "")


def _is_said_already(line: LogLine, log: list[LogLine]) -> bool:
    other = _SAID_ALREADY.get(line.type)
    return other is not None and any(one.type == other and one.at == line.at for one in log)


def _organisation(data: Data, name: str) -> str:
    return organisation_name(data[name]) if data.get(name) else ""


def _moment(data: Data, name: str, now: datetime) -> str:
    at = parse_datetime(data.get(name) or "")
    return absolute_moment(at, now) if at else ""


def _word(kind: str, data: Data, name: str) -> str:
    return word_of(kind, data[name]) if data.get(name) else ""


def _norm(data: Data) -> str:
    norm = norms().get(data.get("norm", ""))
    return norm.name.in_language(_language()) if norm else ""


def _situation(data: Data) -> str:
    found = situations(settings.REGION).get(data.get("situation", ""))
    return found.name.in_language(_language()) if found else ""


def _missing(data: Data) -> str:
    return ", ".join(word_of("handover", name) for name in data.get("missing", ()))


Detail = Callable[[Data, Mapping[int, str], datetime], tuple[str, ...]]
_DETAILS: Mapping[str, Detail] = {
    "incident.reported": lambda d, u, n: (_word("channel", d, "channel"),),
    "incident.classified": lambda d, u, n: (
        _word("urgency", d, "urgency"),
        _word("needs", d, "needs"),
        _("differs from the proposal") if d.get("overruled") else "",
    ),
    "situation.chosen": lambda d, u, n: (_situation(d),),
    "incident.joined": lambda d, u, n: (d.get("into", ""),),
    "report.joined": lambda d, u, n: (d.get("from", ""),),
    "care.asked": lambda d, u, n: (_word("time_class", d, "time_class"),),
    "care.advised": lambda d, u, n: (_word("advice", d, "answer"),),
    "deployment.assigned": lambda d, u, n: (u.get(d.get("deployment", 0), ""), _organisation(d, "organisation")),
    "deployment.progressed": lambda d, u, n: (
        u.get(d.get("deployment", 0), ""),
        _word("deployment", d, "to"),
    ),
    "safety.set": lambda d, u, n: (
        _word("safety", d, "phase"),
        _("for one person") if d.get("person") else "",
    ),
    "picture.proposed": lambda d, u, n: (_("version {n}").format(n=d.get("version")),),
    "picture.confirmed": lambda d, u, n: (_("version {n}").format(n=d.get("version")),),
    "transport.ordered": lambda d, u, n: (_word("transport", d, "kind"),),
    "transport.progressed": lambda d, u, n: (_word("transport_status", d, "to"),),
    "outcome.recorded": lambda d, u, n: (
        _word("outcome", d, "kind"),
        _word("follow_up", d, "follow_up"),
        _organisation(d, "follow_up_holder"),
        _moment(d, "reassess_at", n),
    ),
    "incident.scaled": lambda d, u, n: (_word("scale", d, "scale"), _organisation(d, "lead")),
    "waiting.told": lambda d, u, n: (_("still waiting") if d.get("still") else _("not waiting any more"),),
    "baton.offered": lambda d, u, n: (
        _organisation(d, "to"),
        _("must take it by agreement") if d.get("must_take") else "",
    ),
    "baton.accepted": lambda d, u, n: (_organisation(d, "to"),),
    "baton.refused": lambda d, u, n: (_word("refusal_ground", d, "ground"),),
    "baton.withdrawn": lambda d, u, n: (_organisation(d, "from"),),
    "handover.returned": lambda d, u, n: (_missing(d),),
    "promise.made": lambda d, u, n: (_word("promise", d, "kind"), _moment(d, "due_at", n)),
    "promise.broken": lambda d, u, n: (_word("promise", d, "kind"),),
    "reporter.told": lambda d, u, n: (_word("reporter_message", d, "message"),),
    "clock.warned": lambda d, u, n: (_norm(d),),
    "clock.breached": lambda d, u, n: (_norm(d),),
    "clock.climbed": lambda d, u, n: (_norm(d), _word("level", d, "level")),
}


def _details(kind: str, data: Data, units: Mapping[int, str], now: datetime) -> tuple[str, ...]:
    detail = _DETAILS.get(kind)
    return detail(data, units, now) if detail else ()


def _answers(entry: Entry) -> list[tuple[str, str]]:
    """The structured part in words, in the order in which it was asked."""
    kind, payload = entry.kind, entry.payload
    if kind == "observation":
        return [
            (word_of("observation", name), str(OBSERVATION_ANSWERS[name].get(given, given)))
            for name, given in payload.items()
            if name in OBSERVATION_ANSWERS
        ]
    if kind == "handover":
        return [
            (word_of("handover", name), payload[name]) for name in LISTS["handover"] if payload.get(name)
        ]
    if kind == "picture":
        labels = {
            "problem": _("Problem"),
            "safe": _("Safe and not safe"),
            "who_does_what": _("Who does what"),
        }
        return [(label, payload[name]) for name, label in labels.items() if payload.get(name)]
    if kind == "identity":
        labels = {"name": _("Name"), "birth_date": _("Date of birth")}
        return [(label, payload[name]) for name, label in labels.items() if payload.get(name)]
    if kind == "reporter_contact":
        labels = {"name": _("Name"), "phone": _("Telephone")}
        return [(label, payload[name]) for name, label in labels.items() if payload.get(name)]
    return []


def _language() -> str:
    return get_language() or "nl"

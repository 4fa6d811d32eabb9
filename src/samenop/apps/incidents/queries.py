"""Reads incidents: only those in which the reader's organisation takes part; lists in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from samenop.apps.batons.service import ClockNow, running_clocks
from samenop.apps.dossiers.service import own_words
from samenop.apps.incidents.incident_view import (
    IncidentView,
    LogLine,
    earlier_incidents,
    incident_view,
    log_of,
    phase_of,
    steps_for,
)
from samenop.apps.incidents.models import (
    Deployment,
    Incident,
    Involvement,
    Release,
    Report,
    Transport,
    Waiting,
)
from samenop.apps.incidents.visibility import at_address, incident_for, visible, visible_numbers
from samenop.apps.ledger.models import Entry as LedgerEntry
from samenop.apps.ledger.service import entries_of, record_look
from samenop.apps.partners.service import system_actor
from samenop.core.kernel import Actor

# The one door of this room to reading: what other files hold is reached from here as well.
__all__ = [
    "BoardChange",
    "BoardRow",
    "IncidentView",
    "LogLine",
    "at_address",
    "board_changes",
    "board_row",
    "board_rows",
    "earlier_incidents",
    "events_page",
    "incident_for",
    "incident_view",
    "incidents_of_unit",
    "last_message_to_reporter",
    "log_of",
    "note_board_look",
    "open_incidents",
    "open_page",
    "phase_of",
    "report_by_token",
    "report_for",
    "signed_as_second",
    "steps_for",
    "visible",
    "visible_numbers",
]
NOT_CLOSED = ("reported", "assessed", "in_hand", "handed_over", "released")
URGENCY_ORDER = {
    "urgent_police": 0,
    "urgent_no_police": 1,
    "": 2,
    "deferrable_police": 3,
    "not_urgent_no_police": 4,
    "information_only": 5,
}


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One line of a board: coordination only. `summary` is content, present only for who may read it."""

    incident: Incident
    clocks: tuple[ClockNow, ...]
    deployments: tuple[Deployment, ...]
    waiting: Waiting | None
    transports: tuple[Transport, ...]
    pressing: int
    summary: str = ""

    @property
    def clock(self) -> ClockNow | None:
        """The most pressing clock."""
        return self.clocks[0] if self.clocks else None


@dataclass(frozen=True, slots=True)
class BoardChange:
    """What a change means for the boards: the line as it is now (None: on no board any more), and for whom."""

    number: str
    row: BoardRow | None
    organisations: frozenset[str]


def open_incidents(actor: Actor, *, limit: int = 1000) -> QuerySet[Incident]:
    """What is not closed, for a board; reads through the partial index of what is not closed."""
    found = visible(actor).filter(status__in=NOT_CLOSED)
    return found.select_related("holder", "offered_to").order_by("reported_at")[:limit]


def open_page(actor: Actor, *, after: int, limit: int) -> list[Incident]:
    """What is not closed, in the order in which it came in, after the row with this key."""
    found = visible(actor).filter(status__in=NOT_CLOSED, pk__gt=after)
    return list(found.order_by("pk")[:limit])


def events_page(incident: Incident, *, after: int, limit: int) -> list[LedgerEntry]:
    """What happened to an incident that the reader may see, after the entry with this number."""
    return [entry for entry in entries_of(incident.subject) if entry.id > after][:limit]


def report_for(actor: Actor, report: int) -> Report | None:
    """One report of an incident in which the reader's organisation takes part, or None."""
    found = Report.objects.select_related("incident").filter(pk=report, incident__in=visible(actor))
    return found.first()


def board_rows(
    actor: Actor, incidents: Iterable[Incident], *, now: datetime, with_summary: bool = True
) -> list[BoardRow]:
    """The lines of a board, what needs a hand first on top; always the same number of queries."""
    rows = list(incidents)
    keys = [row.pk for row in rows]
    subjects = [row.subject for row in rows]
    clocks = running_clocks(subjects, now=now)
    units = _by_incident(
        Deployment.objects.filter(incident__in=keys)
        .exclude(status__in=("clear", "recalled"))
        .select_related("organisation")
        .order_by("pk")
    )
    waits = {
        wait.incident_id: wait
        for wait in Waiting.objects.filter(incident__in=keys, released_at=None)
        .select_related("waiting", "waits_for")
        .order_by("-pk")
    }
    rides = _by_incident(
        Transport.objects.filter(incident__in=keys, status__in=("ordered", "under_way", "on_scene"))
        .select_related("organisation")
        .order_by("pk")
    )
    words = own_words(subjects, kinds=("report_text",), actor=actor) if with_summary else {}
    made = [
        BoardRow(
            incident=row,
            clocks=tuple(clocks.get(row.subject, ())),
            deployments=tuple(units.get(row.pk, ())),
            waiting=waits.get(row.pk),
            transports=tuple(rides.get(row.pk, ())),
            pressing=_pressing(row, clocks.get(row.subject, ())),
            summary=_summary(words.get(row.subject, [])),
        )
        for row in rows
    ]
    return sorted(made, key=lambda row: (row.pressing, row.incident.reported_at, row.incident.pk))


def board_row(actor: Actor, number: str, *, now: datetime) -> BoardRow | None:
    """One line, for a live update; None when it is not on this reader's board (any more)."""
    row = visible(actor).filter(number=number, status__in=NOT_CLOSED)
    rows = board_rows(actor, row.select_related("holder", "offered_to", "lead"), now=now)
    return rows[0] if rows else None


def board_changes(numbers: Collection[str], *, now: datetime) -> list[BoardChange]:
    """The lines of these incidents without any content, for pushing to many readers at once.

    A constant number of queries. The caller sends a line to `organisations` only: those who take part.
    """
    found = list(
        Incident.objects.filter(number__in=list(numbers)).select_related("holder", "offered_to", "lead")
    )
    part: dict[int, set[str]] = defaultdict(set)
    involved = Involvement.objects.filter(incident__in=[one.pk for one in found])
    for incident, organisation in involved.values_list("incident_id", "organisation_id"):
        part[incident].add(organisation)
    still = [one for one in found if one.status in NOT_CLOSED]
    # The lines are the same for all, since they hold coordination only; so no reader is asked for.
    rows = board_rows(system_actor("live", ""), still, now=now, with_summary=False)
    lines = {row.incident.pk: row for row in rows}
    return [BoardChange(one.number, lines.get(one.pk), frozenset(part[one.pk])) for one in found]


def note_board_look(actor: Actor, board: str, *, now: datetime) -> None:
    """Writes that somebody read a board, one line for the whole list."""
    record_look(
        actor=actor, subject=f"board:{board}", what="board", purpose="work", outcome="shown", now=now
    )


def incidents_of_unit(actor: Actor, *, now: datetime) -> list[BoardRow]:
    """For the street: what is not closed and where the reader's organisation has a unit, or holds it."""
    mine = open_incidents(actor)
    return board_rows(actor, mine, now=now)


def report_by_token(token_hash: str) -> Report | None:
    """The report behind a reporter's secret link."""
    found = Report.objects.select_related("incident__holder").prefetch_related(
        Prefetch("incident__deployments", queryset=Deployment.objects.select_related("organisation"))
    )
    return found.filter(token_hash=token_hash).first()


def signed_as_second(actor: Actor, *, since: datetime) -> list[Release]:
    """Overrides in which this person was named as the second, so that they see it on their own screen."""
    found = Release.objects.filter(override=True, second=actor.id, at__gte=since)
    return list(found.select_related("incident").order_by("-at"))


def last_message_to_reporter(report: Report) -> str:
    """The code of what the reporter was last told since their report came in; empty when nothing."""
    told = [
        entry
        for entry in entries_of(report.incident.subject)
        if entry.type == "reporter.told" and entry.at >= report.received_at
    ]
    return str(told[-1].data.get("message", "")) if told else ""


def _by_incident(rows: Iterable[Deployment] | Iterable[Transport]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.incident_id].append(row)
    return found


def _pressing(incident: Incident, clocks: Collection[ClockNow]) -> int:
    """What needs a hand first: acute, then broken norms, then warned, then unclassified, then by class."""
    if incident.status in {"released", "closed"}:
        return 90
    states = {clock.state for clock in clocks}
    base = 10 * URGENCY_ORDER.get(incident.urgency, 2)
    if incident.safety_phase == "acute_unsafe":
        base -= 9
    if "breached" in states:
        base -= 6
    elif "warned" in states:
        base -= 3
    return max(base, 0)


def _summary(entries: list[Any]) -> str:
    return entries[-1].text if entries else ""

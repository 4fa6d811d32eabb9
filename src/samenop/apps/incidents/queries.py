"""Reads incidents: only those in which the reader's organisation takes part; lists in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Value
from django.db.models.functions import Upper

from samenop.apps.batons.service import ClockNow, all_clocks, promises_on, running_clocks
from samenop.apps.dossiers.service import Dossier, dossier_of, own_words
from samenop.apps.incidents.facts import facts_of
from samenop.apps.incidents.models import (
    Concerned,
    Deployment,
    Handover,
    Incident,
    Involvement,
    JointPicture,
    Outcome,
    Release,
    Report,
    Transport,
    Waiting,
)
from samenop.apps.ledger.models import Entry as LedgerEntry
from samenop.apps.ledger.service import entries_of, record_look
from samenop.apps.partners.service import system_actor
from samenop.apps.persons.service import agreements_now
from samenop.core.incidents.facts import Facts
from samenop.core.incidents.steps import OPEN, STEPS, decide_step
from samenop.core.kernel import Actor, Answer

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


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the joint log: what happened, by whom, and the content of it for who may read it."""

    at: datetime
    type: str
    actor: str
    organisation: str
    data: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class IncidentView:
    """An incident as one reader sees it. What is not looked at is not read from the database."""

    actor: Actor
    incident: Incident
    facts: Facts
    dossier: Dossier
    now: datetime

    @cached_property
    def clocks(self) -> list[ClockNow]:
        """Every clock that ever ran on it."""
        return all_clocks(self.incident.subject, now=self.now)

    @cached_property
    def reports(self) -> list[Report]:
        """As they came in."""
        return list(Report.objects.filter(incident=self.incident).order_by("received_at"))

    @cached_property
    def deployments(self) -> list[Deployment]:
        """Units, in the order in which they were sent."""
        found = Deployment.objects.filter(incident=self.incident)
        return list(found.select_related("organisation").order_by("pk"))

    @cached_property
    def transports(self) -> list[Transport]:
        """Rides, in the order in which they were asked."""
        found = Transport.objects.filter(incident=self.incident)
        return list(found.select_related("organisation").order_by("pk"))

    @cached_property
    def waitings(self) -> list[Waiting]:
        """Who waited for whom."""
        found = Waiting.objects.filter(incident=self.incident)
        return list(found.select_related("waiting", "waits_for").order_by("pk"))

    @cached_property
    def pictures(self) -> list[JointPicture]:
        """Versions of the joint picture with who confirmed them, newest first."""
        found = JointPicture.objects.filter(incident=self.incident).select_related("proposed_by")
        return list(found.prefetch_related("confirmations__organisation").order_by("-version"))

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What came of assessments, newest first."""
        found = Outcome.objects.filter(incident=self.incident)
        return list(found.select_related("follow_up_holder", "by").order_by("-pk"))

    @cached_property
    def handovers(self) -> list[Handover]:
        """Offered, returned and accepted, newest first."""
        found = Handover.objects.filter(incident=self.incident)
        return list(found.select_related("from_organisation", "to_organisation").order_by("-pk"))

    @cached_property
    def involvements(self) -> list[Involvement]:
        """Who takes part, since when."""
        found = Involvement.objects.filter(incident=self.incident)
        return list(found.select_related("organisation").order_by("since"))

    @cached_property
    def promises(self) -> list[object]:
        """First due first."""
        return list(promises_on(self.incident.subject))

    @cached_property
    def log(self) -> list[LogLine]:
        """What happened, in order."""
        return log_of(self.incident)

    @cached_property
    def agreements(self) -> list[object]:
        """Agreements on the person or the place that the reader may see."""
        return list(_agreements(self.actor, self.incident, self.now))

    @cached_property
    def earlier(self) -> list[Incident]:
        """The story behind the report."""
        return earlier_incidents(self.actor, self.incident)

    @cached_property
    def steps(self) -> dict[str, Answer]:
        """What this reader may do now, and why not the rest."""
        return steps_for(self.facts, self.actor)

    @cached_property
    def concerned(self) -> list[Concerned]:
        """The persons in it."""
        return list(Concerned.objects.filter(incident=self.incident).order_by("pk"))

    @cached_property
    def releases(self) -> list[Release]:
        """How the police let go."""
        found = Release.objects.filter(incident=self.incident)
        return list(found.select_related("organisation").order_by("pk"))


def visible(actor: Actor) -> QuerySet[Incident]:
    """The incidents in which the reader's organisation takes part; nothing else exists for them."""
    # Asked per incident: a list of everything the organisation ever took part in grows with the years.
    mine = Involvement.objects.filter(incident=OuterRef("pk"), organisation=actor.organisation)
    return Incident.objects.filter(Exists(mine))


def incident_for(actor: Actor, number: str) -> Incident | None:
    """The incident, or None: the same answer for absent and forbidden."""
    if not actor.may("incident.see"):
        return None
    return (
        visible(actor)
        .select_related("holder", "offered_to", "lead", "started_by", "joined_into")
        .filter(number=number)
        .first()
    )


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


def visible_numbers(actor: Actor, numbers: Collection[str]) -> frozenset[str]:
    """Which of these incidents exist for this reader."""
    if not actor.may("incident.see"):
        return frozenset()
    return frozenset(visible(actor).filter(number__in=list(numbers)).values_list("number", flat=True))


def note_board_look(actor: Actor, board: str, *, now: datetime) -> None:
    """Writes that somebody read a board, one line for the whole list."""
    record_look(
        actor=actor, subject=f"board:{board}", what="board", purpose="work", outcome="shown", now=now
    )


def incident_view(actor: Actor, number: str, *, now: datetime) -> IncidentView | None:
    """Everything of one incident that this reader may see; written into the book of looks."""
    incident = incident_for(actor, number)
    if incident is None:
        record_look(
            actor=actor,
            subject=f"incident:{number}"[:80],
            what="incident",
            purpose="work",
            outcome="not_found",
            now=now,
        )
        return None
    facts = facts_of(incident)
    dossier = dossier_of(
        actor, subject=incident.subject, phase=phase_of(incident), purpose="work", now=now
    )
    return IncidentView(actor, incident, facts, dossier, now)


def steps_for(facts: Facts, actor: Actor) -> dict[str, Answer]:
    """Every step of the table with the answer of the core for this actor, now."""
    return {name: decide_step(name, facts, actor) for name in STEPS}


def phase_of(incident: Incident) -> str:
    """"live" while the incident is open; then "after"."""
    return "live" if incident.status in OPEN else "after"


def log_of(incident: Incident) -> list[LogLine]:
    """What happened, in order; references only, so everyone involved may see it."""
    return [
        LogLine(entry.at, entry.type, entry.actor, entry.organisation, entry.data)
        for entry in entries_of(incident.subject)
    ]


def earlier_incidents(actor: Actor, incident: Incident, *, limit: int = 10) -> list[Incident]:
    """The story behind the report (A21): earlier incidents on this address or person that the reader took part in."""
    others = visible(actor).exclude(pk=incident.pk).order_by("-reported_at")
    found: dict[int, Incident] = {}
    persons = list(incident.concerned.exclude(person=None).values_list("person_id", flat=True))
    if persons:
        theirs = Concerned.objects.filter(incident=OuterRef("pk"), person__in=persons)
        found |= {one.pk: one for one in others.filter(Exists(theirs))[:limit]}
    if incident.address:
        found |= {one.pk: one for one in at_address(others, incident.address)[:limit]}
    return sorted(found.values(), key=lambda one: one.reported_at, reverse=True)[:limit]


def at_address(found: QuerySet[Incident], address: str) -> QuerySet[Incident]:
    """Those of them on this address, in capitals or not; written as the index is, so that it is used."""
    return found.alias(at=Upper("address")).filter(at=Upper(Value(address)))


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


def _agreements(actor: Actor, incident: Incident, now: datetime) -> list[object]:
    persons = list(incident.concerned.exclude(person=None).values_list("person_id", flat=True))
    found = agreements_now(actor, persons=persons, address=incident.address, at=now)
    return list(found)


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

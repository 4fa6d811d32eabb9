"""One incident as one reader may see it: coordination, and content through the one door."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef

from samenop.apps.batons.service import ClockNow, all_clocks, promises_on
from samenop.apps.dossiers.service import Dossier, dossier_of
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
from samenop.apps.incidents.visibility import at_address, incident_for, visible
from samenop.apps.ledger.service import entries_of, record_look
from samenop.apps.persons.service import agreements_now
from samenop.core.incidents.facts import Facts
from samenop.core.incidents.steps import OPEN, STEPS, decide_step
from samenop.core.kernel import Actor, Answer


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


def _agreements(actor: Actor, incident: Incident, now: datetime) -> list[object]:
    persons = list(incident.concerned.exclude(person=None).values_list("person_id", flat=True))
    found = agreements_now(actor, persons=persons, address=incident.address, at=now)
    return list(found)

"""A report comes in: one incident from the first moment, with a holder (A1), or one more report of it."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from samenop.apps.batons.service import run_clocks
from samenop.apps.dossiers.service import write_entry
from samenop.apps.incidents.actions.work import (
    Work,
    answered_before,
    fingerprint_of,
    step_action,
)
from samenop.apps.incidents.models import Concerned, Incident, Involvement, Report
from samenop.apps.incidents.proposals import proposal_for
from samenop.apps.ledger.service import record, remember
from samenop.apps.partners.service import organisations
from samenop.apps.persons.service import find_or_add_person
from samenop.core.incidents.reaction import decide_simple
from samenop.core.kernel import Actor, Agreed, Answer, Event, Refused

CHANNELS = ("call_112", "call_0900", "counter", "street", "web", "system")
REPORTER_KINDS = ("citizen", "professional", "system")


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A report as it is told. Empty strings and None mean: not told.

    `ticked` and `denied` are fact ids of the classification catalogue; `source` and `external_id` make
    a repeat from a connected system recognisable; `holder` is who holds the incident first (the
    reporter's control room; the organisation of the actor when empty).
    """

    text: str
    channel: str = "call_112"
    reporter_kind: str = "citizen"
    reporter_name: str = ""
    reporter_phone: str = ""
    address: str = ""
    area: str = ""
    latitude: float | None = None
    longitude: float | None = None
    person_name: str = ""
    person_birth_date: date | None = None
    ticked: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    situation: str = ""
    source: str = "samenop"
    external_id: str = ""
    received_at: datetime | None = None
    holder: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a report: the incident, whether it is new, and the reporter's secret link once."""

    number: str
    report: int
    created: bool
    token: str = ""


def take_report(*, draft: ReportDraft, actor: Actor, now: datetime, key: str = "") -> "TakenIn | Refused":
    """A report becomes an incident that the control room holds (A1, A4).

    Repeated with the same source and external id, or the same key, it is the same report. Refused
    when the actor may not take reports, or the report says nothing.
    """
    refused = _refused(draft, actor)
    if refused:
        return refused
    try:
        with transaction.atomic():
            return _take(draft, actor, now, key)
    except IntegrityError:
        # Somebody was faster with the same external id: then that one counts.
        found = _known(draft)
        return found or Refused("just_changed")


@step_action
def add_report(work: Work, *, draft: ReportDraft) -> Answer:
    """One more report of an event that already is an incident; none is lost (A1)."""
    answer = decide_simple("note", "report.added", work.facts, work.actor)
    if not isinstance(answer, Agreed):
        return answer
    if not work.actor.may("report.take"):
        return Refused("not_your_role")
    report, _ = _keep(work.incident, draft, work.actor, work.now)
    return work.save(Agreed((Event("report.added", {"report": report.pk}),)))


@step_action
def join_incident(work: Work, *, into: str) -> Answer:
    """This incident turns out to be the same event as another: its reports move there (A1)."""
    answer = decide_simple("join", "incident.joined", work.facts, work.actor, into=into)
    if not isinstance(answer, Agreed):
        return answer
    target = Incident.objects.filter(
        number=into, status__in=("reported", "assessed", "in_hand", "handed_over")
    ).first()
    if target is None or target.pk == work.incident.pk:
        return Refused("join_target_unknown")
    if not Involvement.objects.filter(incident=target, organisation=work.actor.organisation).exists():
        return Refused("join_target_unknown")
    Report.objects.filter(incident=work.incident).update(incident=target)
    event = Event("report.joined", {"from": work.incident.number})
    record([event], subject=target.subject, actor=work.actor, now=work.now)
    return work.save(answer, step="join", joined_into=target, offered_to=None, offered_at=None)


def token_hash(token: str) -> str:
    """What is kept of the reporter's secret link."""
    return hashlib.sha256(token.encode()).hexdigest()


def _refused(draft: ReportDraft, actor: Actor) -> Refused | None:
    if not actor.may("report.take"):
        return Refused("not_your_role")
    missing = []
    if not draft.text.strip() and not draft.ticked:
        missing.append("report_empty")
    if draft.channel not in CHANNELS:
        missing.append("channel_unknown")
    if draft.reporter_kind not in REPORTER_KINDS:
        missing.append("reporter_kind_unknown")
    return Refused("report_incomplete", missing=tuple(missing)) if missing else None


def _known(draft: ReportDraft) -> TakenIn | None:
    if not draft.external_id:
        return None
    found = (
        Report.objects.filter(source=draft.source, external_id=draft.external_id)
        .values_list("incident__number", "pk")
        .first()
    )
    return TakenIn(found[0], found[1], created=False) if found else None


def _take(draft: ReportDraft, actor: Actor, now: datetime, key: str) -> TakenIn | Refused:
    known = _known(draft)
    if known:
        return known
    request = fingerprint_of("take_report", "", {"draft": repr(draft)})
    before = answered_before(actor=actor, key=key, request=request) if key else None
    if isinstance(before, Refused):
        return before
    if before is not None:
        return TakenIn(before.events[0].data["number"], before.events[0].data["report"], created=False)
    taken, event = _new_incident(draft, actor, now)
    if key:
        answer = {"events": [[event.type, {"number": taken.number, "report": taken.report}]]}
        remember(actor=actor, key=key, request=request, answer=answer, now=now)
    return taken


def _new_incident(draft: ReportDraft, actor: Actor, now: datetime) -> tuple[TakenIn, Event]:
    proposal = proposal_for(draft.text, draft.ticked, draft.denied, draft.reporter_kind)
    holder = draft.holder or _holder_for(actor)
    incident = Incident(
        number="",
        status="reported",
        holder_id=holder,
        held_since=now,
        started_by_id=holder,
        lead_id=holder,
        proposed_urgency=proposal.urgency,
        proposed_needs=proposal.needs,
        situation=draft.situation,
        smells_of_care=proposal.smells_of_care,
        address=draft.address.strip(),
        area=draft.area,
        latitude=draft.latitude,
        longitude=draft.longitude,
        reported_at=draft.received_at or now,
    )
    # The number needs the id, and the id needs a row: a passing number that nobody else can have.
    incident.number = secrets.token_hex(8)
    incident.save()
    incident.number = f"{now:%y%m%d}-{incident.pk}"
    incident.save(update_fields=["number"])
    _involve(incident, {holder, actor.organisation}, proposal.smells_of_care, now)
    report, token = _keep(incident, draft, actor, now)
    event = Event(
        "incident.reported",
        {
            "holder": holder,
            "report": report.pk,
            "channel": draft.channel,
            "urgency": proposal.urgency,
            "needs": proposal.needs,
            "smells_of_care": proposal.smells_of_care,
        },
    )
    run_clocks(
        subject=incident.subject,
        events=(event,),
        # The clocks of the class start when a person decides; what the rules propose is no class yet.
        facts={"situation": incident.situation},
        organisation=holder,
        now=now,
        reported_at=incident.reported_at,
    )
    record([event], subject=incident.subject, actor=actor, now=now)
    return TakenIn(incident.number, report.pk, created=True, token=token), event


def _holder_for(actor: Actor) -> str:
    """Police and care outside a control room report to it: it holds the incident until somebody accepts."""
    if actor.kind == "control_room":
        return actor.organisation
    rooms = organisations(("control_room",))
    return rooms[0].slug if rooms else actor.organisation


def _involve(incident: Incident, slugs: set[str], smells_of_care: bool, now: datetime) -> None:
    """The holder and the one who took it in; the triage seat as soon as it smells of care (A5)."""
    involved = dict.fromkeys(sorted(slugs), "intake")
    if smells_of_care:
        involved |= {seat.slug: "triage" for seat in organisations(("crisis_service",))}
        involved |= {desk.slug: "care_desk" for desk in organisations(("care_desk",))}
    Involvement.objects.bulk_create(
        Involvement(incident=incident, organisation_id=slug, since=now, through=through)
        for slug, through in involved.items()
    )


def _keep(incident: Incident, draft: ReportDraft, actor: Actor, now: datetime) -> tuple[Report, str]:
    """The report and its content, labelled as told by the reporter."""
    told = {"owner_kind": "community"} if draft.reporter_kind == "citizen" else {}
    subject = incident.subject
    received = draft.received_at or now
    payload: dict[str, Any] = {"ticked": sorted(draft.ticked), "denied": sorted(draft.denied)} | draft.extra
    entry = write_entry(
        subject=subject,
        kind="report_text",
        actor=actor,
        now=now,
        text=draft.text.strip(),
        payload=payload,
        as_of=received,
        **told,
    )
    if draft.reporter_name or draft.reporter_phone:
        contact = {"name": draft.reporter_name, "phone": draft.reporter_phone}
        write_entry(
            subject=subject, kind="reporter_contact", actor=actor, now=now, payload=contact, **told
        )
    token = secrets.token_urlsafe(24) if draft.reporter_kind != "system" else ""
    report = Report.objects.create(
        incident=incident,
        source=draft.source,
        external_id=draft.external_id,
        channel=draft.channel,
        reporter_kind=draft.reporter_kind,
        received_at=received,
        token_hash=token_hash(token) if token else None,
        reachable=draft.reporter_kind != "system",
        entry=entry.pk,
    )
    if draft.person_name:
        _concern(incident, draft, actor, now)
    return report, token


def _concern(incident: Incident, draft: ReportDraft, actor: Actor, now: datetime) -> None:
    person = find_or_add_person(
        name=draft.person_name.strip(), birth_date=draft.person_birth_date, address=draft.address
    )
    identity = {
        "name": person.name,
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
    }
    entry = write_entry(
        subject=incident.subject,
        kind="identity",
        actor=actor,
        now=now,
        payload=identity,
        person=person.pk,
    )
    Concerned.objects.create(incident=incident, person=person, part="concerned", entry=entry.pk)

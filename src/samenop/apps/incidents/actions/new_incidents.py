"""Makes incidents of reports, one or many at once: the same rows by the same few statements."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from samenop.apps.batons.service import NewSubject, start_clocks
from samenop.apps.dossiers.service import new_entry, write_entries
from samenop.apps.incidents.models import Concerned, Incident, Involvement, Report
from samenop.apps.incidents.proposals import proposal_for
from samenop.apps.ledger.service import record_many
from samenop.apps.partners.service import organisations
from samenop.apps.persons.service import find_or_add_person
from samenop.core.incidents.classification import Proposal
from samenop.core.kernel import Actor, Event

# Who takes part as soon as a report smells of care, and through what.
CARE_SEATS = {"crisis_service": "triage", "care_desk": "care_desk"}


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A report as it is told. Empty strings and None mean: not told.

    `ticked` and `denied` are fact ids of the classification catalogue; `source` and `external_id` make
    a repeat from a connected system recognisable; `holder` is who holds the incident first (the
    reporter's control room; the organisation of the actor when empty). A reporter of the kind "system"
    cannot be told anything and gets no secret link.
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
    # What the rules made of it, when that was looked at; the same words always give the same.
    proposal: Proposal | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """A report that is kept, and the secret link that nobody can read back afterwards."""

    report: Report
    token: str


def token_hash(token: str) -> str:
    """What is kept of the reporter's secret link."""
    return hashlib.sha256(token.encode()).hexdigest()


def proposal_of(draft: ReportDraft) -> Proposal:
    """What the rules propose for a report."""
    return proposal_for(draft.text, draft.ticked, draft.denied, draft.reporter_kind)


def make_incidents(
    drafts: Sequence[ReportDraft], actor: Actor, now: datetime, *, proposals: Sequence[Proposal] = ()
) -> list[TakenIn]:
    """One incident per draft, in order, with its report, content, clocks, and the ledger last of all.

    Runs inside the transaction of the caller, who has checked that the drafts may be taken, and who may
    have asked for the proposals before it began.
    """
    if not drafts:
        return []
    room = _room_of(actor)
    proposals = proposals or [proposal_of(draft) for draft in drafts]
    incidents = [
        _incident(draft, proposal, draft.holder or room, now)
        for draft, proposal in zip(drafts, proposals, strict=True)
    ]
    _insert_with_numbers(incidents, now)
    _involve(incidents, actor, now)
    kept = keep_reports(list(zip(incidents, drafts, strict=True)), actor, now)
    news = [_new_subject(incident, one.report) for incident, one in zip(incidents, kept, strict=True)]
    start_clocks(news, now=now)
    record_many([(new.subject, new.event) for new in news], actor=actor, now=now)
    return [
        TakenIn(incident.number, one.report.pk, created=True, token=one.token, proposal=proposal)
        for incident, one, proposal in zip(incidents, kept, proposals, strict=True)
    ]


def keep_reports(
    pairs: Sequence[tuple[Incident, ReportDraft]], actor: Actor, now: datetime
) -> list[Kept]:
    """The reports with their content, labelled as told by the reporter."""
    texts = write_entries([_text(incident, draft, actor, now) for incident, draft in pairs])
    write_entries(
        [
            _contact(incident, draft, actor, now)
            for incident, draft in pairs
            if draft.reporter_name or draft.reporter_phone
        ]
    )
    kept = [
        _report(incident, draft, entry.pk, now) for (incident, draft), entry in zip(pairs, texts, strict=True)
    ]
    Report.objects.bulk_create(one.report for one in kept)
    for incident, draft in pairs:
        if draft.person_name:
            _concern(incident, draft, actor, now)
    return kept


def _room_of(actor: Actor) -> str:
    """Police and care outside a control room report to it: it holds the incident until somebody accepts."""
    if actor.kind == "control_room":
        return actor.organisation
    rooms = organisations(("control_room",))
    return rooms[0].slug if rooms else actor.organisation


def _incident(draft: ReportDraft, proposal: Proposal, holder: str, now: datetime) -> Incident:
    return Incident(
        # The number needs the id, and the id needs a row: a passing number that nobody else can have.
        number=secrets.token_hex(8),
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


def _insert_with_numbers(incidents: Sequence[Incident], now: datetime) -> None:
    Incident.objects.bulk_create(incidents)
    day = f"{now:%y%m%d}-"
    number = Concat(Value(day), Cast("pk", CharField()), output_field=CharField())
    Incident.objects.filter(pk__in=[one.pk for one in incidents]).update(number=number)
    for one in incidents:
        one.number = f"{day}{one.pk}"


def _involve(incidents: Sequence[Incident], actor: Actor, now: datetime) -> None:
    """The holder and the one who took it in; the triage seat as soon as it smells of care (A5)."""
    care: dict[str, str] = {}
    if any(one.smells_of_care for one in incidents):
        care = {one.slug: CARE_SEATS[one.kind] for one in organisations(CARE_SEATS)}
    Involvement.objects.bulk_create(
        Involvement(incident=one, organisation_id=slug, since=now, through=through)
        for one in incidents
        for slug, through in _takes_part(one, actor, care).items()
    )


def _takes_part(incident: Incident, actor: Actor, care: dict[str, str]) -> dict[str, str]:
    involved = dict.fromkeys(sorted({incident.holder_id, actor.organisation}), "intake")
    return involved | care if incident.smells_of_care else involved


def _told_by(draft: ReportDraft) -> str:
    """Whose it is: the community's when a citizen tells it, else of the kind of who writes it down."""
    return "community" if draft.reporter_kind == "citizen" else ""


def _text(incident: Incident, draft: ReportDraft, actor: Actor, now: datetime) -> Any:
    payload = {"ticked": sorted(draft.ticked), "denied": sorted(draft.denied)} | draft.extra
    return new_entry(
        subject=incident.subject,
        kind="report_text",
        actor=actor,
        now=now,
        text=draft.text.strip(),
        payload=payload,
        as_of=draft.received_at or now,
        owner_kind=_told_by(draft),
    )


def _contact(incident: Incident, draft: ReportDraft, actor: Actor, now: datetime) -> Any:
    return new_entry(
        subject=incident.subject,
        kind="reporter_contact",
        actor=actor,
        now=now,
        payload={"name": draft.reporter_name, "phone": draft.reporter_phone},
        owner_kind=_told_by(draft),
    )


def _report(incident: Incident, draft: ReportDraft, entry: int, now: datetime) -> Kept:
    reachable = draft.reporter_kind != "system"
    token = secrets.token_urlsafe(24) if reachable else ""
    report = Report(
        incident=incident,
        source=draft.source,
        external_id=draft.external_id,
        channel=draft.channel,
        reporter_kind=draft.reporter_kind,
        received_at=draft.received_at or now,
        token_hash=token_hash(token) if token else None,
        reachable=reachable,
        entry=entry,
    )
    return Kept(report, token)


def _concern(incident: Incident, draft: ReportDraft, actor: Actor, now: datetime) -> None:
    person = find_or_add_person(
        name=draft.person_name.strip(), birth_date=draft.person_birth_date, address=draft.address
    )
    identity = {
        "name": person.name,
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
    }
    entry = new_entry(
        subject=incident.subject, kind="identity", actor=actor, now=now, payload=identity, person=person.pk
    )
    write_entries([entry])
    Concerned.objects.create(incident=incident, person=person, part="concerned", entry=entry.pk)


def _new_subject(incident: Incident, report: Report) -> NewSubject:
    data = {
        "holder": incident.holder_id,
        "report": report.pk,
        "channel": report.channel,
        "urgency": incident.proposed_urgency,
        "needs": incident.proposed_needs,
        "smells_of_care": incident.smells_of_care,
    }
    return NewSubject(
        subject=incident.subject,
        event=Event("incident.reported", data),
        # The clocks of the class start when a person decides; what the rules propose is no class yet.
        facts={"situation": incident.situation},
        organisation=incident.holder_id,
        reported_at=incident.reported_at,
    )

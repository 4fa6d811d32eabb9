"""A report comes in: one incident from the first moment, with a holder (A1), or one more report of it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from samenop.apps.batons.service import stop_all_clocks
from samenop.apps.incidents.actions.new_incidents import (
    ReportDraft,
    TakenIn,
    keep_reports,
    make_incidents,
    proposal_of,
    token_hash,
)
from samenop.apps.incidents.actions.work import (
    Work,
    answered_before,
    fingerprint_of,
    step_action,
)
from samenop.apps.incidents.models import Incident, Involvement, Report, Waiting
from samenop.apps.ledger.service import record, remember
from samenop.core.incidents.classification import Proposal
from samenop.core.incidents.intake import CHANNELS, REPORTER_KINDS
from samenop.core.incidents.reaction import decide_join, decide_simple
from samenop.core.kernel import Actor, Agreed, Answer, Event, Refused

__all__ = [
    "ReportDraft",
    "TakenIn",
    "add_report",
    "join_incident",
    "known_reports",
    "refusal_of_draft",
    "said_again",
    "take_report",
    "token_hash",
]


def take_report(*, draft: ReportDraft, actor: Actor, now: datetime, key: str = "") -> TakenIn | Refused:
    """A report becomes an incident that the control room holds (A1, A4).

    Repeated with the same source and external id, or the same key, it is the same report. Refused
    when the actor may not take reports, or the report says nothing.
    """
    refused = refusal_of_draft(draft, actor)
    if refused is not None:
        return refused
    # Read before the transaction: on SQLite nobody else can write while it is open.
    proposal = proposal_of(draft)
    try:
        with transaction.atomic():
            return _take(draft, proposal, actor, now, key)
    except IntegrityError:
        # Somebody was faster with the same external id: then that one counts.
        found = known_reports([draft])
        return found.get(_name(draft)) or Refused("just_changed")


@step_action
def add_report(work: Work, *, draft: ReportDraft) -> Answer:
    """One more report of an event that already is an incident; none is lost (A1)."""
    answer = decide_simple("note", "report.added", work.facts, work.actor)
    if not isinstance(answer, Agreed):
        return answer
    if not work.actor.may("report.take"):
        return Refused("not_your_role")
    kept = keep_reports([(work.incident, draft)], work.actor, work.now)[0]
    return work.save(Agreed((Event("report.added", {"report": kept.report.pk}),)))


@step_action
def join_incident(work: Work, *, into: str) -> Answer:
    """This incident turns out to be the same event as another: its reports move there (A1)."""
    answer = decide_join(work.facts, work.actor, into=into)
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
    saved = work.save(answer, step="join", joined_into=target, offered_to=None, offered_at=None)
    # Whatever ran or waited here goes on in the other incident, or was asked twice.
    stop_all_clocks(subject=work.incident.subject, now=work.now)
    Waiting.objects.filter(incident=work.incident, released_at=None).update(released_at=work.now)
    return saved


def refusal_of_draft(draft: ReportDraft, actor: Actor) -> Refused | None:
    """Why this report cannot be taken in by this actor, with everything that is missing at once."""
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


def known_reports(drafts: Sequence[ReportDraft]) -> dict[tuple[str, str], TakenIn]:
    """Which of these reports were taken in before, by source and external id; one query per source."""
    found = {}
    for source in {draft.source for draft in drafts if draft.external_id}:
        names = [draft.external_id for draft in drafts if draft.source == source and draft.external_id]
        rows = Report.objects.filter(source=source, external_id__in=names)
        for name, number, report in rows.values_list("external_id", "incident__number", "pk"):
            found[source, name] = TakenIn(number, report, created=False)
    return found


def said_again(drafts: Sequence[ReportDraft]) -> str:
    """The fingerprint of a request to take these in; the same in every process."""
    told = [asdict(draft) | {"ticked": sorted(draft.ticked), "denied": sorted(draft.denied)} for draft in drafts]
    return fingerprint_of("take_reports", "", {"drafts": told})


def _name(draft: ReportDraft) -> tuple[str, str]:
    return draft.source, draft.external_id


def _take(
    draft: ReportDraft, proposal: Proposal, actor: Actor, now: datetime, key: str
) -> TakenIn | Refused:
    known = known_reports([draft]).get(_name(draft))
    if known:
        return known
    request = said_again([draft]) if key else ""
    before = answered_before(actor=actor, key=key, request=request) if key else None
    if isinstance(before, Refused):
        return before
    if before is not None:
        return TakenIn(before.events[0].data["number"], before.events[0].data["report"], created=False)
    taken = make_incidents([draft], actor, now, proposals=[proposal])[0]
    if key:
        answer = {"events": [["incident.reported", {"number": taken.number, "report": taken.report}]]}
        remember(actor=actor, key=key, request=request, answer=answer, now=now)
    return taken

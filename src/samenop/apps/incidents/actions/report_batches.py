"""Many reports at once: the good ones go in, each bad one is refused by itself (issue 2, intake)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from samenop.apps.incidents.actions.new_incidents import ReportDraft, TakenIn, make_incidents
from samenop.apps.incidents.actions.reports import (
    known_reports,
    refusal_of_draft,
    said_again,
    take_report,
)
from samenop.apps.incidents.actions.work import answered_before
from samenop.apps.ledger.service import remember
from samenop.core.kernel import Actor, Refused

Answers = list[TakenIn | Refused]


def take_reports(
    *, drafts: Sequence[ReportDraft], actor: Actor, now: datetime, key: str = ""
) -> Answers | Refused:
    """One answer per draft, in order, all in one transaction.

    A draft with the source and external id of a report that is there already, also of an earlier one in
    the same batch, is that report and adds nothing. Refused as a whole only when `key` was used for
    another request.
    """
    try:
        with transaction.atomic():
            return _take(drafts, actor, now, key)
    except IntegrityError:
        # Somebody else took one of them in at the same moment; one by one, that one is then known.
        return [take_report(draft=draft, actor=actor, now=now) for draft in drafts]


def _take(drafts: Sequence[ReportDraft], actor: Actor, now: datetime, key: str) -> Answers | Refused:
    request = said_again(drafts) if key else ""
    before = answered_before(actor=actor, key=key, request=request) if key else None
    if isinstance(before, Refused):
        return before
    if before is not None:
        return [_remembered(event.data) for event in before.events]
    answers = _answers(drafts, actor, now)
    if key:
        kept = {"events": [["report.answered", _kept(answer)] for answer in answers]}
        remember(actor=actor, key=key, request=request, answer=kept, now=now)
    return answers


def _answers(drafts: Sequence[ReportDraft], actor: Actor, now: datetime) -> Answers:
    refused = {place: refusal_of_draft(draft, actor) for place, draft in enumerate(drafts)}
    known = known_reports(drafts)
    first: dict[tuple[str, str], int] = {}
    fresh = []
    for place, draft in enumerate(drafts):
        name = (draft.source, draft.external_id)
        if refused[place] or name in known or (draft.external_id and name in first):
            continue
        first[name] = place
        fresh.append(place)
    made = dict(zip(fresh, make_incidents([drafts[place] for place in fresh], actor, now), strict=True))
    for name, place in first.items():
        known[name] = TakenIn(made[place].number, made[place].report, created=False)
    return [
        refused[place] or made.get(place) or known[draft.source, draft.external_id]
        for place, draft in enumerate(drafts)
    ]


def _kept(answer: TakenIn | Refused) -> dict[str, object]:
    if isinstance(answer, Refused):
        return {"code": answer.code, "missing": list(answer.missing)}
    return {"number": answer.number, "report": answer.report}


def _remembered(kept: Mapping[str, Any]) -> TakenIn | Refused:
    if "code" in kept:
        return Refused(kept["code"], missing=tuple(kept["missing"]))
    return TakenIn(kept["number"], kept["report"], created=False)

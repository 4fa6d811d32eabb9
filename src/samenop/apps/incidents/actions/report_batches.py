"""Many reports at once: the good ones go in, each bad one is refused by itself (issue 2, intake)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
    known = known_reports(drafts)
    answers: dict[int, TakenIn | Refused] = {}
    fresh: list[int] = []
    first: dict[tuple[str, str], int] = {}
    for place, draft in enumerate(drafts):
        name = (draft.source, draft.external_id)
        refused = refusal_of_draft(draft, actor)
        # A refusal is false by itself, so it is asked for by name.
        if refused is not None:
            answers[place] = refused
        elif name in known:
            answers[place] = known[name]
        elif not draft.external_id or first.setdefault(name, place) == place:
            fresh.append(place)
    answers |= zip(fresh, make_incidents([drafts[place] for place in fresh], actor, now), strict=True)
    for place, draft in enumerate(drafts):
        if place not in answers:
            answers[place] = _known_now(answers[first[draft.source, draft.external_id]])
    return [answers[place] for place in range(len(drafts))]


def _known_now(taken: TakenIn | Refused) -> TakenIn | Refused:
    return replace(taken, created=False, token="") if isinstance(taken, TakenIn) else taken


def _kept(answer: TakenIn | Refused) -> dict[str, object]:
    if isinstance(answer, Refused):
        return {"code": answer.code, "missing": list(answer.missing)}
    return {"number": answer.number, "report": answer.report}


def _remembered(kept: Mapping[str, Any]) -> TakenIn | Refused:
    if "code" in kept:
        return Refused(kept["code"], missing=tuple(kept["missing"]))
    return TakenIn(kept["number"], kept["report"], created=False)

"""Takes in a report with what its taker decided at once: all of it or nothing (A1, A2, A3)."""

from datetime import datetime

from django.db import transaction

from samenop.apps.incidents.service import (
    ReportDraft,
    TakenIn,
    choose_situation,
    classify_incident,
    take_report,
)
from samenop.core.kernel import Actor, Refused


class _NotAll(Exception):
    """A part was refused; the transaction is undone, so that the form can be sent again as one."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.code)
        self.refused = refused


def take_in(
    *,
    draft: ReportDraft,
    actor: Actor,
    now: datetime,
    key: str = "",
    decided: tuple[str, str] | None = None,
    reason: str = "",
    situation: str = "",
) -> TakenIn | Refused:
    """The report with its class and situation in one transaction; a refusal of any part leaves nothing behind.

    A repeat with the same key gives the first answer again.
    """
    try:
        with transaction.atomic():
            taken = take_report(draft=draft, actor=actor, now=now, key=key)
            if isinstance(taken, Refused):
                raise _NotAll(taken)
            if taken.created:
                _decide(taken.number, actor, now, decided, reason, situation)
            return taken
    except _NotAll as no:
        return no.refused


def _decide(
    number: str, actor: Actor, now: datetime, decided: tuple[str, str] | None, reason: str, situation: str
) -> None:
    if decided is not None:
        urgency, needs = decided
        answer = classify_incident(
            number=number, actor=actor, now=now, urgency=urgency, needs=needs, reason=reason
        )
        if isinstance(answer, Refused):
            raise _NotAll(answer)
    if situation:
        answer = choose_situation(number=number, actor=actor, now=now, situation=situation)
        if isinstance(answer, Refused):
            raise _NotAll(answer)

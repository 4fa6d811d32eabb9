"""What a reporter does from behind the secret link: add what they see, and say how it went (A18)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from samenop.apps.dossiers.service import write_entry
from samenop.apps.incidents.actions.work import (
    JustChanged,
    Work,
    answered_before,
    fingerprint_of,
    locked_incident,
)
from samenop.apps.incidents.facts import facts_of
from samenop.apps.incidents.models import Feedback, Report
from samenop.apps.ledger.service import entries_of, record, remember
from samenop.core.kernel import Actor, Agreed, Answer, Event, Refused

LONGEST_ADDITION = 2000
# Enough for a long night, too few to drown the log in.
MOST_ADDITIONS = 20
RATINGS = ("taken_seriously", "something_visible", "know_what_next")
# 1 no, 2 a little, 3 yes.
MARKS = (1, 2, 3)


def reporter_of(report: Report) -> Actor:
    """The one behind the link, acting towards the organisation that holds the incident; no permissions."""
    return Actor(
        id=f"reporter:{report.pk}",
        name="Melder",
        organisation=report.incident.holder_id,
        kind="community",
    )


def add_from_reporter(*, token_hash: str, text: str, now: datetime, key: str = "") -> Answer:
    """The reporter adds what they see; it lands in the joint log as content of a citizen.

    Refused when the link is unknown, the text is empty or too long, the incident is closed, or
    after twenty additions to one report.
    """
    words = text.strip()
    if not words:
        return Refused("field_missing")
    if len(words) > LONGEST_ADDITION:
        return Refused("text_too_long", {"most": str(LONGEST_ADDITION)})
    return _once(token_hash, "add_from_reporter", {"text": words}, key, now, _add)


def rate_report(
    *, token_hash: str, marks: Mapping[str, int | None], now: datetime, key: str = ""
) -> Answer:
    """Three questions: taken seriously, something visible, do I know what comes next; may be changed.

    `marks` are 1 (no), 2 (a little), 3 (yes) or None for a question left open; at least one is given.
    """
    given = {name: marks.get(name) for name in RATINGS}
    if not any(given.values()):
        return Refused("field_missing")
    if any(mark is not None and mark not in MARKS for mark in given.values()):
        return Refused("choice_unknown")
    return _once(token_hash, "rate_report", given, key, now, _rate)


Doing = Callable[[Report, Work, dict[str, Any]], Answer]


def _once(
    token_hash: str, name: str, words: dict[str, Any], key: str, now: datetime, doing: Doing
) -> Answer:
    try:
        with transaction.atomic():
            report = Report.objects.select_related("incident").filter(token_hash=token_hash).first()
            if report is None:
                return Refused("link_unknown")
            actor = reporter_of(report)
            request = fingerprint_of(name, str(report.pk), words)
            before = answered_before(actor=actor, key=key, request=request) if key else None
            if before is not None:
                return before
            incident = locked_incident(report.incident.number)
            if incident is None:
                return Refused("link_unknown")
            answer = doing(report, Work(incident, facts_of(incident), actor, now), words)
            if answer and key:
                kept = {"events": [[event.type, dict(event.data)] for event in answer.events]}
                remember(actor=actor, key=key, request=request, answer=kept, now=now)
            return answer
    except JustChanged:
        return Refused("just_changed")


def _add(report: Report, work: Work, words: dict[str, Any]) -> Answer:
    if work.facts.status in {"closed", "joined"}:
        return Refused("addition_closed")
    before = [
        entry
        for entry in entries_of(work.incident.subject)
        if entry.type == "report.added_to" and entry.actor == work.actor.id
    ]
    if len(before) >= MOST_ADDITIONS:
        return Refused("too_many_additions")
    entry = write_entry(
        subject=work.incident.subject,
        kind="reporter_addition",
        actor=work.actor,
        now=work.now,
        text=words["text"],
        owner_kind="community",
    )
    return work.save(Agreed((Event("report.added_to", {"report": report.pk, "entry": entry.pk}),)))


def _rate(report: Report, work: Work, marks: dict[str, Any]) -> Answer:
    Feedback.objects.update_or_create(report=report, defaults={**marks, "at": work.now})
    answer = Agreed((Event("report.rated", {"report": report.pk, **marks}),))
    record(answer.events, subject=work.incident.subject, actor=work.actor, now=work.now)
    return answer

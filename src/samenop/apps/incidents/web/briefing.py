"""The sheet of the shift: who and what to look out for, agreements, open promises (A24)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samenop.apps.batons.models import Promise
from samenop.apps.batons.service import promises_waiting
from samenop.apps.incidents.queries import board_rows, open_incidents, visible_numbers
from samenop.apps.ledger.service import record_look
from samenop.apps.partners.service import on_duty
from samenop.apps.persons.service import agreements_for_briefing
from samenop.core.kernel import Actor
from samenop.frame.access import ActingRequest, needs

MOST_PROMISES = 500


@needs("briefing.see")
def briefing(request: ActingRequest) -> HttpResponse:
    """Made for print, one sheet a team; what is on it was read, so it stands in the book of looks."""
    now, actor = timezone.now(), request.actor
    rows = board_rows(actor, open_incidents(actor), now=now, with_summary=False)
    record_look(
        actor=actor,
        subject=f"briefing:{actor.team or actor.organisation}",
        what="briefing",
        purpose="work",
        outcome="shown",
        now=now,
    )
    page = {
        "now": now,
        "rows": [row for row in rows if row.incident.status != "released"],
        "agreements": agreements_for_briefing(actor, at=now),
        "promises": _promises(actor),
        "duties": on_duty(at=now),
    }
    return render(request, "incidents/briefing.html", page)


def _promises(actor: Actor) -> list[Promise]:
    """Open promises on incidents in which the reader's organisation takes part; of others not even the number."""
    waiting = promises_waiting(limit=MOST_PROMISES)
    numbers = {one.pk: one.subject.removeprefix("incident:") for one in waiting}
    mine = visible_numbers(actor, set(numbers.values()))
    return [one for one in waiting if numbers[one.pk] in mine]

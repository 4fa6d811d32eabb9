"""The boards: the control room's Now, the seat of the triage nurse, and the desk of care."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from samenop.apps.incidents.own_work import follow_ups_of, offers_to, promises_of, rides_of
from samenop.apps.incidents.queries import BoardRow, board_rows, note_board_look, open_incidents
from samenop.apps.incidents.web.board_filters import SHOWS, class_counts, filter_of
from samenop.apps.incidents.web.care_route import RouteForm, route_answer
from samenop.apps.incidents.web.row_rendering import is_on_board, render_board_row
from samenop.apps.partners.models import Duty
from samenop.apps.partners.service import on_duty
from samenop.core.incidents.steps import OPEN
from samenop.core.kernel import Actor
from samenop.frame.access import ActingRequest, needs


@needs("board.control")
@require_http_methods(["GET", "POST"])
def now(request: ActingRequest) -> HttpResponse:
    """One list for the control room, ordered by what needs a hand first; a POST looks for words in it."""
    return render(request, "incidents/now.html", _board(request, "control", timezone.now()))


@needs("board.triage")
@require_http_methods(["GET", "POST"])
def triage(request: ActingRequest) -> HttpResponse:
    """What smells of care, who waits for an answer of ours, and who is on duty (A5)."""
    at = timezone.now()
    page = _board(request, "triage", at)
    waiting = [row for row in page["all_rows"] if _waits_for_advice(row)]
    page |= {"offers": offers_to(request.actor), "duties": _duties(at), "waiting_for_advice": len(waiting)}
    return render(request, "incidents/triage.html", page)


@needs("board.care")
@require_http_methods(["GET", "POST"])
def care(request: ActingRequest) -> HttpResponse:
    """What a care partner holds, what is offered to it, and what it promised (A6)."""
    return render(request, "incidents/care.html", _care_page(request, timezone.now()))


@needs("care.route")
@require_http_methods(["GET", "POST"])
def route(request: ActingRequest) -> HttpResponse:
    """Who can be asked for a care need now; asked by POST, since it tells of a person."""
    at = timezone.now()
    form = RouteForm(request.POST if request.method == "POST" else None, actor=request.actor)
    said = route_answer(form, request.actor, now=at) if form.is_valid() else None
    fragment = bool(request.headers.get("HX-Request"))
    template = "incidents/_route.html" if fragment else "incidents/route.html"
    return render(request, template, {"route": said, "route_form": form, "now": at})


def _board(request: ActingRequest, board: str, at: datetime) -> dict[str, Any]:
    actor, chosen = request.actor, filter_of(request)
    rows = _rows(actor, board, at)
    note_board_look(actor, board, now=at)
    language = _language(request)
    shown = [row for row in rows if chosen.fits(row, actor.organisation)]
    return {
        "now": at,
        "board": f"board:{board}",
        "all_rows": rows,
        "lines": [render_board_row(row, language=language, now=at) for row in shown],
        "shown": len(shown),
        "counts": class_counts([row for row in rows if row.incident.status in OPEN], chosen.urgency),
        "shows": SHOWS.items(),
        "filter": chosen,
    }


def _rows(actor: Actor, board: str, at: datetime) -> list[BoardRow]:
    found = board_rows(actor, open_incidents(actor), now=at, with_summary=False)
    return [row for row in found if is_on_board(row, board)]


def _care_page(request: ActingRequest, at: datetime) -> dict[str, Any]:
    actor = request.actor
    page = _board(request, "care", at) | {
        # A partner has few at a time: whose they are matters here, not how many of which class.
        "counts": (),
        "offers": offers_to(actor),
        "rides": rides_of(actor),
        "follow_ups": follow_ups_of(actor, now=at),
        "promises": promises_of(actor),
    }
    if actor.may("care.route"):
        page["route_form"] = RouteForm(actor=actor)
    return page


def _waits_for_advice(row: BoardRow) -> bool:
    return row.incident.advice_asked_at is not None and row.incident.advised_at is None


def _duties(at: datetime) -> list[tuple[str, str, list[Duty]]]:
    """Who is on duty now per organisation: kind, name, and the lines of the roster."""
    grouped: dict[tuple[str, str], list[Duty]] = defaultdict(list)
    for duty in on_duty(at=at):
        grouped[duty.organisation.kind, duty.organisation.name].append(duty)
    return [(kind, name, duties) for (kind, name), duties in grouped.items()]


def _language(request: HttpRequest) -> str:
    return getattr(request, "LANGUAGE_CODE", "nl")

"""The officer's phone: one incident at a time, big taps, and nothing lost where there is no connection."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from samenop.apps.incidents.queries import (
    BoardRow,
    IncidentView,
    incident_view,
    incidents_of_unit,
    note_board_look,
    signed_as_second,
)
from samenop.apps.incidents.shown_clock import shown_clock
from samenop.apps.incidents.web.panel import panel_context
from samenop.apps.incidents.web.step_forms.base import Facing
from samenop.apps.incidents.web.step_forms.seeing import ObserveForm
from samenop.apps.incidents.web.steps import STEP_FORMS, draft_name, said_done
from samenop.core.incidents.deployment import PRESENT
from samenop.core.incidents.observation import Interpretation, interpretations
from samenop.core.kernel import Actor
from samenop.frame.access import ActingRequest, needs

# What an officer takes up standing; the rest is on the page of the incident.
ON_THE_SPOT = ("propose_picture", "confirm_picture", "ask_care", "order_transport", "scale", "note", "promise")
TO_HAND_OVER = ("offer", "withdraw", "tell_reporter", "release")


@needs("board.street")
@require_GET
def street(request: ActingRequest) -> HttpResponse:
    """My incidents: those my organisation has a unit on or holds, then the others we take part in."""
    now = timezone.now()
    rows = incidents_of_unit(request.actor, now=now)
    note_board_look(request.actor, "street", now=now)
    mine = [row for row in rows if _is_mine(row, request.actor)]
    others = [row for row in rows if row not in mine]
    shown = {
        "mine": [(row, shown_clock(row.clock) if row.clock else None) for row in mine],
        "others": others,
        "signed": signed_as_second(request.actor, since=now - timedelta(days=1)),
        "now": now,
    }
    return render(request, "incidents/street.html", shown)


@needs("board.street")
@require_GET
def street_incident(request: ActingRequest, number: str) -> HttpResponse:
    """One incident for who stands there: agreement first, who comes when, the next tap, how safe it is."""
    now = timezone.now()
    view = incident_view(request.actor, number, now=now)
    if view is None:
        raise Http404
    done = request.GET.get("done", "")
    context = panel_context(view, request.actor, now=now)
    own = {one.pk for one in view.deployments if one.organisation_id == request.actor.organisation}
    safety = STEP_FORMS["set_safety"].form(facing=Facing(view, request.actor, now), auto_id="safety_%s")
    context |= {
        "done": said_done(done),
        "draft": draft_name(number, done),
        "own_units": [pair for pair in context["units"] if pair[0].pk in own and pair[0].status in PRESENT],
        "other_units": [pair for pair in context["units"] if pair[0].pk not in own],
        "safety_form": safety,
        "safety_words": [pair for pair in safety.fields["phase"].choices if pair[0]],  # type: ignore[attr-defined]  # a choice field
        "on_the_spot": [step for step in ON_THE_SPOT if _is_open(context, step)],
        "to_hand_over": [step for step in TO_HAND_OVER if _is_open(context, step)],
        "word_hints": hints_of_last_observation(view, request.actor) if done == "observe" else (),
        "second_for": [one for one in view.releases if one.override and one.second == request.actor.id],
    }
    live = request.headers.get("HX-Request") == "true"
    name = "incidents/_street_live.html" if live else "incidents/street_incident.html"
    return render(request, name, context)


@needs("board.street")
@require_GET
def observe(request: ActingRequest, number: str) -> HttpResponse:
    """The observation form on the phone; it is sent to the step itself, now or when there is a connection."""
    now = timezone.now()
    view = incident_view(request.actor, number, now=now)
    if view is None:
        raise Http404
    form = ObserveForm(facing=Facing(view, request.actor, now), auto_id="observe_%s")
    shown = {
        "view": view,
        "incident": view.incident,
        "form": form,
        "answer": view.steps["observe"],
        "draft": draft_name(number, "observe"),
        "taps": [bound for bound in form if bound.name not in (*ObserveForm.TEXTS, "idempotency_key", "seen_at")],
        "now": now,
    }
    return render(request, "incidents/observe.html", shown)


@needs("incident.observe")
@require_POST
def word_hints(request: HttpRequest) -> HttpResponse:
    """Friendly questions at words that interpret. By POST, so that nothing of it stays in an address; kept nowhere."""
    return render(request, "incidents/_steps/word_hints.html", {"word_hints": interpretations(_all_text(request.POST))})


def hints_of_last_observation(view: IncidentView, actor: Actor) -> tuple[Interpretation, ...]:
    """The questions at the words of the observation that this person has just written."""
    own = [entry for entry in view.dossier.of_kind("observation") if entry.author == actor.id]
    return interpretations(own[-1].text) if own else ()


def _all_text(told: QueryDict) -> str:
    return "\n".join(told.get(name, "")[:4000] for name in ObserveForm.TEXTS)


def _is_mine(row: BoardRow, actor: Actor) -> bool:
    incident = row.incident
    if actor.organisation in {incident.holder_id, incident.offered_to_id}:
        return True
    return any(one.organisation_id == actor.organisation for one in row.deployments)


def _is_open(context: dict[str, Any], step: str) -> bool:
    return any(step in steps for _name, steps in context["groups"])

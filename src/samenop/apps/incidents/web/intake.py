"""Taking in a report: the form, what is proposed while typing, and saving it in one go (A1, A2, A3, A21)."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenop.apps.incidents.intake import take_in
from samenop.apps.incidents.service import TakenIn, add_report
from samenop.apps.incidents.web.forms_intake import IntakeForm, new_key
from samenop.apps.incidents.web.proposals_shown import Shown, shown_for
from samenop.apps.incidents.web.reporter_link import keep_reporter_link
from samenop.apps.ledger.service import record_look
from samenop.catalogues.wording_catalogue import words_of, words_of_code
from samenop.core.kernel import Actor, Refused
from samenop.frame.access import ActingRequest, needs

# Where a refusal belongs on the form; everything else stands at the top.
FIELD_OF = {"report_empty": "text", "channel_unknown": "channel", "reporter_kind_unknown": "reporter_kind"}


@needs("report.take")
@require_http_methods(["GET", "POST"])
def report_new(request: ActingRequest) -> HttpResponse:
    """The form of a report; saved it becomes an incident, or one more report of an incident."""
    now, actor = timezone.now(), request.actor
    if request.method == "GET":
        return _form_page(request, IntakeForm(actor=actor, initial=_beginning(actor)), now)
    form = IntakeForm(request.POST, actor=actor)
    if form.is_valid() and "look" not in request.POST:
        answer = _save(request, form, actor, now)
        if not isinstance(answer, Refused):
            return HttpResponseRedirect(reverse("incident", args=[answer]))
        _say(form, answer)
    return _form_page(request, form, now, status=200 if "look" in request.POST else 422)


@needs("report.take")
@require_POST
def proposals(request: ActingRequest) -> HttpResponse:
    """The proposals as a part of the page, while typing; posted, so that no word of it stands in an address."""
    now = timezone.now()
    form = IntakeForm(request.POST, actor=request.actor)
    form.is_valid()
    return render(request, "incidents/_proposals.html", _beside(request, form, now))


def _beginning(actor: Actor) -> dict[str, str]:
    citizens_call = actor.kind == "control_room"
    return {
        "idempotency_key": new_key(),
        "channel": "call_112" if citizens_call else "call_0900",
        "reporter_kind": "citizen" if citizens_call else "professional",
    }


def _save(request: HttpRequest, form: IntakeForm, actor: Actor, now: datetime) -> str | Refused:
    """The number of the incident in which the report now stands."""
    told = form.cleaned_data
    into = request.POST.get("add_to", "")
    if into:
        answer = add_report(
            number=into, actor=actor, now=now, key=told["idempotency_key"], draft=form.draft()
        )
        return answer if isinstance(answer, Refused) else into
    decides = actor.may("incident.classify")
    taken = take_in(
        draft=form.draft(),
        actor=actor,
        now=now,
        key=told["idempotency_key"],
        decided=form.decided() if decides else None,
        reason=told["reason"],
        situation=told["situation"] if decides else "",
    )
    if isinstance(taken, TakenIn):
        keep_reporter_link(request, taken.number, taken.token)
        return taken.number
    return taken


def _say(form: IntakeForm, refused: Refused) -> None:
    """The refusal in words, at the field where it can be mended; what was typed stays."""
    language = get_language() or "nl"
    if refused.code == "overruling_needs_reason":
        chosen = bool(form.cleaned_data.get("urgency"))
        changed = _("The proposal has changed since you accepted it. Look again.")
        form.add_error("reason" if chosen else None, words_of(refused, language) if chosen else changed)
        return
    if not refused.missing:
        form.add_error(FIELD_OF.get(refused.code), words_of(refused, language))
    for code in refused.missing:
        form.add_error(FIELD_OF.get(code), words_of_code(code, language))


def _form_page(request: ActingRequest, form: IntakeForm, now: datetime, *, status: int = 200) -> HttpResponse:
    page = {"form": form, "ticks": form.ticks()}
    page |= _beside(request, form, now) if form.is_bound else {"shown": None, "now": now}
    page["decides"] = request.actor.may("incident.classify")
    return render(request, "incidents/intake.html", page, status=status)


def _beside(request: ActingRequest, form: IntakeForm, now: datetime) -> dict[str, Any]:
    accepted, chosen = form.cleaned_data.get("accepted", ""), form.cleaned_data.get("situation", "")
    shown = shown_for(form.draft(), request.actor, chosen=chosen, now=now)
    if shown is not None:
        _note_agreements(request, shown, now)
    return {
        "shown": shown,
        "accepted": accepted,
        "has_changed": bool(accepted) and shown is not None and shown.value != accepted,
        "chosen": chosen,
        "decides": request.actor.may("incident.classify"),
        "now": now,
    }


def _note_agreements(request: ActingRequest, shown: Shown, now: datetime) -> None:
    """Who read which agreement stands in the book of looks, once for each report and not with every letter."""
    report = request.POST.get("idempotency_key", "")
    kept = request.session.get("agreements_seen", {})
    seen = set(kept.get("agreements", ())) if kept.get("report") == report else set()
    fresh = [one.pk for one in shown.agreements if one.pk not in seen]
    for agreement in fresh:
        record_look(
            actor=request.actor,
            subject=f"agreement:{agreement}",
            what="agreement",
            purpose="intake",
            outcome="shown",
            now=now,
        )
    if fresh:
        request.session["agreements_seen"] = {"report": report, "agreements": sorted(seen | set(fresh))}

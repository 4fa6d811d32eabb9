"""May I share this? May I ask that? An answer in seconds, from every screen and on the phone (D2, D13)."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from samenop.apps.dossiers.service import (
    approvals,
    approve_rule,
    approved_versions,
    record_answer,
    rules_in_force,
)
from samenop.apps.incidents.queries import incident_for
from samenop.apps.incidents.web.ask_answer import all_rules, name_of_rule_parties, shown_answer, what_goes
from samenop.apps.incidents.web.ask_form import AskForm, filled_in, is_whole
from samenop.catalogues.asking_catalogue import asking_words, rule_records
from samenop.core.kernel import Actor, Refused
from samenop.core.sharing.asking import decide_asking
from samenop.frame.access import ActingRequest, needs
from samenop.frame.refusals import said_refusal

STATUS = {"not_your_role": 403, "rule_unknown": 404, "question_unknown": 422}


@needs("guidance.see")
@require_GET
def ask(request: ActingRequest) -> HttpResponse:
    """The question and, as soon as it is whole, the answer. The address holds codes only, so it can be kept."""
    filled = filled_in(request.actor, request.GET)
    return _page(request, AskForm(filled, whole=is_whole(filled)))


@needs("guidance.see")
@require_POST
def record_ask(request: ActingRequest) -> HttpResponse:
    """One tap: the answer is decided again from the codes and written down with the conditions that were ticked."""
    form = AskForm(filled_in(request.actor, request.POST))
    if not form.is_valid():
        return _page(request, form, status=422)
    incident = _visible_incident(request.actor, form.cleaned_data["incident"])
    answer = record_answer(
        question=form.question(),
        direction=form.cleaned_data["direction"],
        ticked=[int(one) for one in request.POST.getlist("ticked") if one.isdigit()],
        incident=incident,
        demo=settings.DEMO,
        actor=request.actor,
        now=timezone.now(),
        key=request.POST.get("idempotency_key", "")[:80] or uuid4().hex,
    )
    if isinstance(answer, Refused):
        return _page(request, form, refused=answer, status=STATUS.get(answer.code, 409))
    query = urlencode([*_codes(form), ("recorded", answer.decision)])
    return HttpResponseRedirect(f"{reverse('ask')}?{query}#answer", status=303)


@needs("guidance.see")
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule of the table: what it says, on which ground, and who approved it."""
    return _rules_page(request)


@needs("rules.approve")
@require_POST
def approve(request: ActingRequest, rule: str) -> HttpResponse:
    """The privacy officer's yes to the present version of a rule."""
    answer = approve_rule(rule=rule, actor=request.actor, now=timezone.now())
    if isinstance(answer, Refused):
        return _rules_page(request, refused=answer, status=STATUS.get(answer.code, 409))
    return HttpResponseRedirect(f"{reverse('sharing-rules')}#{rule}", status=303)


def _page(
    request: ActingRequest, form: AskForm, *, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "said": said_refusal(refused) if refused is not None else None}
    if form.is_valid():
        context |= _answered(form)
        recorded = request.GET.get("recorded", "")
        context["recorded"] = recorded if recorded.isalnum() and len(recorded) == 32 else ""
        context["key"] = uuid4().hex
        context["incident"] = _visible_incident(request.actor, form.cleaned_data["incident"])
    return render(request, "incidents/ask.html", context, status=status)


def _answered(form: AskForm) -> dict[str, Any]:
    question, direction = form.question(), form.cleaned_data["direction"]
    counting = rules_in_force(demo=settings.DEMO, now=timezone.now())
    decided = decide_asking(counting, question)
    approved = approved_versions()
    shown = shown_answer(decided, question, direction=direction, rules=counting, approved=approved)
    return {
        "answer": shown,
        "direction": direction,
        "codes": _codes(form),
        "goes": what_goes(counting, question),
        "elsewhere": urlencode([pair for pair in _codes(form) if pair[0] not in {"about", "setting"}]),
        "turned": urlencode([("direction", "ask" if direction == "tell" else "tell"), *_codes(form)[1:]]),
    }


def _codes(form: AskForm) -> list[tuple[str, str]]:
    """What was asked as pairs for an address or hidden fields; direction first."""
    told = form.cleaned_data
    pairs = [(name, told[name]) for name in ("direction", "me", "other", "about", "setting")]
    pairs += [("danger", "on")] if told["danger"] else []
    pairs += [("consent", told["consent"])] if told["consent"] not in {"", "not_asked"} else []
    pairs += [("tests", one) for one in told["tests"]]
    return pairs + ([("incident", told["incident"])] if told["incident"] else [])


def _visible_incident(actor: Actor, number: str) -> str:
    """The number when this reader takes part in it; else empty, the same for absent and forbidden."""
    found = incident_for(actor, number) if number else None
    return found.number if found else ""


def _rules_page(request: HttpRequest, *, refused: Refused | None = None, status: int = 200) -> HttpResponse:
    approved, records, words = approvals(), rule_records(), asking_words()
    lines = [
        {
            "rule": rule,
            "from": name_of_rule_parties(rule.from_kinds),
            "to": name_of_rule_parties(rule.to_kinds),
            "about": name_of_rule_parties(rule.data_kinds),
            "where": name_of_rule_parties(rule.phases),
            "record": records[rule.id],
            "reason": words.reasons[rule.reason],
            "approved_by": approved.get((rule.id, rule.version), []),
        }
        for rule in all_rules()
    ]
    said = said_refusal(refused) if refused is not None else None
    return render(request, "incidents/ask_rules.html", {"lines": lines, "said": said}, status=status)

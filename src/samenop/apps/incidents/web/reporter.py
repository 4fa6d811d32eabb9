"""The reporter's own page behind a secret link: how far it is, what comes next, add, and how it went (A18)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from samenop.apps.incidents.actions.reporting import LONGEST_ADDITION, RATINGS
from samenop.apps.incidents.models import Feedback, Report
from samenop.apps.incidents.queries import last_message_to_reporter, report_by_token
from samenop.apps.incidents.service import add_from_reporter, rate_report, token_hash
from samenop.core.kernel import Answer, Refused
from samenop.frame.access import open_to_all
from samenop.frame.refusals import said_refusal

BECAUSE = "A reporter follows their own report without an account; the secret link is the key."
QUESTIONS = {
    "taken_seriously": _("Were you taken seriously?"),
    "something_visible": _("Did you see something happen?"),
    "know_what_next": _("Do you know what happens next?"),
}
MARKS = (("3", _("Yes")), ("2", _("A little")), ("1", _("No")))
MESSAGES = {
    "on_its_way": _("Help is on its way."),
    "help_is_there": _("Help has arrived."),
    "care_has_it": _("A care organisation has taken it over. They will help further."),
    "other_reaction": _("No one comes right away. We are dealing with it in another way."),
    "finished": _("It is finished. Thank you for your report."),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the four steps of a report, for somebody who knows nothing of our work."""

    title: Any
    text: Any
    done: bool
    at: datetime | None = None
    current: bool = False


class AddForm(forms.Form):
    """What the reporter sees now."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("What do you see or hear now?"),
        help_text=_("In danger right now? Call 112. What you write here is read by the control room."),
        max_length=LONGEST_ADDITION,
        widget=forms.Textarea(attrs={"rows": 4, "autocapitalize": "sentences"}),
    )
    idempotency_key = forms.CharField(widget=forms.HiddenInput, max_length=100, required=False)


class RateForm(forms.Form):
    """Three questions, none of them compulsory."""

    use_required_attribute = False
    idempotency_key = forms.CharField(widget=forms.HiddenInput, max_length=100, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        asked = {
            name: forms.ChoiceField(label=label, choices=MARKS, widget=forms.RadioSelect, required=False)
            for name, label in QUESTIONS.items()
        }
        self.fields = {**asked, **self.fields}

    def marks(self) -> dict[str, int | None]:
        """The answers as numbers; None for a question left open."""
        return {name: int(self.cleaned_data[name]) if self.cleaned_data.get(name) else None for name in RATINGS}


@open_to_all(because=BECAUSE)
@require_GET
def reporter(request: HttpRequest, token: str) -> HttpResponse:
    """The page; an unknown link gets the same friendly answer whatever was tried."""
    report = report_by_token(token_hash(token))
    if report is None:
        return _unknown(request)
    return _page(request, token, report)


@open_to_all(because=BECAUSE)
@require_GET
def reporter_status(request: HttpRequest, token: str) -> HttpResponse:
    """Only how far it is, asked again by the page itself every twenty seconds."""
    report = report_by_token(token_hash(token))
    if report is None:
        return _unknown(request)
    return _quiet(render(request, "incidents/_reporter_status.html", _status(token, report)))


@open_to_all(because=BECAUSE)
@require_POST
def reporter_add(request: HttpRequest, token: str) -> HttpResponse:
    """Adds what the reporter sees."""
    form = AddForm(request.POST)
    report = report_by_token(token_hash(token))
    if report is None:
        return _unknown(request)
    if not form.is_valid():
        return _page(request, token, report, add=form, status=422)
    told = form.cleaned_data
    answer = add_from_reporter(
        token_hash=token_hash(token), text=told["text"], now=timezone.now(), key=told["idempotency_key"]
    )
    if isinstance(answer, Refused):
        return _page(request, token, report, add=form, refused=answer, status=409)
    return _received(token, "added", told["idempotency_key"])


@open_to_all(because=BECAUSE)
@require_POST
def reporter_rate(request: HttpRequest, token: str) -> HttpResponse:
    """Keeps the answers to the three questions; may be done again."""
    form = RateForm(request.POST)
    report = report_by_token(token_hash(token))
    if report is None:
        return _unknown(request)
    if not form.is_valid():
        return _page(request, token, report, rate=form, status=422)
    key = form.cleaned_data["idempotency_key"]
    answer: Answer = rate_report(
        token_hash=token_hash(token), marks=form.marks(), now=timezone.now(), key=key
    )
    if isinstance(answer, Refused):
        return _page(request, token, report, rate=form, refused=answer, status=409)
    return _received(token, "rated", key)


def stages_of(report: Report) -> list[Stage]:
    """Received, somebody has it, help is there, finished: what is done, and which one comes."""
    incident = report.incident
    units = list(incident.deployments.all())
    there = min((one.on_scene_at for one in units if one.on_scene_at), default=None)
    taken = incident.status != "reported"
    finished = incident.status in {"released", "closed"}
    helped = there is not None or incident.status == "handed_over" or finished
    police = any(one.discipline == "police" for one in units)
    care = any(one.discipline not in {"police", "citizen"} for one in units)
    stages = [
        Stage(_("We have your report"), _("Thank you. You did the right thing."), True, report.received_at),
        Stage(
            _("Somebody is dealing with it"),
            _who(police, care) if taken else _("We are looking at it now."),
            taken,
        ),
        Stage(
            _("Help is there"), _("Someone is with the people involved.") if there else "", helped, there
        ),
        Stage(
            _("Finished"),
            _("The police have left. Others help further if that is needed.") if finished else "",
            finished,
            incident.released_at,
        ),
    ]
    coming = next((place for place, stage in enumerate(stages) if not stage.done), len(stages) - 1)
    return [
        Stage(one.title, one.text, one.done, one.at, place == coming) for place, one in enumerate(stages)
    ]


def what_next(report: Report, message: str) -> Any:
    """The one sentence of what happens next; a message written to the reporter goes before ours."""
    if message:
        return MESSAGES[message]
    incident = report.incident
    if incident.status in {"released", "closed"}:
        return MESSAGES["finished"]
    if incident.status == "reported":
        return _("We read your report and decide what is needed. That takes a few minutes.")
    going = [one for one in incident.deployments.all() if one.status in {"assigned", "under_way"}]
    if any(one.on_scene_at for one in incident.deployments.all()):
        return _("They first make sure that everyone is safe. After that this page tells you what was done.")
    if going:
        return _("Help is on its way. Stay where you are safe.")
    return _("We are arranging who can help best. You do not have to do anything now.")


def _who(police: bool, care: bool) -> Any:
    if police and care:
        return _("The police and a care worker deal with it together.")
    if police:
        return _("The police deal with it.")
    return _("A care worker deals with it.") if care else _("The control room deals with it.")


def _status(token: str, report: Report) -> dict[str, Any]:
    stages = stages_of(report)
    message = last_message_to_reporter(report)
    over = report.incident.status == "closed"
    return {"stages": stages, "next": what_next(report, message), "token": token, "over": over}


def _page(
    request: HttpRequest,
    token: str,
    report: Report,
    *,
    add: AddForm | None = None,
    rate: RateForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    given = Feedback.objects.filter(report=report).first()
    marks = {name: str(getattr(given, name) or "") for name in RATINGS} if given else {}
    context = _status(token, report) | {
        "add": add or AddForm(initial={"idempotency_key": uuid4().hex}, auto_id="add_%s"),
        "rate": rate or RateForm(initial={"idempotency_key": uuid4().hex, **marks}, auto_id="rate_%s"),
        "rated": given is not None,
        "said": said_refusal(refused) if refused is not None else None,
        "refused": refused,
        "done": request.GET.get("done", ""),
    }
    return _quiet(render(request, "incidents/reporter.html", context, status=status))


def _received(token: str, what: str, key: str) -> HttpResponse:
    response = HttpResponseRedirect(f"{reverse('reporter', args=[token])}?done={what}", status=303)
    if key:
        response.headers["X-Received"] = key
    return response


def _unknown(request: HttpRequest) -> HttpResponse:
    return _quiet(render(request, "incidents/reporter_unknown.html", status=404))


def _quiet(response: HttpResponse) -> HttpResponse:
    """No search engine, no cache: the address itself is the key."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Cache-Control"] = "no-store"
    return response

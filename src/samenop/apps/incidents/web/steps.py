"""Every step of the table as a form: one view, one row per step, the action as the real gate."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenop.apps.incidents import service
from samenop.apps.incidents.actions.work import StepAction
from samenop.apps.incidents.queries import IncidentView, incident_view
from samenop.apps.incidents.web.panel import handover_shown, hints_for, named_refusal, release_hints
from samenop.apps.incidents.web.step_forms import assessing, going, handing, letting_go, seeing
from samenop.apps.incidents.web.step_forms.base import Facing, NothingForm, StepForm
from samenop.apps.incidents.wording import word_of
from samenop.apps.ledger.service import answered_at
from samenop.core.incidents.observation import interpretations
from samenop.core.kernel import Actor, Refused
from samenop.frame.access import ActingRequest, needs
from samenop.frame.refusals import said_refusal

# What a refusal means to a browser; everything else is a conflict with how things stand now.
HTTP_STATUS = {"not_found": 404, "not_your_role": 403}
# What an officer may send when the connection is back; the rest needs its answer at once.
MAY_WAIT = frozenset({"observe", "note", "set_safety", "progress", "tell_waiting"})


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step on a page: its form, the action behind it, and how its button looks."""

    form: type[StepForm]
    action: StepAction
    tone: str = "primary"
    icon: str = "check"


STEP_FORMS: Mapping[str, StepPage] = {
    "classify": StepPage(assessing.ClassifyForm, service.classify_incident),
    "choose_situation": StepPage(assessing.SituationForm, service.choose_situation),
    "join": StepPage(assessing.JoinForm, service.join_incident),
    "note": StepPage(assessing.NoteForm, service.write_note),
    "ask_care": StepPage(assessing.AskCareForm, service.ask_care, icon="heart-handshake"),
    "advise": StepPage(assessing.AdviseForm, service.give_advice, icon="send"),
    "deploy": StepPage(going.DeployForm, service.deploy_unit, icon="send"),
    "progress": StepPage(going.ProgressForm, service.progress_deployment),
    "connect_directly": StepPage(NothingForm, service.connect_directly, icon="phone"),
    "observe": StepPage(seeing.ObserveForm, service.observe),
    "propose_picture": StepPage(seeing.PictureForm, service.propose_picture),
    "confirm_picture": StepPage(seeing.ConfirmPictureForm, service.confirm_picture),
    "set_safety": StepPage(seeing.SafetyForm, service.set_safety),
    "order_transport": StepPage(going.TransportForm, service.order_transport, icon="send"),
    "progress_transport": StepPage(going.TransportProgressForm, service.progress_transport),
    "record_outcome": StepPage(assessing.OutcomeForm, service.record_outcome),
    "scale": StepPage(going.ScaleForm, service.scale_incident),
    "tell_waiting": StepPage(going.WaitingForm, service.tell_waiting),
    "offer": StepPage(handing.OfferForm, service.offer_incident, icon="arrow-right"),
    "withdraw": StepPage(NothingForm, service.withdraw_offer, tone="secondary"),
    "accept": StepPage(handing.AcceptForm, service.accept_incident),
    "refuse": StepPage(handing.RefuseForm, service.refuse_incident, tone="secondary", icon="x"),
    "return_handover": StepPage(handing.ReturnForm, service.return_handover, tone="secondary", icon="arrow-left"),
    "promise": StepPage(letting_go.PromiseForm, service.promise),
    "keep_promise": StepPage(letting_go.KeepPromiseForm, service.keep_promise),
    "tell_reporter": StepPage(letting_go.TellReporterForm, service.tell_reporter, icon="send"),
    "release": StepPage(letting_go.ReleaseForm, service.release_incident),
    "override_release": StepPage(letting_go.OverrideForm, service.set_police_free, tone="danger", icon="flag"),
    "close": StepPage(NothingForm, service.close_incident),
}


@needs("incident.see")
@require_http_methods(["GET", "POST"])
def step(request: ActingRequest, number: str, step: str) -> HttpResponse:
    """The form of a step, and taking it; a refusal keeps what was typed and says all that is missing."""
    page = STEP_FORMS.get(step)
    if page is None:
        raise Http404
    key = (request.POST.get("idempotency_key") or request.headers.get("Idempotency-Key", ""))[:100]
    # Sent twice, "in 20 minutes" must mean the same moment twice, or the repeat looks like another request.
    now = (answered_at(request.actor, key) if key else None) or timezone.now()
    view = incident_view(request.actor, number, now=now)
    if view is None:
        raise Http404
    facing = Facing(view, request.actor, now)
    if request.method != "POST":
        return _page(request, step, page, facing, page.form(facing=facing, auto_id=f"{step}_%s"))
    return _take(request, step, page, facing, key)


def _take(request: ActingRequest, step: str, page: StepPage, facing: Facing, key: str) -> HttpResponse:
    form = page.form(request.POST, facing=facing, auto_id=f"{step}_%s")
    if not form.is_valid():
        return _page(request, step, page, facing, form, status=422)
    answer = page.action(
        number=facing.view.incident.number, actor=facing.actor, now=facing.now, key=key, **form.words()
    )
    if isinstance(answer, Refused):
        status = HTTP_STATUS.get(answer.code, 409)
        return _page(request, step, page, facing, form, answer=answer, status=status)
    return _done(request, step, facing, key)


def _done(request: ActingRequest, step: str, facing: Facing, key: str) -> HttpResponse:
    number = facing.view.incident.number
    if _is_fragment(request):
        said = {
            "said": said_done(step),
            "draft": draft_name(number, step),
            "number": number,
            "word_hints": interpretations(_written(request)) if step == "observe" else (),
            "whole": is_whole_page(request),
        }
        response = render(request, "incidents/_steps/done.html", said)
        # For whoever else on the page shows this incident; the panel fetches its own live part.
        response.headers["HX-Trigger"] = "incident-changed"
    else:
        response = HttpResponseRedirect(f"{_back(request, number)}?done={step}", status=303)
    if key:
        response.headers["X-Received"] = key
    return response


def _page(
    request: ActingRequest,
    step: str,
    page: StepPage,
    facing: Facing,
    form: StepForm,
    *,
    answer: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    possible = facing.view.steps[step]
    # A refusal is false, so "or" would lose it.
    refused = answer if answer is not None else possible if isinstance(possible, Refused) else None
    context = {
        "view": facing.view,
        "incident": facing.view.incident,
        "step": step,
        "page": page,
        "form": form,
        "back": _back(request, facing.view.incident.number),
        "from_street": _from_street(request),
        "in_panel": _is_fragment(request),
        "offline": _from_street(request) and step in MAY_WAIT,
        "refused": refused,
        "said": said_refusal(named_refusal(refused)) if refused is not None else None,
        "missing": hints_for(refused.missing) if refused is not None else (),
        "may": bool(possible) or answer is not None,
        "draft": draft_name(facing.view.incident.number, step),
        "now": facing.now,
        **_beside(step, facing.view, facing.actor),
    }
    name = "incidents/_steps/form.html" if _is_fragment(request) else "incidents/step.html"
    return render(request, name, context, status=status)


def _beside(step: str, view: IncidentView, actor: Actor) -> dict[str, Any]:
    """What must be read before this step is taken."""
    if step in {"accept", "return_handover", "refuse"}:
        return {"handover": handover_shown(view)}
    if step == "release":
        return {"hints": release_hints(view)}
    return {}


def said_done(step: str) -> str:
    """What a person reads after a step; empty for what is no step."""
    return _("Done: {step}").format(step=word_of("step", step)) if step in STEP_FORMS else ""


def draft_name(number: str, step: str) -> str:
    """Under which name the browser keeps what was typed."""
    return f"incident-{number}-{step}"


def _written(request: HttpRequest) -> str:
    return "\n".join(request.POST.get(name, "") for name in seeing.ObserveForm.TEXTS)


def is_whole_page(request: HttpRequest) -> bool:
    """Whether a fragment goes into the incident's own page, and not beside a board."""
    here = urlsplit(request.headers.get("HX-Current-URL", "")).path
    return here.startswith("/incidents/")


def _is_fragment(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _from_street(request: HttpRequest) -> bool:
    return "street" in {request.GET.get("from"), request.POST.get("from")}


def _back(request: HttpRequest, number: str) -> str:
    """Where the person came from: only two places are possible, so nothing of the request is an address."""
    return reverse("street-incident" if _from_street(request) else "incident", args=[number])



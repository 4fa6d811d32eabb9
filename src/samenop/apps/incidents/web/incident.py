"""The page of one incident: whole, or as the panel beside the list of the control room."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from samenop.apps.incidents.queries import incident_view
from samenop.apps.incidents.web.panel import panel_context
from samenop.apps.incidents.web.steps import draft_name, said_done
from samenop.frame.access import ActingRequest, needs


@needs("incident.see")
@require_GET
def incident(request: ActingRequest, number: str) -> HttpResponse:
    """Everything this reader may see; with HX-Request the panel, with `part=live` only what changes by itself."""
    if request.GET.get("part") == "closed":
        # The step form in the panel is put away; nothing is looked at.
        return HttpResponse("")
    now = timezone.now()
    view = incident_view(request.actor, number, now=now)
    if view is None:
        raise Http404
    context = panel_context(view, request.actor, now=now)
    done = request.GET.get("done", "")
    context |= {"done": said_done(done), "draft": draft_name(view.incident.number, done)}
    context["whole"] = not _is_fragment(request) or request.GET.get("in") == "page"
    return render(request, _template(request), context)


def _is_fragment(request: ActingRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _template(request: ActingRequest) -> str:
    if not _is_fragment(request):
        return "incidents/incident.html"
    live = request.GET.get("part") == "live"
    return "incidents/_incident_live.html" if live else "incidents/_incident.html"

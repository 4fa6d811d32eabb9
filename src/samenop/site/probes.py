"""What machines ask: is it alive, is it ready, and the browser's worker at the address it needs."""

from django.contrib.staticfiles import finders
from django.db import Error
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_safe

from samenop.apps.ledger.service import last_entry
from samenop.frame.access import open_to_all

WORKER = "samenop/service-worker.js"


@open_to_all(because="A supervisor asks whether the process answers; nothing is told.")
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@open_to_all(because="A load balancer asks whether requests can be sent here; nothing is told.")
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and has its tables."""
    try:
        last_entry()
    except Error:
        return HttpResponse("database\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


@open_to_all(because="The browser fetches its worker before anyone logs in; it holds no data.")
@require_safe
def service_worker(request: HttpRequest) -> HttpResponseBase:
    """From the root, because a worker serves only what lies below its own address."""
    found = finders.find(WORKER)
    if not isinstance(found, str):
        raise Http404
    answer = FileResponse(open(found, "rb"), content_type="text/javascript")  # noqa: SIM115  # closed by the response
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Service-Worker-Allowed"] = "/"
    return answer


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("service-worker.js", service_worker, name="service_worker"),
]

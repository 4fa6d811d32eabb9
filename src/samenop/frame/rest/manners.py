"""How every request below /api/ is treated before and after its operation: size, form, version, one kind of no."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from samenop.frame.rest.problems import CONTENT_TYPE, problem_response

PREFIX = "/api/"
VERSION = "1.0.0"
MOST_BYTES = 256 * 1024
# A thousand reports at once are larger than one step.
MOST_BYTES_OF = {"/api/v1/report-batches": 8 * 1024 * 1024}


class ApiManners:
    """Middleware: refuses what is too large or no JSON, and puts every refusal of others into our form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        status = _refused_by_form(request)
        response = problem_response(status) if status else self.get_response(request)
        if response.status_code >= 400 and not response.headers["Content-Type"].startswith(CONTENT_TYPE):
            # Django's own pages: unknown address, other method, wrong host, a fault of ours.
            response = _as_problem(response)
        response.headers["API-Version"] = VERSION
        return response


def _refused_by_form(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        return 400
    if int(length) > MOST_BYTES_OF.get(request.path, MOST_BYTES):
        return 413
    if int(length) and request.content_type != "application/json":
        return 415
    return 0


def _as_problem(response: HttpResponse) -> HttpResponse:
    kept = {name: response.headers[name] for name in ("Allow", "Retry-After") if name in response.headers}
    return problem_response(response.status_code, headers=kept)

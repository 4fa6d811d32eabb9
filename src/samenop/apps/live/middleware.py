"""Tells a page up to which ledger entry it is true, so that a stream that starts there need not fetch it again."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from samenop.apps.ledger.service import last_entry


class LiveEntry:
    """`request.live_entry`, read before the page reads anything; only for whole pages of who is logged in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        whole_page = request.method == "GET" and "HX-Request" not in request.headers
        known = getattr(request, "actor", None) is not None
        request.live_entry = last_entry() if whole_page and known else None  # type: ignore[attr-defined]  # for base.html
        return self.get_response(request)

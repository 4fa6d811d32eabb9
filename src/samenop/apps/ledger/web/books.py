"""Who looked at what, and who was refused: the first view of the privacy officer (D9)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samenop.apps.ledger.queries import looks, looks_at
from samenop.frame.access import needs

SHOWN = 200


@needs("books.see")
def books(request: HttpRequest) -> HttpResponse:
    """The newest looks, or those at one subject; references only, never content."""
    subject = request.GET.get("subject", "").strip()[:80]
    rows = looks_at(subject)[:SHOWN] if subject else looks(SHOWN)
    return render(request, "ledger/books.html", {"rows": rows, "subject": subject, "shown": SHOWN})

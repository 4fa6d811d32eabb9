"""Who looked at what, and who was refused: the first view of the privacy officer (D9)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from samenop.apps.ledger.queries import looks, looks_at
from samenop.frame.access import needs

SHOWN = 200
# What was looked at, in words; the subject beside it says which one.
LOOKED_AT = {
    "board": _("Board"),
    "incident": _("Incident"),
    "dossier": _("Dossier"),
    "agreement": _("Agreement"),
    "briefing": _("Briefing"),
    "page": _("Page"),
    "api": _("Connected system"),
}
OUTCOMES = {"shown": _("shown"), "not_your_role": _("not the role for it"), "not_found": _("not found")}


@needs("books.see")
def books(request: HttpRequest) -> HttpResponse:
    """The newest looks, or those at one subject; references only, never content."""
    subject = request.GET.get("subject", "").strip()[:80]
    rows = looks_at(subject)[:SHOWN] if subject else looks(SHOWN)
    said = [(row, LOOKED_AT.get(row.what, row.what), OUTCOMES.get(row.outcome, row.outcome)) for row in rows]
    return render(request, "ledger/books.html", {"rows": said, "subject": subject, "shown": SHOWN})

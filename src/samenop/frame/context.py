"""What every page may use: who acts, where one can go, which language, whether this is a demo."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenop.core.kernel import Actor
from samenop.frame.theme import chosen_theme


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation: shown to who holds one of the permissions."""

    route: str
    label: "str | Promise"
    icon: str
    permissions: tuple[str, ...]


PLACES = (
    Place("now", _("Now"), "board", ("board.control",)),
    Place("report-new", _("New report"), "report", ("report.take",)),
    Place("triage", _("Triage seat"), "triage", ("board.triage",)),
    Place("care", _("Care desk"), "care", ("board.care",)),
    Place("street", _("My incidents"), "street", ("board.street",)),
    Place("briefing", _("Briefing"), "briefing", ("briefing.see",)),
    Place("figures", _("Figures"), "figures", ("figures.see",)),
    Place("books", _("Who looked"), "books", ("books.see",)),
    Place("connections", _("Connected systems"), "connections", ("connections.see",)),
    Place("ask", _("May I share this?"), "scale", ("guidance.see",)),
    Place("guidance", _("Guidance"), "guidance", ("guidance.see",)),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A place as the page shows it."""

    url: str
    label: "str | Promise"
    icon: str
    current: bool


def navigation(actor: Actor | None, path: str) -> list[Link]:
    """The places this actor may go to, in the order of the work."""
    if actor is None:
        return []
    links = []
    for place in PLACES:
        if any(actor.may(permission) for permission in place.permissions):
            url = reverse(place.route)
            links.append(Link(url, place.label, place.icon, path.startswith(url)))
    return links


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor."""
    actor: Actor | None = getattr(request, "actor", None)
    return {
        "actor": actor,
        "organisation_name": actor.organisation_name if actor else "",
        "demo": settings.DEMO,
        "navigation": navigation(actor, request.path),
        "languages": settings.LANGUAGES,
        "theme": chosen_theme(request),
    }

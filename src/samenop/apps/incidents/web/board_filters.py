"""What a reader wants to see of a board: whose, which class, and the words to look for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenop.apps.incidents.queries import BoardRow
from samenop.apps.incidents.web.row_rendering import needs_care
from samenop.apps.incidents.wording import URGENCIES

SHOWS: dict[str, "str | Promise"] = {
    "all": _("All"),
    "mine": _("In our hands"),
    "care": _("Needs care"),
    "unclassified": _("Not classified"),
}


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """One choice of `SHOWS`, one class or none, and words to find in the number or the address."""

    show: str = "all"
    urgency: str = ""
    words: str = ""

    def fits(self, row: BoardRow, organisation: str) -> bool:
        """Whether the line is one of those that were asked for."""
        incident = row.incident
        shown = {
            "mine": incident.holder_id == organisation,
            "care": needs_care(row),
            "unclassified": not incident.urgency,
        }
        if not shown.get(self.show, True) or (self.urgency and incident.urgency != self.urgency):
            return False
        found_in = f"{incident.number} {incident.address}".casefold()
        return all(word in found_in for word in self.words.casefold().split())


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many open incidents a class has, as a choice above the board."""

    urgency: str
    label: "str | Promise"
    count: int
    chosen: bool


def filter_of(request: HttpRequest) -> BoardFilter:
    """The filter of a request. The words are posted: an address belongs in no browser history or log."""
    show = request.GET.get("show", "all")
    urgency = request.GET.get("class", "")
    return BoardFilter(
        show=show if show in SHOWS else "all",
        urgency=urgency if urgency in URGENCIES else "",
        words=request.POST.get("q", "").strip()[:120],
    )


def class_counts(rows: Iterable[BoardRow], chosen: str) -> list[ClassCount]:
    """Every class with how many lines it has."""
    counted = Counter(row.incident.urgency for row in rows)
    return [ClassCount(code, label, counted[code], code == chosen) for code, label in URGENCIES.items()]

"""One line of a board as HTML: the same bytes in the page and pushed live, coordination only, never content."""

from datetime import datetime
from typing import Any

from django.template.loader import get_template
from django.utils.translation import override

from samenop.apps.incidents.queries import BoardRow
from samenop.apps.incidents.shown_clock import shown_clock
from samenop.core.incidents.steps import OPEN

# Room for the moment of the report behind what presses, so that one number orders the whole board.
_ROOM = 10_000_000_000
BOARDS = ("control", "triage", "care", "street")


def render_board_row(row: BoardRow, *, language: str, now: datetime) -> str:
    """The line in a language; it depends on nobody who reads it, so all readers may share it."""
    with override(language):
        return get_template("incidents/_board_row.html").render({"row": row, **row_words(row), "now": now})


def row_words(row: BoardRow) -> dict[str, Any]:
    """What the template needs beside the row itself."""
    incident = row.incident
    return {
        "incident": incident,
        "shown_clock": shown_clock(row.clock) if row.clock else None,
        "tone": _tone(row),
        "order": order_of(row),
        "asks_care": needs_care(row),
        "more_clocks": len(row.clocks) - 1,
    }


def order_of(row: BoardRow) -> str:
    """Where the line stands: what needs a hand first, then the oldest. A number, as text."""
    return str(row.pressing * _ROOM + int(row.incident.reported_at.timestamp()))


def needs_care(row: BoardRow) -> bool:
    """Whether care has or should have a part in it."""
    incident = row.incident
    return incident.smells_of_care or incident.needs in {"care", "both"} or incident.advice_asked_at is not None


def is_on_board(row: BoardRow, board: str) -> bool:
    """Whether the line stands on the board ("control", "triage", "care" or "street") of those who take part."""
    if board == "triage":
        return row.incident.status in OPEN and needs_care(row)
    return True


def _tone(row: BoardRow) -> str:
    """The colour of the edge; the words beside it say the same."""
    if row.incident.status not in OPEN:
        return ""
    states = {clock.state for clock in row.clocks}
    if row.incident.safety_phase == "acute_unsafe" or "breached" in states:
        return "danger"
    return "warning" if "warned" in states or not row.incident.urgency else ""

"""One line of a board as HTML: the same bytes in the page and pushed live, coordination only, never content."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Any

from django.template.loader import get_template
from django.utils.translation import override

from samenop.apps.incidents.queries import BoardRow
from samenop.apps.incidents.shown_clock import shown_clock
from samenop.core.incidents.steps import OPEN

# Room for the moment of the report behind what presses, so that one number orders the whole board.
_ROOM = 10_000_000_000
# A board of 200 lines costs some 150 ms to draw and next to nothing to find here (measured on SQLite).
_FRESH = timedelta(minutes=5)
_MOST_KEPT = 4000
_drawn: dict[Hashable, tuple[datetime, str]] = {}


def render_board_row(row: BoardRow, *, language: str, now: datetime) -> str:
    """The line in a language; it depends on nobody who reads it, so all readers may share it.

    Shared indeed: a line that shows the same is drawn once in `_FRESH`. The browser counts its clocks and
    moments on by itself; without script they are that much behind at most.
    """
    key = (language, _shows(row))
    kept = _drawn.get(key)
    if kept is not None and timedelta(0) <= now - kept[0] < _fresh_for(key):
        return kept[1]
    with override(language):
        html = get_template("incidents/_board_row.html").render({"row": row, **row_words(row), "now": now})
    if len(_drawn) >= _MOST_KEPT:
        _drawn.clear()
    _drawn[key] = (now, html)
    return html


def _fresh_for(key: Hashable) -> timedelta:
    """Each line for another while, so that a board never has to draw all its lines at once."""
    return _FRESH * (50 + hash(key) % 50) / 100


def row_words(row: BoardRow) -> dict[str, Any]:
    """What the template needs beside the row itself."""
    incident = row.incident
    return {
        "incident": incident,
        "shown_clock": shown_clock(row.clock) if row.clock else None,
        "tone": _tone(row),
        "order": order_of(row),
        "asks_care": needs_care(row),
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


def _shows(row: BoardRow) -> Hashable:
    """Everything that the template draws, except the moment of drawing."""
    incident = row.incident
    waiting = row.waiting
    return (
        incident.number,
        incident.status,
        incident.urgency,
        incident.proposed_urgency,
        incident.situation,
        incident.safety_phase,
        incident.address,
        incident.reported_at,
        (incident.holder_id, incident.holder.name, incident.held_since),
        (incident.offered_to_id, incident.offered_at),
        (incident.advice_asked_at, incident.advised_at, needs_care(row)),
        row.clock,
        tuple(clock.state for clock in row.clocks),
        tuple((one.unit, one.status, one.expected_at) for one in row.deployments),
        tuple((one.kind, one.status, one.expected_at) for one in row.transports),
        (waiting.waiting_id, waiting.waits_for_id) if waiting else None,
        order_of(row),
    )

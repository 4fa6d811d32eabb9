"""Turns changes into what goes to whom: signals for who has an incident open, lines for the boards."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from datetime import datetime
from typing import NamedTuple

from samenop.apps.incidents.service import BoardChange, board_changes
from samenop.apps.live import messages
from samenop.apps.live.changes import Changes
from samenop.apps.live.hub import Audience, Circle

REPORTS, STREET = "reports", "board:street"
MOST_LINES = 150  # incidents in one go; with more of them (an import) the boards fetch everything again


class Line(NamedTuple):
    """A line of a board as the page would show it; `html` is empty when it is not on that board."""

    order: str
    html: str


# How the pages make their lines: given by who knows the pages (site/asgi.py), since this room does not.
# Asked once per board and language, however many organisations and readers share the answer.
MakeLine = Callable[[BoardChange, str, str, datetime], Line]
Delivery = tuple[Hashable, bytes]


def deliveries(
    changes: Changes, keys: Collection[Hashable], *, make_line: MakeLine, now: datetime
) -> list[Delivery]:
    """Every key that must hear something, with the bytes; the same bytes for all who share the key.

    An organisation that takes no part in an incident gets nothing of it, not even its number.
    """
    found = [
        (topic, messages.signal(topic, entry))
        for topic, entry in ((f"incident:{number}", entry) for number, entry in changes.incidents.items())
        if topic in keys
    ]
    audiences = [key for key in keys if isinstance(key, Audience)]
    circles = [key for key in keys if isinstance(key, Circle)]
    if not changes.incidents or not (audiences or circles):
        return list(found)
    if len(changes.incidents) > MOST_LINES:
        return [*found, *((key, messages.RESET) for key in (*audiences, *circles))]
    changed = board_changes(changes.incidents, now=now)
    return [
        *found,
        *_signals(changes, changed, circles),
        *_lines(changed, audiences, make_line, now),
    ]


def _lines(
    changed: Iterable[BoardChange], audiences: list[Audience], make_line: MakeLine, now: datetime
) -> list[Delivery]:
    chunks: dict[Audience, list[bytes]] = defaultdict(list)
    for change in changed:
        made: dict[tuple[str, str], Line] = {}
        for audience in audiences:
            if audience.organisation in change.organisations:
                kind = audience.board, audience.language
                line = made[kind] = made.get(kind) or make_line(change, *kind, now)
                chunks[audience].append(messages.row(audience.board, change.number, line.order, line.html))
    return [(audience, b"".join(rows)) for audience, rows in chunks.items()]


def _signals(changes: Changes, changed: Iterable[BoardChange], circles: list[Circle]) -> list[Delivery]:
    newest: dict[Circle, int] = {}
    for change in changed:
        for circle in circles:
            entry = (changes.reports if circle.topic == REPORTS else changes.incidents).get(change.number)
            if entry and circle.organisation in change.organisations:
                newest[circle] = max(entry, newest.get(circle, 0))
    return [(circle, messages.signal(circle.topic, entry)) for circle, entry in newest.items()]

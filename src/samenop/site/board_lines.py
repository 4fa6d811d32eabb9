"""How the pages make a line of a board, given to the live room that must not know the pages."""

from datetime import datetime

from samenop.apps.incidents.service import BoardChange
from samenop.apps.incidents.web.row_rendering import is_on_board, order_of, render_board_row
from samenop.apps.live.deliveries import Line

GONE = Line(order="", html="")


def make_line(change: BoardChange, board: str, language: str, now: datetime) -> Line:
    """The line as the page of this board (`board:<kind>[:<organisation>]`) would show it now."""
    row = change.row
    if row is None or not is_on_board(row, board.split(":")[1]):
        return GONE
    return Line(order_of(row), render_board_row(row, language=language, now=now))

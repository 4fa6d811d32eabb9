"""Pages by a cursor that stays right while rows come and go."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated

from ninja import Query

from samenop.core.kernel import Refused
from samenop.frame.rest.problems import Problem

MOST = 100
Cursor = Annotated[
    str, Query(max_length=40, pattern=r"^[A-Za-z0-9_=-]*$", description="Uit `next` van de vorige bladzijde")
]
PageSize = Annotated[int, Query(alias="pageSize", ge=1, le=MOST, description="Hoeveel per bladzijde")]


def cursor_after(key: int) -> str:
    """What brings a caller to the rows after this one."""
    return urlsafe_b64encode(f"after:{key}".encode()).decode().rstrip("=")


def key_after(cursor: str) -> int:
    """The last row a caller has seen, 0 for the start. A cursor we never gave ends the request with 400."""
    if not cursor:
        return 0
    try:
        told = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        word, _, key = told.partition(":")
        if word == "after" and key.isdecimal() and len(key) <= 15:
            return int(key)
    except ValueError:
        pass
    raise Problem(Refused("api_cursor_unknown"), 400)

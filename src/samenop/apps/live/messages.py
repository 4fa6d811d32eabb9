"""The words of the wire between server and browser: each message is one server-sent event with JSON in it.

`static/samenop/live.js` is the other end; what is written here must be read there.
"""

import json
from collections.abc import Iterable
from typing import Any


def framed(message: dict[str, Any]) -> bytes:
    """One message as the bytes of one server-sent event."""
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    return f"data: {text}\n\n".encode()


def following(topics: Iterable[str], entry: int) -> bytes:
    """What is followed from now on, and the last ledger entry that was told before."""
    return framed({"kind": "following", "topics": sorted(topics), "entry": entry})


def signal(topic: str, entry: int) -> bytes:
    """Something changed here; who has it open fetches it through the checked page."""
    return framed({"kind": "signal", "topic": topic, "entry": entry})


def row(topic: str, number: str, order: str, html: str) -> bytes:
    """A line of a board as it is now; without html it has left the board."""
    return framed({"kind": "row", "topic": topic, "number": number, "order": order, "html": html})


RESET = framed({"kind": "reset"})
BEAT = framed({"kind": "beat"})

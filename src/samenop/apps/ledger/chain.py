"""The hash chain: every entry seals all entries before it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from samenop.apps.ledger.models import Entry, Look

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a book does not hold."""

    book: str
    entry: int
    why: str


def seal(previous: str, content: list[Any]) -> str:
    """SHA-256 over the seal before and the canonical JSON of the content."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def content_of(row: Entry | Look) -> list[Any]:
    """What the seal of a row covers: everything but the seal and `handled_at`."""
    at = row.at.isoformat(timespec="microseconds")
    if isinstance(row, Entry):
        return [row.id, row.type, row.subject, row.actor, row.organisation, at, row.data]
    return [
        row.id,
        row.actor,
        row.organisation,
        at,
        row.subject,
        row.what,
        row.purpose,
        row.outcome,
        row.entries,
    ]


def first_break(book: str, rows: Iterable[Entry | Look]) -> tuple[Break | None, int, str]:
    """The first broken entry or None, how many held, and the last seal."""
    previous, expected = START, 1
    for row in rows:
        if row.id != expected:
            return Break(book, expected, "missing"), expected - 1, previous
        if seal(previous, content_of(row)) != row.chain:
            return Break(book, row.id, "changed"), expected - 1, previous
        previous, expected = row.chain, expected + 1
    return None, expected - 1, previous

"""The front door of the books."""

from samenop.apps.ledger.actions import claim, record, record_look, record_many, remember
from samenop.apps.ledger.chain import Break
from samenop.apps.ledger.queries import (
    answered_at,
    breaks,
    entries_after,
    entries_of,
    events_of,
    heads,
    last_entry,
    looks,
    looks_at,
    receipt,
    unhandled,
)

__all__ = [
    "Break",
    "answered_at",
    "breaks",
    "claim",
    "entries_after",
    "entries_of",
    "events_of",
    "heads",
    "last_entry",
    "looks",
    "looks_at",
    "receipt",
    "record",
    "record_look",
    "record_many",
    "remember",
    "unhandled",
]

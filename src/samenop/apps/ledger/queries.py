"""Reads the two books."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Max

from samenop.apps.ledger.chain import Break, first_break
from samenop.apps.ledger.models import Entry, Look, Receipt
from samenop.core.kernel import Actor, Event


def events_of(subject: str) -> list[tuple[Event, datetime]]:
    """Everything that happened to a subject, in order."""
    rows = Entry.objects.filter(subject=subject).order_by("id")
    return [(Event(row.type, row.data), row.at) for row in rows]


def entries_of(subject: str) -> list[Entry]:
    """The entries of a subject, in order, with who and when."""
    return list(Entry.objects.filter(subject=subject).order_by("id"))


def entries_after(last: int, *, limit: int = 500) -> list[Entry]:
    """What was written after entry `last`; complete, because ids follow the order of commits."""
    return list(Entry.objects.filter(id__gt=last).order_by("id")[:limit])


def unhandled(limit: int = 200) -> list[Entry]:
    """Entries whose consequences are still to be drawn, oldest first."""
    return list(Entry.objects.filter(handled_at=None).order_by("id")[:limit])


def last_entry() -> int:
    """The number of the newest entry, 0 for an empty book."""
    return Entry.objects.aggregate(last=Max("id"))["last"] or 0


def heads() -> dict[str, tuple[int, str]]:
    """The newest number and seal of both books, to be kept outside the database."""
    newest = {}
    for name, book in (("entries", Entry), ("looks", Look)):
        last = book._default_manager.order_by("-id").values_list("id", "chain").first()
        newest[name] = last or (0, "")
    return newest


def looks_at(subject: str) -> list[Look]:
    """Who looked at a subject, newest first."""
    return list(Look.objects.filter(subject=subject).order_by("-id"))


def looks(limit: int = 200) -> list[Look]:
    """The newest looks of all."""
    return list(Look.objects.order_by("-id")[:limit])


def breaks(sealed: dict[str, tuple[int, str]] | None = None) -> tuple[list[Break], dict[str, int]]:
    """The first break of each book and how many entries held.

    `sealed` are heads kept outside: with them a tail that was cut off is found as well.
    """
    found, held = [], {}
    for name, book in (("entries", Entry), ("looks", Look)):
        broken, count, _ = first_break(name, _rows(book))
        held[name] = count
        broken = broken or _cut_off(name, book, count, (sealed or {}).get(name))
        if broken:
            found.append(broken)
    return found, held


def receipt(actor: Actor, key: str) -> tuple[str, dict[str, Any]] | None:
    """The fingerprint of the request and the answer that this key got before, or None."""
    return Receipt.objects.filter(actor=actor.id, key=key).values_list("request", "answer").first()


def answered_at(actor: Actor, key: str) -> datetime | None:
    """When this key got its answer, so that "in 20 minutes", sent twice, means the same moment twice."""
    return Receipt.objects.filter(actor=actor.id, key=key).values_list("at", flat=True).first()


def _rows(book: type[Entry] | type[Look]) -> Iterator[Any]:
    return book._default_manager.order_by("id").iterator(chunk_size=5000)


def _cut_off(
    name: str, book: type[Entry] | type[Look], count: int, sealed: tuple[int, str] | None
) -> Break | None:
    if not sealed or not sealed[0]:
        return None
    number, chain = sealed
    if number > count:
        return Break(name, count + 1, "missing")
    kept = book._default_manager.filter(id=number).values_list("chain", flat=True).first()
    return None if kept == chain else Break(name, number, "not_as_sealed")

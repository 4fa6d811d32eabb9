"""Writes the two books, always as the last statements of the transaction of the change."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db import connection, models, transaction

from samenop.apps.ledger.chain import START, content_of, seal
from samenop.apps.ledger.models import Entry, Look, Receipt
from samenop.core.kernel import Actor, Event

# One lock per book; it is held to commit, so the order of ids is the order of commits.
ENTRIES_LOCK, LOOKS_LOCK = 0x5A01, 0x5A02
Row = TypeVar("Row", Entry, Look)


def record(events: Iterable[Event], *, subject: str, actor: Actor, now: datetime) -> tuple[int, ...]:
    """Writes what happened; must run inside the transaction of the change. Returns the entry ids."""
    return record_many([(subject, event) for event in events], actor=actor, now=now)


def record_many(told: Iterable[tuple[str, Event]], *, actor: Actor, now: datetime) -> tuple[int, ...]:
    """Writes what happened to many subjects, in order, with one lock and one insert."""
    rows = [
        Entry(
            type=event.type,
            subject=subject,
            actor=actor.id,
            organisation=actor.organisation,
            at=now.astimezone(UTC),
            data=dict(event.data),
        )
        for subject, event in told
    ]
    return _append(Entry, rows, ENTRIES_LOCK)


def record_look(
    *,
    actor: Actor,
    subject: str,
    what: str,
    purpose: str,
    outcome: str,
    now: datetime,
    entries: Iterable[int] = (),
) -> None:
    """Writes that somebody looked, or was refused (D9); an own short transaction when none is open."""
    row = Look(
        actor=actor.id,
        organisation=actor.organisation,
        at=now.astimezone(UTC),
        subject=subject,
        what=what,
        purpose=purpose,
        outcome=outcome,
        entries=sorted(entries),
    )
    with transaction.atomic():
        _append(Look, [row], LOOKS_LOCK)


def remember(*, actor: Actor, key: str, request: str, answer: dict[str, Any], now: datetime) -> None:
    """Keeps the answer to a request with a key, in the transaction of the change itself."""
    Receipt.objects.create(actor=actor.id, key=key, request=request, answer=answer, at=now)


def claim(entry: int, *, now: datetime) -> bool:
    """Takes an unhandled entry; false when another worker was first."""
    return Entry.objects.filter(pk=entry, handled_at=None).update(handled_at=now) == 1


def _append(model: type[Row], rows: list[Row], lock: int) -> tuple[int, ...]:
    if not rows:
        return ()
    if not connection.in_atomic_block:
        raise RuntimeError("the books are written inside the transaction of the change")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
    last = model._default_manager.order_by("-id").values_list("id", "chain").first()
    number, previous = last or (0, START)
    for row in rows:
        number += 1
        row.id = number
        row.chain = previous = seal(previous, content_of(row))
    _insert(model, rows)
    return tuple(row.id for row in rows)


def _insert(model: type[models.Model], rows: list[Row]) -> None:
    model._default_manager.bulk_create(rows)
    if model is Entry and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # A wake-up only, delivered at commit; the reader asks for everything after its last id.
            cursor.execute("SELECT pg_notify('samenop', '')")

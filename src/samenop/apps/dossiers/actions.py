"""Writes labelled entries."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from samenop.apps.dossiers.models import Entry
from samenop.catalogues.sharing_catalogue import data_kinds
from samenop.core.kernel import Actor


def write_entry(**labels: Any) -> Entry:
    """One piece of content with its labels (see `new_entry`), in the transaction of the change it belongs to."""
    entry = new_entry(**labels)
    entry.save(force_insert=True)
    return entry


def write_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Many new entries in one insert; they know their numbers afterwards."""
    return Entry.objects.bulk_create(entries)


def new_entry(
    *,
    subject: str,
    kind: str,
    actor: Actor,
    now: datetime,
    text: str = "",
    payload: dict[str, Any] | None = None,
    nature: str = "",
    as_of: datetime | None = None,
    person: int | None = None,
    owner: str = "",
    owner_kind: str = "",
) -> Entry:
    """One piece of content with its labels, not written yet.

    `kind` must stand in the catalogue (KeyError otherwise: a fault of ours, not of the user).
    The owner is the organisation of the actor unless it is told by somebody else (a reporter).
    """
    label = data_kinds()[kind]
    return Entry(
        subject=subject,
        kind=kind,
        owner_id=owner or actor.organisation,
        owner_kind=owner_kind or actor.kind,
        author=actor.id,
        author_name=actor.name,
        person_id=person,
        nature=nature or label.nature,
        text=text,
        payload=payload or {},
        as_of=as_of or now,
        written_at=now,
        retention=label.retention,
    )

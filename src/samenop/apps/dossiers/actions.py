"""Writes labelled entries."""

from datetime import datetime
from typing import Any

from samenop.apps.dossiers.models import Entry
from samenop.catalogues.sharing_catalogue import data_kinds
from samenop.core.kernel import Actor


def write_entry(
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
    """One piece of content with its labels, in the transaction of the change it belongs to.

    `kind` must stand in the catalogue (KeyError otherwise: a fault of ours, not of the user).
    The owner is the organisation of the actor unless it is told by somebody else (a reporter).
    """
    label = data_kinds()[kind]
    return Entry.objects.create(
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

"""The newest number and seal of both books, kept outside the database: what is cut off later is noticed."""

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

Heads = Mapping[str, tuple[int, str]]


def seal_file() -> Path:
    """One file for every database that is used from this folder; each line names its database."""
    return Path(settings.VAR) / "ledger.seal"


def database_name() -> str:
    """How the seal names the database: never a user or a password."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:{Path(str(told['NAME'])).absolute()}"
    return f"postgresql:{told.get('HOST') or ''}:{told.get('PORT') or ''}/{told['NAME']}"


def write_seal(heads: Heads, *, now: datetime, because: str = "") -> None:
    """Adds one line, on the disk before it returns; several workers may do so at once."""
    line: dict[str, object] = {"at": now.isoformat(timespec="seconds"), "database": database_name()}
    line |= {"because": because, **heads}
    path = seal_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as seals:
        seals.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")
        seals.flush()
        os.fsync(seals.fileno())


def last_seal() -> dict[str, tuple[int, str]] | None:
    """The newest sealed heads of this database; None when it was never sealed.

    A last line that was cut off by a crash is passed over; the one before it holds as well.
    """
    try:
        lines = seal_file().read_bytes().splitlines()
    except FileNotFoundError:
        return None
    name = database_name()
    for line in reversed(lines):
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if told.get("database") == name:
            return {book: (int(told[book][0]), str(told[book][1])) for book in ("entries", "looks")}
    return None

"""Copies of the whole database to a file and back, with the database's own means."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from gettext import gettext as _
from pathlib import Path

from django.db import connection, connections

PAGES = 2000  # per step; between two steps others may write
MAGIC_SQLITE, MAGIC_POSTGRES = b"SQLite format 3\x00", b"PGDMP"


class CopyFailed(Exception):
    """Why there is no copy, in a sentence."""


def copy_to(path: Path) -> None:
    """Writes the database as it is at one moment; others go on working meanwhile."""
    if connection.vendor == "postgresql":
        _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={path}", *_database_option())
        return
    with closing(sqlite3.connect(_sqlite_file())) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target, pages=PAGES, progress=_show_progress)
        # The copy is one file: nothing of it may lie in a -wal beside it.
        target.execute("PRAGMA journal_mode=DELETE")


def read_back(path: Path) -> int:
    """Reads a copy from the first byte to the last; how many ledger entries it holds.

    Raises CopyFailed when it is damaged, of another kind of database, or no copy of Samenop.
    """
    kind = _kind_of(path)
    if kind != connection.vendor:
        said = _("{file} is a copy of {kind}, and SAMENOP_DATABASE_URL names {vendor}")
        raise CopyFailed(said.format(file=path, kind=kind, vendor=connection.vendor))
    return _entries_in_dump(path) if kind == "postgresql" else _entries_in_sqlite(path)


def put_back(path: Path) -> None:
    """Replaces everything in the database by the copy, or changes nothing."""
    if connection.vendor == "postgresql":
        connections.close_all()
        options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
        _postgres("pg_restore", *options, *_database_option(), str(path))
        return
    connections.close_all()
    with closing(_open_read_only(path)) as source, closing(sqlite3.connect(_sqlite_file())) as target:
        target.execute("PRAGMA busy_timeout=20000")
        try:
            source.backup(target, progress=_show_progress)
        except sqlite3.Error as error:
            raise CopyFailed(str(error)) from error


def _kind_of(path: Path) -> str:
    with path.open("rb") as file:
        begin = file.read(16)
    if begin == MAGIC_SQLITE:
        return "sqlite"
    if begin.startswith(MAGIC_POSTGRES):
        return "postgresql"
    raise CopyFailed(_("{file} is not a copy of a database").format(file=path))


def _sqlite_file() -> str:
    return str(connection.settings_dict["NAME"])


def _open_read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _entries_in_sqlite(path: Path) -> int:
    try:
        with closing(_open_read_only(path)) as copy:
            damage = [row[0] for row in copy.execute("PRAGMA integrity_check")]
            if damage != ["ok"]:
                raise CopyFailed(_("{file} is damaged: {error}").format(file=path, error=damage[0]))
            return int(copy.execute("SELECT count(*) FROM ledger_entry").fetchone()[0])
    except sqlite3.Error as error:
        raise CopyFailed(_("{file} cannot be read: {error}").format(file=path, error=error)) from error


def _entries_in_dump(path: Path) -> int:
    """Unpacks the whole dump and counts the ledger in passing; needs no second server."""
    command = [_program("pg_restore"), "--file=-", str(path)]
    counting, count, found = False, 0, False
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading:
        assert reading.stdout is not None  # noqa: S101  # a pipe, as asked
        assert reading.stderr is not None  # noqa: S101  # a pipe, as asked
        for line in reading.stdout:
            if line.startswith(b"COPY public.ledger_entry "):
                counting = found = True
            elif line == b"\\.\n":
                counting = False
            elif counting:
                count += 1
        said = reading.stderr.read().decode(errors="replace").strip()
    if reading.returncode or not found:
        raise CopyFailed(_("{file} cannot be read: {error}").format(file=path, error=_last_line(said)))
    return count


def _database_option() -> list[str]:
    told = connection.settings_dict
    words = {"--dbname": "NAME", "--host": "HOST", "--port": "PORT", "--username": "USER"}
    return [f"{option}={told[key]}" for option, key in words.items() if told.get(key)] + ["--no-password"]


def _postgres(program: str, *words: str) -> None:
    # By the environment: a password on the command line can be read by every user of the machine.
    given = os.environ | {"PGPASSWORD": str(connection.settings_dict.get("PASSWORD") or "")}
    done = subprocess.run([_program(program), *words], env=given, capture_output=True, text=True)
    if done.returncode:
        raise CopyFailed(_last_line(done.stderr.strip()) or program)


def _program(name: str) -> str:
    """Of the newest PostgreSQL of the machine: an older one refuses to copy a newer server."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    versions = sorted(folders, key=lambda path: float(path.parent.name), reverse=True)
    found = next((str(folder / name) for folder in versions if (folder / name).exists()), None)
    program = found or shutil.which(name)
    if program is None:
        raise CopyFailed(
            _("{program} is not here; install the client programs of PostgreSQL").format(program=name)
        )
    return program


def _last_line(text: str) -> str:
    return text.splitlines()[-1] if text else ""


def _show_progress(status: int, remaining: int, total: int) -> None:
    if sys.stderr.isatty() and total:
        end = "\n" if remaining == 0 else ""
        print(f"\r{100 * (total - remaining) // total} %", end=end, file=sys.stderr, flush=True)

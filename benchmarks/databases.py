"""Empty databases of both kinds, taken away afterwards."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


@contextmanager
def fresh(kind: str, folder: Path, server: str) -> Iterator[str]:
    """The URL of an empty database; `server` is that of the PostgreSQL of this run."""
    name = f"bench_{uuid.uuid4().hex[:12]}"
    if kind == "sqlite":
        yield f"sqlite:///{folder / name}.sqlite3"
        for path in folder.glob(f"{name}.sqlite3*"):
            path.unlink()
        return
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield server.replace("/samenop?", f"/{name}?")
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

"""Waits until the ledger may have grown: PostgreSQL says so, SQLite is asked again and again."""

import asyncio
from typing import Protocol

import psycopg
from django.db import connection

NET = 1.0  # seconds: a wake-up of PostgreSQL may be lost, so it is never waited for longer than this
CONNECT_WITHIN = 5


class Wake(Protocol):
    """Returns when it is time to look."""

    async def wait(self) -> None: ...

    async def close(self) -> None: ...


class Poll:
    """Looks every so many seconds."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    async def wait(self) -> None:
        """Sleeps."""
        await asyncio.sleep(self.seconds)

    async def close(self) -> None:
        """Nothing is held."""


class Listen:
    """LISTEN on a connection of its own; without one it polls and tries again."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.connection: psycopg.AsyncConnection | None = None

    async def wait(self) -> None:
        """Returns at a wake-up, and after NET seconds in any case."""
        try:
            if self.connection is None:
                # Something may have happened while nobody listened, so this counts as a wake-up.
                await self._connect()
                return
            async for _ in self.connection.notifies(timeout=NET, stop_after=1):
                return
        except (psycopg.Error, OSError):
            await self.close()
            await asyncio.sleep(NET)

    async def close(self) -> None:
        """Gives the connection back."""
        held, self.connection = self.connection, None
        if held is not None:
            await held.close()

    async def _connect(self) -> None:
        made = await psycopg.AsyncConnection.connect(
            self.address, autocommit=True, connect_timeout=CONNECT_WITHIN
        )
        await made.execute("LISTEN samenop")
        self.connection = made


def wake_for_database(poll_seconds: float) -> Wake:
    """What fits the database of this process."""
    if connection.vendor != "postgresql":
        return Poll(poll_seconds)
    told = connection.settings_dict
    words = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {name: str(told[key]) for name, key in words.items() if told.get(key)}
    return Listen(psycopg.conninfo.make_conninfo(**given))

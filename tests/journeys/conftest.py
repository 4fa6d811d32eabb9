"""One house for the journeys of a run, on the database that was asked for."""

import os
import socket
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import BrowserContext

from tests.journeys.house import House, Window, open_house


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Server, worker and region; ended and emptied after the run."""
    folder = tmp_path_factory.mktemp("house")
    opened = open_house(_database(folder), _port(), folder)
    yield opened
    opened.stop()


@pytest.fixture
def window(house: House, new_window: Callable[..., BrowserContext]) -> Callable[..., Window]:
    """Opens a window: `window("operator")`, `window("officer", phone=True)`, `window()` for nobody."""

    def open_window(username: str = "", **options: object) -> Window:
        opened = Window(house, new_window(**options))
        return opened.become(username) if username else opened

    return open_window


def _database(folder: Path) -> str:
    server = os.environ["SAMENOP_DATABASE_URL"]
    if not server.startswith("postgres"):
        return f"sqlite:///{folder / 'house.sqlite3'}"
    name = f"house_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/samenop?", f"/{name}?")


def _port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port

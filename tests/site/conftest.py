"""Samenop as processes: a server, hands that work on its database, and streams that listen to it."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, fresh_database


class Hand:
    """A process beside the server; `hand("report", text="…")` calls a function of hand.py there."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "tests/site/hand.py"],
            cwd=ROOT,
            env=environment | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, do: str, **words: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"do": do, **words}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "failed" not in answer, answer["failed"]
        return answer["answer"]

    def close(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


class Stream:
    """An open `/live`: every message with the moment it came in."""

    def __init__(self, port: int, session: str, topics: str, headers: dict[str, str] | None = None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        cookie = {"Cookie": f"samenop={session}", "Accept-Language": "nl"} if session else {}
        self.connection.request("GET", f"/live?topics={topics}", headers=cookie | (headers or {}))
        self.response = self.connection.getresponse()
        self.messages: list[tuple[float, dict[str, Any]]] = []
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._listen, daemon=True)
        if self.response.status == 200:
            self.thread.start()

    def _listen(self) -> None:
        try:
            for line in self.response:
                if line.startswith(b"data: "):
                    self.messages.append((time.monotonic(), json.loads(line[6:])))
        except (OSError, http.client.HTTPException, ValueError, AttributeError):
            pass
        self.ended.set()

    def of_kind(self, *kinds: str) -> list[dict[str, Any]]:
        return [message for _, message in list(self.messages) if message["kind"] in kinds]

    def wait_for(self, wanted: Callable[[dict[str, Any]], bool], seconds: float = 5) -> float:
        """The moment at which a wanted message came in; fails when it did not come in time."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for moment, message in list(self.messages):
                if wanted(message):
                    return moment
            time.sleep(0.005)
        raise AssertionError(f"not heard within {seconds} s; heard: {list(self.messages)!r:.600}")

    def close(self) -> None:
        if self.connection.sock:
            # Wakes the thread that is reading; a mere close would wait for it.
            with contextlib.suppress(OSError):
                self.connection.sock.shutdown(socket.SHUT_RDWR)
        if self.thread.is_alive():
            self.thread.join(5)
        self.connection.close()


def environment_of(database: str, folder: Path) -> dict[str, str]:
    """What a process of Samenop needs to know, and nothing of the settings of who runs the tests."""
    clean = {name: word for name, word in os.environ.items() if not name.startswith(("SAMENOP_", "DJANGO_"))}
    mine = {"SAMENOP_DATABASE_URL": database, "SAMENOP_VAR": str(folder / "var"), "PYTHONUNBUFFERED": "1"}
    return clean | mine | {"SAMENOP_SECRET_KEY": "only-for-tests-" + "x" * 50}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """One database for the tests of a file; each test brings its own incidents."""
    folder = tmp_path_factory.mktemp("site")
    with fresh_database(folder) as database:
        yield environment_of(database, folder)


@pytest.fixture(scope="module")
def new_hand(environment: dict[str, str]) -> Iterator[Callable[[], Hand]]:
    """Makes hands; all of them are taken away afterwards."""
    made: list[Hand] = []

    def make() -> Hand:
        made.append(Hand(environment))
        return made[-1]

    yield make
    for hand in made:
        hand.close()


@pytest.fixture(scope="module")
def hand(new_hand: Callable[[], Hand]) -> Hand:
    """One hand, with tables and cast written."""
    made = new_hand()
    made("begin")
    return made


@contextlib.contextmanager
def serving(environment: dict[str, str], *, workers: int = 1) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """`samenop serve` on a free port: the port, and the process."""
    words = ["serve", "--workers", str(workers), "--port", "0", "--lang", "en"]
    running = subprocess.Popen(
        [sys.executable, "-m", "samenop", *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout
    try:
        said = running.stdout.readline()
        assert "127.0.0.1:" in said, said
        yield int(said.rsplit(":", 1)[1]), running
    finally:
        running.terminate()
        running.wait(15)
        running.stdout.close()


@pytest.fixture(scope="module")
def server(environment: dict[str, str], hand: Hand) -> Iterator[int]:
    """The port of a server that stays for all tests of a file."""
    with serving(environment) as (port, _):
        yield port


@pytest.fixture
def listen(server: int, hand: Hand) -> Iterator[Callable[..., Stream]]:
    """Opens a stream as somebody of the cast, with a new session."""
    made: list[Stream] = []

    def open_stream(part: str, topics: str, *, session: str = "", port: int = 0) -> Stream:
        made.append(Stream(port or server, session or hand("log_in", part=part), topics))
        assert made[-1].response.status == 200
        made[-1].wait_for(lambda message: message["kind"] == "following")
        return made[-1]

    yield open_stream
    for stream in made:
        stream.close()

"""Thousands of open boards from one process: opens them, hears the rows, and knows when each came."""

import asyncio
import socket
import time
from collections import defaultdict
from typing import cast

LIMIT = 400  # openings at once from this side; the server has a queue of its own
AGAIN = 0.25  # seconds between two tries


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


class Screens:
    """So many browsers; `heard` is number → the moments at which a row of it was wholly there."""

    def __init__(self, port: int, wanted: list[tuple[str, str, str]]) -> None:
        self.port = port
        self.wanted = wanted
        self.heard: dict[str, list[float]] = defaultdict(list)
        self.resets = 0
        self.open: set[_Screen] = set()

    async def open_all(self, *, within: float) -> list[float]:
        """Opens all of them at once; seconds from now until each was told what it follows."""
        began = time.monotonic()
        gate = asyncio.Semaphore(LIMIT)
        jobs = [self._open(one, gate, began, began + within) for one in self.wanted]
        return [time_taken for time_taken in await asyncio.gather(*jobs) if time_taken is not None]

    async def wait_until_closed(self, *, within: float) -> None:
        """Until the server has ended every stream."""
        until = time.monotonic() + within
        while self.open and time.monotonic() < until:
            await asyncio.sleep(0.05)

    def forget(self) -> None:
        """Only what comes from now on counts."""
        self.heard.clear()

    def close(self) -> None:
        """Goes away."""
        for screen in list(self.open):
            screen.close()

    async def _open(
        self, wanted: tuple[str, str, str], gate: asyncio.Semaphore, began: float, until: float
    ) -> float | None:
        while time.monotonic() < until:
            async with gate:
                screen = _Screen(self, wanted)
                try:
                    loop = asyncio.get_running_loop()
                    await loop.create_connection(lambda screen=screen: screen, "127.0.0.1", self.port)
                    async with asyncio.timeout(max(until - time.monotonic(), 0.1)):
                        if await screen.following:
                            return time.monotonic() - began
                except (OSError, TimeoutError):
                    screen.close()
            await asyncio.sleep(AGAIN)
        return None


class _Screen(asyncio.Protocol):
    """One stream of server-sent events."""

    def __init__(self, screens: Screens, wanted: tuple[str, str, str]) -> None:
        self.screens = screens
        self.session, self.topics, self.language = wanted
        self.rest = b""
        self.transport: asyncio.Transport | None = None
        self.following: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's own kind
        self.screens.open.add(self)
        self.transport.write(
            f"GET /live?topics={self.topics} HTTP/1.1\r\nHost: 127.0.0.1:{self.screens.port}\r\n"
            f"Cookie: samenop={self.session}; django_language={self.language}\r\n"
            "Accept: text/event-stream\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        whole, found, self.rest = (self.rest + data).rpartition(b"\n\n")
        if not found:
            return
        now = time.monotonic()
        for event in whole.split(b'"kind":"')[1:]:
            if event.startswith(b"row"):
                self.screens.heard[event.split(b'"number":"', 1)[1].split(b'"', 1)[0].decode()].append(now)
            elif event.startswith(b"reset"):
                self.screens.resets += 1
            elif event.startswith(b"following") and not self.following.done():
                self.following.set_result(True)

    def connection_lost(self, error: Exception | None) -> None:
        self.screens.open.discard(self)
        if not self.following.done():
            self.following.set_result(False)

    def close(self) -> None:
        if self.transport:
            self.transport.abort()

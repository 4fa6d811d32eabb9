"""Asks over real HTTP with so many lasting connections at once, cheaply enough to leave the server its cores."""

import asyncio
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import uvloop

WITHIN = 30.0  # seconds that one answer may take
MOST_FAILURES = 200


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked."""

    method: str
    path: str
    body: Any = None


@dataclass(slots=True)
class Load:
    """What came of it: how long each answer took (seconds), the answers that were no success, the bodies."""

    times: list[float] = field(default_factory=list)
    elapsed: float = 0.0
    failed: Counter[str] = field(default_factory=Counter)
    bodies: list[bytes] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Successes a second."""
        return len(self.times) / self.elapsed if self.elapsed else 0.0

    def milliseconds(self, share: float) -> float:
        """The time that this share of the answers took at most."""
        return percentile(self.times, share) * 1000

    def note(self) -> str:
        """What did not go well, in words."""
        return ", ".join(f"{count} × {what}" for what, count in self.failed.items())


def percentile(values: list[float], share: float) -> float:
    """The value below which this share lies."""
    if len(values) < 2:
        return values[0] if values else 0.0
    return statistics.quantiles(values, n=1000, method="inclusive")[max(round(share * 1000) - 1, 0)]


def drive(
    port: int,
    requests: Iterator[Request],
    *,
    at_once: int,
    seconds: float,
    headers: dict[str, str] | None = None,
    warm_up: int = 0,
    keep: bool = False,
) -> Load:
    """Takes requests from the iterator until it or the time ends; the first `warm_up` are not counted."""
    driver = _Driver(port, requests, headers or {}, keep)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(driver.run(at_once, seconds, warm_up))


@dataclass(slots=True)
class _Line:
    """One lasting connection; a new one takes its place when the server closes it."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class _Driver:
    def __init__(self, port: int, requests: Iterator[Request], headers: dict[str, str], keep: bool) -> None:
        self.port, self.requests, self.keep = port, requests, keep
        told = {"Host": f"127.0.0.1:{port}", "Content-Type": "application/json", **headers}
        self.head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        self.load = Load()

    async def run(self, at_once: int, seconds: float, warm_up: int) -> Load:
        lines = [await self._line() for _ in range(at_once)]
        try:
            if warm_up:
                left = iter(range(warm_up))
                await self._all(lines, lambda: next(left, None) is not None)
                self.load = Load(failed=self.load.failed)  # a failure is one, also while warming up
            began = time.monotonic()
            await self._all(lines, lambda: time.monotonic() - began < seconds)
            self.load.elapsed = time.monotonic() - began
        finally:
            for line in lines:
                line.writer.close()
        return self.load

    async def _line(self) -> "_Line":
        return _Line(*await asyncio.open_connection("127.0.0.1", self.port))

    async def _all(self, lines: list["_Line"], goes_on: Callable[[], bool]) -> None:
        await asyncio.gather(*(self._one(line, goes_on) for line in lines))

    async def _one(self, line: "_Line", goes_on: Callable[[], bool]) -> None:
        while goes_on():
            asked = next(self.requests, None)
            if asked is None:
                return
            began = time.monotonic()
            try:
                line.writer.write(self._bytes(asked))
                async with asyncio.timeout(WITHIN):
                    status, body = await _answer(line.reader)
            except (OSError, EOFError, TimeoutError) as error:
                # Not asked again: it may have been done. As many as this is no measurement any more.
                self.load.failed[f"no answer ({type(error).__name__})"] += 1
                if self.load.failed.total() > MOST_FAILURES:
                    raise
                line.writer.close()
                again = await self._line()
                line.reader, line.writer = again.reader, again.writer
                continue
            self._note(time.monotonic() - began, status, body)

    def _note(self, took: float, status: int, body: bytes) -> None:
        if not 200 <= status < 300:
            self.load.failed[f"status {status}"] += 1
            return
        self.load.times.append(took)
        if self.keep:
            self.load.bodies.append(body)

    def _bytes(self, asked: Request) -> bytes:
        body = b"" if asked.body is None else json.dumps(asked.body, ensure_ascii=False).encode()
        head = f"{asked.method} {asked.path} HTTP/1.1\r\n{self.head}Content-Length: {len(body)}\r\n\r\n"
        return head.encode() + body


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *rest = head.split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    status = int(first.split(" ", 2)[1])
    if "chunked" in headers.get("transfer-encoding", ""):
        return status, await _chunks(reader)
    return status, await reader.readexactly(int(headers.get("content-length", 0)))


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int((await reader.readline()).split(b";")[0], 16):
        parts.append((await reader.readexactly(size + 2))[:-2])
    await reader.readline()
    return b"".join(parts)

"""Who follows what in this process, and what waits to be sent to them. Knows no database and no rights."""

import asyncio
from collections import deque
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from samenop.apps.live.messages import BEAT, RESET

LONGEST_QUEUE = 64  # chunks; who is further behind than this fetches everything again
Visitor = TypeVar("Visitor")


class Audience(NamedTuple):
    """All readers of one board who see the same: a line is made once for all of them."""

    board: str
    organisation: str
    language: str


class Circle(NamedTuple):
    """All readers of one organisation who only hear that something changed, and fetch their own page again."""

    topic: str
    organisation: str


@dataclass(slots=True, eq=False)
class Follower(Generic[Visitor]):
    """One open stream: who follows, under which keys, and what waits."""

    visitor: Visitor
    keys: frozenset[Hashable]
    waiting: deque[bytes]
    wake: asyncio.Event
    ended: bool = False

    def put(self, chunk: bytes) -> None:
        """Lays a chunk ready; a reader who is too slow gets one "fetch all again" in place of the rest."""
        if len(self.waiting) >= LONGEST_QUEUE:
            self.waiting.clear()
            chunk = RESET
        self.waiting.append(chunk)
        self.wake.set()

    def end(self) -> None:
        """Closes the stream as soon as it looks up."""
        self.ended = True
        self.wake.set()

    async def next(self, patience: float) -> bytes:
        """What waits, all of it at once; after `patience` seconds without anything a beat."""
        try:
            async with asyncio.timeout(patience):
                await self.wake.wait()
        except TimeoutError:
            return BEAT
        self.wake.clear()
        chunk = b"".join(self.waiting)
        self.waiting.clear()
        return chunk


class Hub(Generic[Visitor]):
    """All open streams of this process. Used from the event loop only.

    `position` is the last ledger entry that was told; who comes in now gets everything after it.
    """

    def __init__(self) -> None:
        self.position = 0
        self.is_closing = False
        self.followers: set[Follower[Visitor]] = set()
        self._by_key: dict[Hashable, set[Follower[Visitor]]] = {}

    def enter(self, visitor: Visitor, keys: Iterable[Hashable]) -> Follower[Visitor]:
        """A new stream."""
        follower = Follower(visitor, frozenset(keys), deque(), asyncio.Event(), ended=self.is_closing)
        self.followers.add(follower)
        for key in follower.keys:
            self._by_key.setdefault(key, set()).add(follower)
        return follower

    def leave(self, follower: Follower[Visitor]) -> None:
        """A stream that ended; nothing of it stays."""
        self.followers.discard(follower)
        for key in follower.keys:
            group = self._by_key.get(key, set())
            group.discard(follower)
            if not group:
                self._by_key.pop(key, None)

    def keys(self) -> frozenset[Hashable]:
        """Everything that anyone follows now."""
        return frozenset(self._by_key)

    def deliver(self, key: Hashable, chunk: bytes) -> None:
        """Lays the same bytes ready for all who follow this."""
        for follower in self._by_key.get(key, ()):
            follower.put(chunk)

    def reset_all(self) -> None:
        """Everyone fetches again: something may have been missed."""
        for follower in self.followers:
            follower.put(RESET)

    def close(self) -> None:
        """The server stops: every stream ends now, and no new one stays open."""
        self.is_closing = True
        for follower in self.followers:
            follower.end()

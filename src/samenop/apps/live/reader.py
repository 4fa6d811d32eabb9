"""The one reader of a process: follows the ledger and tells the streams, a few times a second at most."""

import asyncio
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

import structlog
from django.db import Error, connection
from django.utils import timezone

from samenop.apps.ledger.service import entries_after, last_entry
from samenop.apps.live.changes import Changes, changes_in
from samenop.apps.live.deliveries import MakeLine, deliveries
from samenop.apps.live.hub import Hub
from samenop.apps.live.visitors import Visitor, still_welcome
from samenop.apps.live.wake import Wake

BREATH = 0.2  # seconds between two rounds: what happens meanwhile on one incident goes out as one change
LOOK_AGAIN = 5.0  # seconds between two looks at who is still welcome
MOST_AT_ONCE = 2000
log = structlog.get_logger(__name__)
Words = ParamSpec("Words")
Answer = TypeVar("Answer")


class Reader:
    """Reads in a thread of its own, with its own connection to the database; delivers in the event loop."""

    def __init__(self, hub: Hub[Visitor], wake: Wake, make_line: MakeLine) -> None:
        self.hub = hub
        self.wake = wake
        self.make_line = make_line
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="live-reader")

    async def run(self) -> None:
        """Until cancelled. A database that is away for a while only means waiting."""
        await self._start()
        look_at = asyncio.get_running_loop().time() + LOOK_AGAIN
        while True:
            await self.wake.wait()
            try:
                rights = await self.tell()
                if rights or asyncio.get_running_loop().time() >= look_at:
                    await self.look_who_is_welcome()
                    look_at = asyncio.get_running_loop().time() + LOOK_AGAIN
            except Exception as error:
                # Whatever went wrong, nobody may keep looking at an old screen that says "live".
                log.warning("live_reader_stumbled", error=type(error).__name__)
                self.hub.reset_all()
                await asyncio.sleep(1)

    async def close(self) -> None:
        """Gives back what it holds."""
        await self.wake.close()
        await self._in_thread(_let_go)
        self.thread.shutdown(wait=False)

    async def tell(self) -> bool:
        """One round: everything after the last told entry. True when somebody's rights may have changed."""
        entries = await self._in_thread(entries_after, self.hub.position, limit=MOST_AT_ONCE)
        if not entries:
            return False
        changes = changes_in(entries)
        # First the position, then who follows: who comes in meanwhile was told this position.
        self.hub.position = entries[-1].id
        keys = self.hub.keys()
        if keys:
            await self._deliver(changes, keys)
            await asyncio.sleep(BREATH)
        return changes.rights

    async def look_who_is_welcome(self) -> None:
        """Ends the streams of who logged out, left, or has other rights now; they may come in again."""
        followers = list(self.hub.followers)
        visitors = {follower.visitor for follower in followers}
        if not visitors:
            return
        welcome = await self._in_thread(still_welcome, visitors, now=timezone.now())
        for follower in followers:
            if follower.visitor not in welcome:
                follower.end()

    async def _deliver(self, changes: Changes, keys: frozenset[Hashable]) -> None:
        ready = await self._in_thread(deliveries, changes, keys, make_line=self.make_line, now=timezone.now())
        for key, chunk in ready:
            self.hub.deliver(key, chunk)

    async def _start(self) -> None:
        while True:
            try:
                self.hub.position = await self._in_thread(last_entry)
            except Error:
                await asyncio.sleep(1)
            else:
                self.hub.reset_all()  # who came in before does not know from where on it is told
                return

    async def _in_thread(
        self, job: Callable[Words, Answer], *args: Words.args, **kwargs: Words.kwargs
    ) -> Answer:
        def run() -> Answer:
            try:
                return job(*args, **kwargs)
            except Error:
                connection.close()  # a broken connection must not stay; the next round makes a new one
                raise

        return await asyncio.get_running_loop().run_in_executor(self.thread, run)


def _let_go() -> None:
    connection.close()  # that of the thread which calls this, so not to be named outside of it

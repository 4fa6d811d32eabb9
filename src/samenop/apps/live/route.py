"""The route `/live` as bare ASGI, in front of Django: thousands of open streams, each a few kilobytes."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from types import FrameType
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host
from django.utils import timezone

from samenop.apps.live.deliveries import MakeLine
from samenop.apps.live.hub import Follower, Hub
from samenop.apps.live.messages import following
from samenop.apps.live.reader import Reader
from samenop.apps.live.topics import keys_for
from samenop.apps.live.visitors import Visitor, visitor_of
from samenop.apps.live.wake import wake_for_database

BEAT_SECONDS = 15.0
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # a proxy in between must pass every line on at once
    (b"x-content-type-options", b"nosniff"),
]
ENDINGS = (signal.SIGTERM, signal.SIGINT)


class LiveRoute:
    """Opens streams for who is logged in, and ends them when the server stops."""

    def __init__(self, make_line: MakeLine) -> None:
        self.hub: Hub[Visitor] = Hub()
        self.make_line = make_line
        self.doormen = ThreadPoolExecutor(max_workers=2, thread_name_prefix="live-door")
        self.reader: Reader | None = None
        self.reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begins to read, and listens for the end: a server waits for open streams, so they must go first."""
        self.reader = Reader(self.hub, wake_for_database(settings.POLL_SECONDS), self.make_line)
        self.reading = asyncio.create_task(self.reader.run())
        _before_the_end(self.hub.close)

    async def stop(self) -> None:
        """Gives back what is held."""
        self.hub.close()
        if self.reading and self.reader:
            self.reading.cancel()
            await asyncio.gather(self.reading, return_exceptions=True)
            await self.reader.close()
        self.doormen.shutdown(wait=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request on the route."""
        if scope["method"] != "GET":
            await _refuse(send, 405, [(b"allow", b"GET")])
            return
        headers = _headers(scope)
        if not _is_our_page(headers):
            await _refuse(send, 400)
            return
        try:
            found = await self._let_in(scope, headers)
        except Error:
            await _refuse(send, 503, [(b"retry-after", b"2")])
            return
        if found is None:
            await _refuse(send, 401)
            return
        visitor, keys = found
        follower = self.hub.enter(visitor, keys.values())
        follower.put(following(keys, self.hub.position))
        await self._stream(follower, receive, send)

    async def _let_in(self, scope: Scope, headers: dict[str, str]) -> tuple[Visitor, dict[str, Any]] | None:
        session = parse_cookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME, "")
        if not session:
            return None
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("topics", [])
        topics = [topic for part in asked for topic in part.split(",") if topic]
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.doormen, _visit, headers, session, topics)

    async def _stream(self, follower: Follower[Visitor], receive: Receive, send: Send) -> None:
        gone = asyncio.create_task(_until_gone(receive, follower))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
            while not follower.ended:
                chunk = await follower.next(BEAT_SECONDS)
                if chunk:
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self.hub.leave(follower)
            gone.cancel()


def _visit(
    headers: dict[str, str], session: str, topics: Iterable[str]
) -> tuple[Visitor, dict[str, Any]] | None:
    """Runs in a thread, with a connection of its own to the database."""
    request = HttpRequest()
    request.COOKIES = parse_cookie(headers.get("cookie", ""))
    request.META["HTTP_ACCEPT_LANGUAGE"] = headers.get("accept-language", "")
    try:
        visitor = visitor_of(request, session, now=timezone.now())
        return None if visitor is None else (visitor, keys_for(visitor, topics))
    except Error:
        connection.close()
        raise


async def _until_gone(receive: Receive, follower: Follower[Visitor]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    follower.end()


async def _refuse(send: Send, status: int, headers: list[tuple[bytes, bytes]] | None = None) -> None:
    told = [(b"content-length", b"0"), (b"cache-control", b"no-store"), *(headers or [])]
    await send({"type": "http.response.start", "status": status, "headers": told})
    await send({"type": "http.response.body", "body": b""})


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _is_our_page(headers: dict[str, str]) -> bool:
    """Under a name that is ours, and not asked by the page of another site."""
    domain, _ = split_domain_port(headers.get("host", ""))
    hosts = settings.ALLOWED_HOSTS
    return validate_host(domain, hosts) and headers.get("sec-fetch-site", "same-origin") != "cross-site"


def _before_the_end(close: Callable[[], None]) -> None:
    """Calls `close` in the event loop as soon as the server is told to stop, and then what was set before."""
    loop = asyncio.get_running_loop()
    for number in ENDINGS:
        before = signal.getsignal(number)

        def chained(number: int, frame: FrameType | None, before: Any = before) -> None:
            loop.call_soon_threadsafe(close)
            if callable(before):
                before(number, frame)

        try:
            signal.signal(number, chained)
        except ValueError:  # not in the main thread: then the server has no signals either
            return

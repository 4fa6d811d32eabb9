"""Gives a body that comes in pieces of unknown number (chunked) the length that WSGI asks for."""

from typing import Any

from samenop.apps.live.route import Receive, Scope


class TooLarge(Exception):
    """The body is longer than we take."""


async def with_length(scope: Scope, receive: Receive, most: int) -> tuple[Scope, Receive]:
    """The request as it is, or, when it came in chunks, with its whole body and a content length.

    Raises TooLarge as soon as more than `most` bytes have come in.
    """
    names = {name for name, _ in scope["headers"]}
    if b"transfer-encoding" not in names or b"content-length" in names:
        return scope, receive
    body = await _read(receive, most)
    headers = [*scope["headers"], (b"content-length", str(len(body)).encode())]
    waiting: list[dict[str, Any]] = [{"type": "http.request", "body": body, "more_body": False}]

    async def read_again() -> dict[str, Any]:
        return waiting.pop() if waiting else await receive()

    return {**scope, "headers": headers}, read_again


async def _read(receive: Receive, most: int) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > most:
            raise TooLarge
        if not message.get("more_body", False):
            return bytes(body)

"""A body in pieces reaches the pages whole, and one that is too long never does."""

import asyncio
from typing import Any

import pytest

from samenop.site.whole_body import TooLarge, with_length

CHUNKED: dict[str, Any] = {"type": "http", "headers": [(b"transfer-encoding", b"chunked")]}


def receiver(*pieces: bytes) -> Any:
    waiting = [
        {"type": "http.request", "body": piece, "more_body": place < len(pieces) - 1}
        for place, piece in enumerate(pieces)
    ]

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    return receive


def test_pieces_become_one_body_with_its_length() -> None:
    scope, receive = asyncio.run(with_length(CHUNKED, receiver(b"ab", b"", b"cde"), most=5))
    assert dict(scope["headers"])[b"content-length"] == b"5"
    assert asyncio.run(receive()) == {"type": "http.request", "body": b"abcde", "more_body": False}
    assert asyncio.run(receive())["type"] == "http.disconnect"


def test_a_body_that_is_too_long_is_refused_while_it_comes_in() -> None:
    with pytest.raises(TooLarge):
        asyncio.run(with_length(CHUNKED, receiver(b"abc", b"def", b"g"), most=5))


def test_a_request_that_tells_its_length_is_left_alone() -> None:
    plain: dict[str, Any] = {"type": "http", "headers": [(b"content-length", b"2")]}
    receive = receiver(b"ab")
    assert asyncio.run(with_length(plain, receive, most=1)) == (plain, receive)

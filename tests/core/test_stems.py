"""Stems asked for by many threads at once, as the server's threads do."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer

from samenop.core.stems import dutch_stem

WORDS = [
    f"{first}{last}"
    for first in ("crisis", "opvang", "wijk", "huis", "verward", "melding", "verslaving", "overlast")
    for last in ("dienst", "plekken", "agenten", "artsen", "heden", "kamers", "zorgers", "meldingen", "tje")
    for _ in range(2)
]


@pytest.fixture
def quick_turns() -> Iterator[None]:
    """Threads take turns so often that they meet inside the stemmer."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_threads_that_ask_at_once_get_the_stems_that_one_alone_gets(quick_turns: None) -> None:
    alone = snowballstemmer.stemmer("dutch")
    expected = [alone.stemWord(word) for word in WORDS]
    for _ in range(5):
        dutch_stem.cache_clear()
        with ThreadPoolExecutor(8) as threads:
            asked = [threads.submit(lambda: [dutch_stem(word) for word in WORDS]) for _ in range(8)]
            assert all(one.result() == expected for one in asked)

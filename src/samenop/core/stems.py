"""Stems of single Dutch words, the same for every thread that asks at the same time."""

from functools import lru_cache
from threading import Lock

import snowballstemmer

# Not PostgreSQL's "dutch": never compare stems of the two.
_STEMMER = snowballstemmer.stemmer("dutch")
# The stemmer keeps the word it is working on in itself. Two threads at once would get each other's
# letters: a wrong stem, kept in the cache for good, or an error.
_ALONE = Lock()


@lru_cache(maxsize=65_536)
def dutch_stem(word: str) -> str:
    """The stem of one lower-case word without accents."""
    with _ALONE:
        return str(_STEMMER.stemWord(word))

"""The phrase book (G4): one meaning for every word police and care trip over, with a number where it can."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from samenop.catalogues.loading import Strict, Words, read_folder


class Number(Strict):
    """How long or how many, so that a word can be held against a clock."""

    value: int = Field(gt=0)
    unit: Literal["minutes", "hours", "days"]


class Term(Strict):
    """A word, what it means here, how it is misread, and what to say instead."""

    term: Words
    meaning: Words
    misread: Words
    say: Words
    number: Number | None
    norm: str | None
    source: str
    verified: bool


class Terms(Strict):
    """One file of the phrase book."""

    terms: dict[str, Term]


@cache
def phrase_book(region: Path | None = None) -> dict[str, Term]:
    """Every term by its id; a region's own file of the same name takes the place of ours."""
    files = read_folder("phrasebook", Terms, region=region)
    return {id: term for file in files.values() for id, term in file.terms.items()}

"""The phrase book: one meaning a word, in both languages, and its numbers agree with the norms."""

from pathlib import Path

import yaml

from samenop.catalogues.loading import HERE
from samenop.catalogues.phrasebook_catalogue import phrase_book


def test_the_words_that_mean_different_times_have_a_number() -> None:
    for id in ("acute", "directly", "urgent"):
        assert phrase_book()[id].number is not None


def test_violence_and_aggression_are_told_apart() -> None:
    book = phrase_book()
    assert book["violence"].term.nl == "geweld"
    assert book["aggression"].meaning.nl != book["violence"].meaning.nl


def test_no_word_has_two_meanings() -> None:
    words = [term.term.nl for term in phrase_book().values()]
    assert len(words) == len(set(words))


def test_a_number_that_points_at_a_norm_is_the_number_of_that_norm() -> None:
    norms = {
        id: norm
        for file in Path(HERE / "norms").glob("*.yaml")
        for id, norm in (yaml.safe_load(file.read_text(encoding="utf-8")).get("norms") or {}).items()
    }
    pointing = [term for term in phrase_book().values() if term.norm is not None]
    assert pointing
    for term in pointing:
        assert term.number is not None
        newest = norms[term.norm]["values"][max(norms[term.norm]["values"])]
        factor = {"minutes": 1, "hours": 60, "days": 1440}[term.number.unit]
        assert newest["minutes"] == term.number.value * factor

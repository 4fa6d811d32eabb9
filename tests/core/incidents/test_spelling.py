"""One slip of the keyboard does not hide a long word, and another word is not taken for a slip."""

import time

import pytest

from samenop.core.incidents.spelling import as_meant, slips_of

SLIPS = slips_of(["schroevendraaier", "vechtpartij", "bewusteloos", "opgehangen", "geslagen", "verdachte"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("schroevedraaier", "schroevendraaier"),
        ("bewustteloos", "bewusteloos"),
        ("vehctpartij", "vechtpartij"),
        ("vechtpartij", "vechtpartij"),
    ],
)
def test_a_letter_missing_extra_or_swapped_is_read_as_meant(written: str, meant: str) -> None:
    assert as_meant(written, SLIPS) == meant


@pytest.mark.parametrize("word", ["opgevangen", "geslapen", "verdacht", "vecht", "ziekenhuis", ""])
def test_another_word_stays_itself(word: str) -> None:
    assert as_meant(word, SLIPS) == word


def test_letters_without_end_cost_nothing() -> None:
    """Twenty thousand in a row once took over half a second."""
    start = time.perf_counter()
    assert as_meant("a" * 20_000, SLIPS) == "a" * 20_000
    assert time.perf_counter() - start < 0.01

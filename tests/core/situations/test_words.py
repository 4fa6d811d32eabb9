"""Dutch words meet their like: inflections, compounds, accents."""

import pytest

from samenop.core.situations.words import (
    compound_parts,
    known_stems,
    phrase_stems,
    read_words,
    split_text,
    stem,
)


@pytest.mark.parametrize(
    ("one", "other"), [("melding", "meldingen"), ("verwarde", "verward"), ("wijkagenten", "wijkagent")]
)
def test_inflected_words_share_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("drugskluis", ("drugs", "kluis")),
        ("crisisdienstmedewerker", ("crisisdienst", "medewerker")),
        ("huisartsenpost", ("huisarts", "post")),
        ("opvangplek", ("opvang", "plek")),
    ],
)
def test_a_compound_counts_for_its_parts(word: str, parts: tuple[str, str]) -> None:
    known = known_stems([*parts, "dienst", "huis"])
    assert compound_parts(word, known) == tuple(stem(part) for part in parts)


def test_a_word_that_is_no_compound_has_no_parts() -> None:
    assert compound_parts("wijkagent", known_stems(["crisis", "dienst"])) == ()


def test_accents_capitals_and_hyphens_make_no_difference() -> None:
    assert split_text("Eén GGZ-crisisdienst, ècht!") == ["een", "ggz", "crisisdienst", "echt"]


def test_the_fillers_of_a_phrase_do_not_count_unless_it_has_nothing_else() -> None:
    assert phrase_stems("om de hoek") == (stem("hoek"),)
    assert phrase_stems("van wie") != ()


def test_words_keep_their_place_in_the_text() -> None:
    text = "De Wijkagenten kwamen bij cliënten"
    words = read_words(text, frozenset())
    assert [text[word.start : word.end] for word in words] == ["Wijkagenten", "kwamen", "cliënten"]


def test_a_word_that_nobody_says_is_not_split_at_every_letter() -> None:
    """Twenty thousand letters in a row once took over a minute."""
    (word,) = read_words("a" * 20_000, frozenset({"crisis"}))
    assert len(word.stems[0]) == 60

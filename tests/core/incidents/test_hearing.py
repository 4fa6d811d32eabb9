"""What a report says is heard in its own words; what it denies is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenop.catalogues.classification_catalogue import classification
from samenop.core.incidents.hearing import heard_in, lexicon

KNOWN = lexicon(
    {
        "weapon": ["wapen", "*mes", "pistool"],
        "suicidal": ["suicid*", "wil ... dood"],
        "breathing": ["ademt niet"],
        "hurt": ["gewond"],
        "calm": ["rustig"],
    }
)


def facts(text: str) -> set[str]:
    return {one.fact for one in heard_in(text, KNOWN)}


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Hij heeft een keukenmes.", {"weapon"}),
        ("Hij heeft messen", {"weapon"}),
        ("geen mes", set()),
        ("geen mes of pistool gezien", set()),
        ("geen wapens, wel een pistool", {"weapon"}),
        ("Er is hulp zonder mes", set()),
        ("niet alleen een mes", {"weapon"}),
        ("hij luistert niet en heeft een mes", {"weapon"}),
        ("wapens niet gezien", set()),
        ("wapen: nee", {"weapon"}),
        ("Hij is niet gewond maar rustig", {"calm"}),
        ("SUÏCIDALE uitlatingen", {"suicidal"}),
        ("ze wil echt heel graag dood", {"suicidal"}),
        ("ze wil weg. Hij is dood", set()),
        ("Hij ademt niet", {"breathing"}),
        ("geen idee of hij een mes heeft", {"weapon"}),
        ("", set()),
    ],
)
def test_what_is_said_is_heard_and_what_is_denied_is_not(text: str, heard: set[str]) -> None:
    assert facts(text) == heard


def test_the_words_are_shown_as_they_were_written() -> None:
    assert [one.words for one in heard_in("Hij is SUÏCIDAAL, met een Keukenmes", KNOWN)] == [
        "SUÏCIDAAL",
        "Keukenmes",
    ]


SAYING = lexicon({"violence": ["slaat", "slaat ... stuk"], "hit": ["slaat"]}, {"violence": ["slaat alles"]})


def test_a_saying_is_not_meant_as_its_words_for_that_fact_alone() -> None:
    assert {one.fact for one in heard_in("dat slaat alles", SAYING)} == {"hit"}


def test_a_saying_takes_nothing_away_from_what_reaches_beyond_it() -> None:
    assert "violence" in {one.fact for one in heard_in("hij slaat alles stuk", SAYING)}
    assert "violence" in {one.fact for one in heard_in("hij slaat hem, dat slaat alles", SAYING)}


def test_no_saying_of_the_catalogue_is_heard_as_its_fact() -> None:
    words = classification().rulebook.words
    sayings = [saying for filed in words.sayings.values() for saying in filed]
    heard = [
        said for said in sayings if said.fact in {one.fact for one in heard_in(" ".join(said.parts), words)}
    ]
    assert sayings
    assert not heard


def written(phrase: str) -> str:
    """A phrase as somebody would type it."""
    return phrase.replace("...", "").replace("*", "")


def test_every_phrase_of_the_catalogue_can_be_heard() -> None:
    words = classification().rulebook.words
    phrases = words.phrases()
    deaf = [
        f"{phrase.fact}: {' '.join(phrase.parts)}"
        for phrase in phrases
        if phrase.fact not in {one.fact for one in heard_in(written(" ".join(phrase.parts)), words)}
    ]
    assert not deaf
    assert len(phrases) > 600


@given(st.text(max_size=200))
def test_any_text_at_all_can_be_read(text: str) -> None:
    for one in heard_in(text, classification().rulebook.words):
        assert one.words


@given(
    st.lists(
        st.sampled_from(["geen", "niet", "mes", "pistool", "of", "maar", "hij", ",", "gewond", "alleen"])
    )
)
def test_a_danger_is_never_unheard_by_what_comes_in_a_later_sentence(words: list[str]) -> None:
    assert facts("hij heeft een mes.") <= facts("hij heeft een mes. " + " ".join(words))

"""The catalogue of situations holds all 37, agrees with the facts it was made from, and is complete."""

import json
from pathlib import Path

import pytest

from samenop.catalogues.situations_catalogue import cues, situations

FACTS = Path(__file__).parents[4] / "shared" / "data" / "situations.json"


def test_there_are_37_situations_with_enough_words_to_be_recognised() -> None:
    assert len(situations()) == 37
    for situation in situations().values():
        assert len(situation.examples) >= 15, situation.id
        lexicon = situation.lexicon
        assert len({*lexicon.strong, *lexicon.clear, *lexicon.hint}) >= 30, situation.id


def test_each_has_guidance_and_says_what_to_expect_of_both() -> None:
    for situation in situations().values():
        assert 3 <= len(situation.guidance) <= 6, situation.id
        words = [*situation.guidance, situation.expect.police, situation.expect.care, situation.description]
        assert all(word.nl.strip() and word.en.strip() and word.nl != word.en for word in words), situation.id


def test_every_cue_stands_on_an_axis_where_some_situation_takes_its_place() -> None:
    taken: dict[str, set[str | None]] = {
        "direction": set(),
        "setting": set(),
        "timing": set(),
        "speaker": {"police", "care"},
    }
    for situation in situations().values():
        taken["direction"].add(situation.direction)
        taken["setting"].add(situation.setting)
        taken["timing"].add(situation.timing)
    assert all(cue.value in taken[cue.axis] for cue in cues())


@pytest.mark.skipif(not FACTS.exists(), reason="the shared data folder is not beside the repository")
def test_it_agrees_with_the_facts_of_the_report() -> None:
    facts = {fact["situation"]: fact for fact in json.loads(FACTS.read_text(encoding="utf-8"))}
    assert set(facts) == set(situations())
    for id, situation in situations().items():
        fact = facts[id]
        assert situation.name.nl == fact["situation_nl"]
        assert (situation.base, situation.direction) == (fact["base_situation"], fact["direction"])
        assert (situation.setting, situation.timing, situation.table) == (
            fact["setting"],
            fact["timing"],
            fact["table"],
        )
        assert situation.group == fact["parent_nl"]

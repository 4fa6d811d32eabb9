"""The situations as experts describe them: loaded once, strictly, into what the core reckons with."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from samenop.catalogues.loading import CatalogueError, Strict, Words, read_folder
from samenop.core.situations import Cue, Kind, Lexicon, SituationModel, build_model

Direction = Literal["care_to_police", "police_to_care", "structural"]
Setting = Literal["inside_institution", "outside_institution"]
Timing = Literal["preventive", "reactive"]
Speaker = Literal["police", "care", "both"]


class LexiconRecord(Strict):
    """Words and phrases by how surely they point to the situation."""

    strong: tuple[str, ...] = Field(min_length=1)
    clear: tuple[str, ...] = Field(min_length=1)
    hint: tuple[str, ...] = ()


class Expectations(Strict):
    """What one may expect of whom (G5)."""

    police: Words
    care: Words


class Situation(Strict):
    """One kind of joint situation (A3) with its words, guidance (G2) and expectations (G5)."""

    id: str
    base: str
    name: Words
    direction: Direction
    setting: Setting | None
    timing: Timing | None
    table: Literal[1, 2, 3]
    group: str | None
    description: Words
    source: str
    verified: bool
    speakers: tuple[Speaker, ...] = Field(min_length=1)
    lexicon: LexiconRecord
    against: tuple[str, ...]
    examples: tuple[str, ...] = Field(min_length=12)
    guidance: tuple[Words, ...] = Field(min_length=3, max_length=6)
    expect: Expectations
    advice_source: str
    advice_verified: bool


class CueRecord(Strict):
    """Phrases that say where on one axis a text stands."""

    axis: Literal["direction", "setting", "timing", "speaker"]
    source: str
    verified: bool
    values: dict[str, tuple[str, ...]]


@cache
def situations(region: Path | None = None) -> dict[str, Situation]:
    """All situations by id, in the order of the tables they come from."""
    found = read_folder("situations", Situation, region=region)
    for stem, situation in found.items():
        if stem != situation.id:
            raise CatalogueError(f"{stem}.yaml: id: is {situation.id!r} but must be the file's name")
    return dict(sorted(found.items(), key=lambda item: (item[1].table, item[1].source, item[0])))


@cache
def situation_model(region: Path | None = None) -> SituationModel:
    """The model that `suggest` works with; built at the first call (well under a second) and kept."""
    return build_model([kind_of(situation) for situation in situations(region).values()], cues(region))


def kind_of(situation: Situation) -> Kind:
    """What the core needs of a situation to recognise it."""
    return Kind(
        id=situation.id,
        lexicon=Lexicon(situation.lexicon.strong, situation.lexicon.clear, situation.lexicon.hint),
        examples=situation.examples,
        against=situation.against,
        traits=_traits(situation),
    )


def cues(region: Path | None = None) -> tuple[Cue, ...]:
    """Every cue of every axis."""
    return tuple(
        Cue(record.axis, value, phrase)
        for record in read_folder("situation_cues", CueRecord, region=region).values()
        for value, phrases in record.values.items()
        for phrase in phrases
    )


def _traits(situation: Situation) -> dict[str, frozenset[str]]:
    traits: dict[str, frozenset[str]] = {"direction": frozenset({situation.direction})}
    if situation.setting:
        traits["setting"] = frozenset({situation.setting})
    if situation.timing:
        traits["timing"] = frozenset({situation.timing})
    if "both" not in situation.speakers and len(situation.speakers) == 1:
        traits["speaker"] = frozenset(situation.speakers)
    return traits

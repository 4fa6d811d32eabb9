"""Reads the stories strictly, and lays the pieces of their course end to end."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ConfigDict

from samenop.catalogues.loading import Strict, read_file

HERE = Path(__file__).parent
FILES = ("police_to_care.yaml", "care_to_police.yaml")


class Beat(Strict):
    """One step of a story: so many minutes after the one before, what is done, and further words for it."""

    model_config = ConfigDict(extra="allow", frozen=True)

    after: float
    do: str

    @property
    def words(self) -> dict[str, Any]:
        """The further words, as the move takes them."""
        return dict(self.model_extra or {})


class Who(Strict):
    """The person it is about; `known`: the reporter gives the name."""

    gender: str
    ages: tuple[int, int] = (18, 80)
    known: bool = False


class Told(Strict):
    """How it comes in."""

    channel: str
    by: str
    texts: list[str]
    # The organisation that reports; its own people write the report when they may.
    source: str = ""


class Result(Strict):
    """What comes out of the assessment."""

    kind: str
    follow_up: str
    holder: str
    text: str
    reassess_hours: float | None = None


class Ride(Strict):
    """Who drives."""

    kind: str
    organisation: str
    reason: str = ""


class Story(Strict):
    """One kind of evening: its words and its course."""

    situation: str
    urgency: str
    needs: str
    spot: str
    person: Who
    report: Told
    course: list["str | Beat"]
    question: str = ""
    advice: str = ""
    advice_code: str = "advice"
    warning: str = ""
    observation: dict[str, str] = {}
    picture: dict[str, str] = {}
    outcome: Result | None = None
    handover: dict[str, str] = {}
    read_back: str = ""
    notes: list[str] = []
    ride: Ride | None = None
    # Whether the operator keeps to this class when the rules propose another.
    insists: bool = False
    joins: bool = False
    plays: bool = True

    def beats(self) -> Iterator[Beat]:
        """Every step, the pieces laid end to end."""
        for one in self.course:
            if isinstance(one, Beat):
                yield one
            else:
                yield from courses()[one]

    def does(self, move: str, **words: str) -> bool:
        """Whether the course holds such a step."""
        return any(
            beat.do == move and all(beat.words.get(name) == value for name, value in words.items())
            for beat in self.beats()
        )

    def beat(self, move: str) -> Beat | None:
        """The first step of this kind."""
        return next((beat for beat in self.beats() if beat.do == move), None)


class _Stories(Strict):
    stories: dict[str, Story]


class _Courses(Strict):
    courses: dict[str, list[Beat]]


class Earlier(Strict):
    """The stories of the days before, spread between so many hours ago."""

    hours: tuple[int, int]
    stories: list[str]


class Evening(Strict):
    """Which story began how many minutes ago; the third word is the story it is joined into."""

    open: list[tuple[str, float] | tuple[str, float, str]]
    earlier: Earlier


@cache
def courses() -> Mapping[str, list[Beat]]:
    """The pieces of course by name."""
    return read_file(HERE / "courses.yaml", _Courses).courses


@cache
def stories() -> dict[str, Story]:
    """Every story by name."""
    return {name: story for file in FILES for name, story in read_file(HERE / file, _Stories).stories.items()}


@cache
def evening() -> Evening:
    """The schedule of the evening."""
    return read_file(HERE / "evening.yaml", Evening)

"""Reads the region's own files strictly, as the catalogues are read: an unknown key is an error with its place."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

from samenop.catalogues.loading import Strict, read_file

HERE = Path(__file__).parent / "region"
Windows = list[tuple[str, str]]


class Hours(Strict):
    """A week of opening hours by weekday (Monday is 0); `goes_on`: a day off is an ordinary day."""

    week: dict[int, Windows] | Literal["all_day"]
    holiday: Windows | Literal["goes_on"] = []

    def as_json(self) -> dict[str, Any]:
        """The shape that is kept: field names of core.clocks.opening.OpeningHours, times as HH:MM."""
        all_day: Windows = [("00:00", "00:00")]
        week = dict.fromkeys(range(7), all_day) if self.week == "all_day" else self.week
        return {
            "week": {str(day): [list(window) for window in windows] for day, windows in week.items()},
            "holiday": None if self.holiday == "goes_on" else [list(window) for window in self.holiday],
            "exceptions": {},
        }


class Bound(Strict):
    """An agreement that binds a partner."""

    name: str
    needs: list[str]
    minutes: int
    must_take: bool = False
    ends_in_days: int | None = None
    ended_days_ago: int | None = None


class Partner(Strict):
    """An organisation of the region."""

    name: str
    kind: str
    hours: str
    areas: list[str] = ["*"]
    roster: bool = False
    expected: int | None = None
    load: int = 0
    capacity: int | None = None
    gives: dict[str, dict[str, Any]] = {}
    bound: list[Bound] = []
    units: dict[str, list[str]] = {}


class _Organisations(Strict):
    hours: dict[str, Hours]
    organisations: dict[str, Partner]


class Residents(Strict):
    """What the names of the fictional residents are made of."""

    men: list[str]
    women: list[str]
    surnames: list[str]


class People(Strict):
    """The professionals: whom one can be, and their colleagues."""

    personas: dict[str, tuple[str, str]]
    colleagues: dict[str, dict[str, list[str]]]
    residents: Residents


class Area(Strict):
    """A town of the region."""

    name: str
    latitude: float
    longitude: float


class Places(Strict):
    """Where things happen."""

    areas: dict[str, Area]
    streets: dict[str, list[str]]
    spots: dict[str, list[tuple[str, str]]]

    def area_of(self, address: str) -> str:
        """The town of an address in one of the streets; empty when the street is not ours."""
        found = (area for area, streets in self.streets.items() if address.startswith(tuple(streets)))
        return next(found, "")


class Agreed(Strict):
    """An agreement on a person or a place: an approach and a contact."""

    approach: str
    do_not_promise: str = ""
    advice: str = ""
    contact: str
    made_by: str
    readers: list[str]
    days: int
    spot: str = ""
    street: bool = False


class _Agreements(Strict):
    persons: list[Agreed]
    places: list[Agreed]


@cache
def partners() -> dict[str, Partner]:
    """Every organisation by its slug."""
    return _organisations().organisations


@cache
def hours() -> dict[str, Hours]:
    """The weeks of opening hours by name."""
    return _organisations().hours


@cache
def people() -> People:
    """The professionals and the names of residents."""
    return read_file(HERE / "people.yaml", People)


@cache
def places() -> Places:
    """Towns, streets and spots."""
    return read_file(HERE / "places.yaml", Places)


@cache
def agreements() -> _Agreements:
    """What was agreed on persons and places."""
    return read_file(HERE / "agreements.yaml", _Agreements)


@cache
def _organisations() -> _Organisations:
    return read_file(HERE / "organisations.yaml", _Organisations)


def telephone(number: int) -> str:
    """A number that nobody can dial: 088-0000 is not given out."""
    return f"088-0000{number:03d}"

"""Which dates count as a day off: the calendar of the Netherlands, less what we do not count."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal

from holidays import country_holidays

from samenop.catalogues.loading import CatalogueError, Strict, Words, folder, read_file


class _Holiday(Strict):
    called: str
    name: Words
    counts: Literal["always", "every_five_years", "never"]


class _HolidayFile(Strict):
    holidays: dict[str, _Holiday]
    source: str
    verified: bool


@cache
def holiday_names() -> Mapping[str, Words]:
    """What the days are called, by the ids that `days_off` gives."""
    return {holiday_id: record.name for holiday_id, record in _file().holidays.items()}


@cache
def days_off(*years: int) -> Mapping[date, str]:
    """The days off of these years, each with the id of the holiday. CatalogueError on an unknown day."""
    calendar = country_holidays("NL", years=years, categories=("public", "optional"), language="en_US")
    by_name = {record.called: (holiday_id, record) for holiday_id, record in _file().holidays.items()}
    unknown = {name for day in calendar for name in calendar.get_list(day)} - by_name.keys()
    if unknown:
        raise CatalogueError(f"holidays.yaml: the calendar knows days we do not: {sorted(unknown)}")
    named = ((day, *by_name[name]) for day in sorted(calendar) for name in calendar.get_list(day))
    return {day: holiday_id for day, holiday_id, record in named if _is_free(record, day)}


def days_off_around(day: date) -> Mapping[date, str]:
    """The days off of the year before, of and after this day: enough for any question about opening."""
    return days_off(day.year - 1, day.year, day.year + 1)


def _is_free(record: _Holiday, day: date) -> bool:
    return record.counts == "always" or (record.counts == "every_five_years" and day.year % 5 == 0)


@cache
def _file() -> _HolidayFile:
    return read_file(folder("opening") / "holidays.yaml", _HolidayFile)

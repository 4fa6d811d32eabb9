"""Makes a report of a row of somebody else's file, by a mapping that says which column means what."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, Literal

from samenop.core.kernel import Refused

CHANNELS = ("call_112", "call_0900", "counter", "street", "web", "system")
REPORTER_KINDS = ("citizen", "professional", "system")
# The longest that is kept of each field, in characters; longer is refused, never cut off.
LONGEST: Mapping[str, int] = {
    "text": 20_000,
    "external_id": 120,
    "address": 200,
    "area": 40,
    "reporter_name": 120,
    "reporter_phone": 30,
    "person_name": 120,
}
LONGEST_EXTRA = 500
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
# A clock that runs a little ahead elsewhere is no reason to refuse a call.
AHEAD = timedelta(minutes=5)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
Kind = Literal["text", "number", "date", "list"]
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a field of the report stands.

    `columns` are names under which it may stand; the first that is there counts. `values` translates what
    stands there (compared without capitals; anything else is refused). `allowed` are the only outcomes.
    """

    columns: tuple[str, ...]
    kind: Kind = "text"
    values: Mapping[str, str] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()
    prefix: str = ""
    lowest: float | None = None
    highest: float | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in one column: ISO 8601, or one of the formats; without an offset it is local time there."""

    columns: tuple[str, ...]
    zone: tzinfo
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoughMoment:
    """A moment of which only year, month, weekday and hour are known.

    It is put on the first such weekday of the month and marked as an estimate.
    """

    year: str
    month: str
    weekday: str
    hour: str
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class IntakeMapping:
    """How a foreign file becomes reports.

    `identity` are the columns that name a row; without them the row itself is its name, and identical
    rows are counted, because they are different calls. `keep` are columns kept beside the text.
    """

    id: str
    source: str
    fields: Mapping[str, Source]
    constants: Mapping[str, str] = field(default_factory=dict)
    moment: Moment | RoughMoment | None = None
    identity: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    required: tuple[str, ...] = ("text",)


@dataclass(frozen=True, slots=True)
class MappedRow:
    """A row as a report: field values, what is kept beside them, and which fields are an estimate."""

    fields: Mapping[str, Any]
    external_id: str
    extra: Mapping[str, Any]


class Namer:
    """Gives every row of one file its external id, the same on every run of the same file."""

    def __init__(self, mapping: IntakeMapping) -> None:
        self._identity = mapping.identity
        self._seen: Counter[str] = Counter()

    def name(self, row: Row) -> str:
        """The id of the row, "" when the columns that should name it are empty."""
        if self._identity:
            found = first_of(row, self._identity)
            return found.strip() if found else ""
        told = json.dumps(sorted(row.items()), ensure_ascii=False)
        digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:40]
        self._seen[digest] += 1
        return f"{digest}-{self._seen[digest]}"


def header_key(name: str) -> str:
    """A column name without its accidents: capitals, spaces, dashes, underscores."""
    return re.sub(r"[\s_\-]+", "_", name.strip().casefold()).strip("_")


def missing_columns(mapping: IntakeMapping, headers: frozenset[str]) -> tuple[str, ...]:
    """Required fields that no column of the file can fill, by their first name; empty when it fits."""
    asked = [mapping.fields[name].columns for name in mapping.required if name in mapping.fields]
    if isinstance(mapping.moment, RoughMoment):
        asked += [(getattr(mapping.moment, part),) for part in ("year", "month", "weekday", "hour")]
    if mapping.identity:
        asked.append(mapping.identity)
    return tuple(names[0] for names in asked if not headers & {header_key(name) for name in names})


def known_columns(mapping: IntakeMapping) -> frozenset[str]:
    """Every column name that the mapping can use, to recognise the delimiter of a file by."""
    names = {name for source in mapping.fields.values() for name in source.columns}
    names |= {*mapping.identity, *mapping.keep}
    if isinstance(mapping.moment, RoughMoment):
        moment = mapping.moment
        names |= {moment.year, moment.month, moment.weekday, moment.hour}
    elif mapping.moment is not None:
        names |= set(mapping.moment.columns)
    return frozenset(header_key(name) for name in names)


def map_row(mapping: IntakeMapping, row: Row, name: str, *, now: datetime) -> MappedRow | tuple[Refused, ...]:
    """The report that a row tells, or everything that is wrong with it at once.

    `row` has keys as `header_key` makes them; `name` is what `Namer` said.
    """
    wrong: list[Refused] = [] if name else [_wrong("intake_row_unnamed", ", ".join(mapping.identity))]
    if len(name) > LONGEST["external_id"]:
        wrong.append(_wrong("intake_value_too_long", mapping.identity[0]))
    found: dict[str, Any] = dict(mapping.constants)
    for target, source in mapping.fields.items():
        _take(target, source, row, found, wrong)
    wrong += [
        _wrong("intake_value_missing", mapping.fields[field_name].columns[0])
        for field_name in mapping.required
        if field_name in mapping.fields and not found.get(field_name) and not _is_named(field_name, mapping, wrong)
    ]
    estimated = _take_moment(mapping.moment, row, found, wrong, now)
    extra = {key: row[header_key(key)] for key in mapping.keep if row.get(header_key(key))}
    wrong += [_wrong("intake_value_too_long", key) for key, told in extra.items() if len(told) > LONGEST_EXTRA]
    if wrong:
        return tuple(wrong)
    kept: dict[str, Any] = {"row": extra} if extra else {}
    return MappedRow(found, name, kept | ({"estimated": ["received_at"]} if estimated else {}))


def first_of(row: Row, columns: tuple[str, ...]) -> str | None:
    """What stands in the first of these columns that has anything in it."""
    told = (row.get(header_key(name), "") for name in columns)
    return next((text for text in told if text.strip()), None)


def _is_named(target: str, mapping: IntakeMapping, wrong: list[Refused]) -> bool:
    column = mapping.fields[target].columns[0]
    return any(one.params.get("column") == column for one in wrong)


def _take(target: str, source: Source, row: Row, found: dict[str, Any], wrong: list[Refused]) -> None:
    text = first_of(row, source.columns)
    if text is None:
        return
    value = _READERS[source.kind](source, text.strip())
    if isinstance(value, Refused):
        wrong.append(value)
    elif isinstance(value, str) and len(value) > LONGEST.get(target, LONGEST_EXTRA):
        wrong.append(_wrong("intake_value_too_long", source.columns[0]))
    else:
        found[target] = value


def _text(source: Source, text: str) -> str | Refused:
    if any(ord(sign) < 32 and sign not in "\t\n\r" for sign in text) or not _is_writable(text):
        return _wrong("intake_control_sign", source.columns[0])
    if source.values:
        translated = source.values.get(text.casefold())
        if translated is None:
            return _wrong("intake_value_unknown", source.columns[0])
        text = translated
    if source.allowed and text not in source.allowed:
        return _wrong("intake_value_unknown", source.columns[0])
    return source.prefix + text


def _is_writable(text: str) -> bool:
    """Half a surrogate pair can be told in JSON but belongs to no text."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _number(source: Source, text: str) -> float | Refused:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return _wrong("intake_number_unreadable", source.columns[0])
    lowest = -1e9 if source.lowest is None else source.lowest
    highest = 1e9 if source.highest is None else source.highest
    # Written so that "not a number" fails too.
    return value if lowest <= value <= highest else _wrong("intake_number_unreadable", source.columns[0])


def _date(source: Source, text: str) -> date | Refused:
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return _wrong("intake_moment_unreadable", source.columns[0])


def _list(source: Source, text: str) -> frozenset[str] | Refused:
    names = frozenset(filter(None, re.split(r"[\s,;|]+", text)))
    return names if names <= source.allowed else _wrong("intake_value_unknown", source.columns[0])


_READERS: Mapping[Kind, Callable[[Source, str], Any]] = {
    "text": _text,
    "number": _number,
    "date": _date,
    "list": _list,
}


def _take_moment(
    moment: Moment | RoughMoment | None, row: Row, found: dict[str, Any], wrong: list[Refused], now: datetime
) -> bool:
    """Puts the moment in; true when it is an estimate."""
    if moment is None:
        return False
    rough = isinstance(moment, RoughMoment)
    column = moment.month if isinstance(moment, RoughMoment) else moment.columns[0]
    read = _rough(moment, row) if isinstance(moment, RoughMoment) else _exact(moment, row)
    if read is None:
        return False
    if isinstance(read, Refused):
        wrong.append(read)
    elif read > now + AHEAD:
        wrong.append(_wrong("intake_moment_future", column))
    elif read < EARLIEST:
        wrong.append(_wrong("intake_moment_unreadable", column))
    else:
        found["received_at"] = read
    return rough


def _exact(moment: Moment, row: Row) -> datetime | Refused | None:
    text = first_of(row, moment.columns)
    if text is None:
        return None
    for read in (datetime.fromisoformat, *(_by(form) for form in moment.formats)):
        try:
            return _in_utc(read(text.strip()), moment.zone)
        except (ValueError, OverflowError):
            continue
    return _wrong("intake_moment_unreadable", moment.columns[0])


def _by(form: str) -> Callable[[str], datetime]:
    return lambda text: datetime.strptime(text, form)  # noqa: DTZ007  # the zone follows in _in_utc


def _in_utc(told: datetime, zone: tzinfo) -> datetime:
    return (told if told.tzinfo else told.replace(tzinfo=zone)).astimezone(UTC)


def _rough(moment: RoughMoment, row: Row) -> datetime | Refused:
    year, month, weekday, hour = (
        row.get(header_key(name), "").strip().casefold()
        for name in (moment.year, moment.month, moment.weekday, moment.hour)
    )
    try:
        first = datetime(int(year), MONTHS.index(month) + 1, 1, int(hour), tzinfo=moment.zone)
        days = (WEEKDAYS.index(weekday) - first.weekday()) % 7
        return _in_utc(first + timedelta(days=days), moment.zone)
    except (ValueError, OverflowError):
        return _wrong("intake_moment_unreadable", moment.month)


def _wrong(code: str, column: str) -> Refused:
    return Refused(code, {"column": column})

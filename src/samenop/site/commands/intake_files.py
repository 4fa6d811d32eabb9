"""Reads rows out of files of strangers: any encoding, any delimiter, and every row with its own fault."""

import codecs
import csv
import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import IncrementalNewlineDecoder
from itertools import chain
from pathlib import Path
from typing import IO, Any

from samenop.core.incidents.intake import IntakeMapping, header_key, known_columns, missing_columns
from samenop.core.kernel import Refused

LONGEST_LINE = 200_000  # characters; a call is told in far fewer
# A quote that is not closed swallows what follows; after so many lines the first one is given up.
MOST_LINES = 100
DELIMITERS = ",;\t|"
JSON_SUFFIXES = {".jsonl", ".ndjson", ".json"}
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row: where it starts, how it was written, and its values by column, or why it cannot be read."""

    line: int
    raw: str
    values: dict[str, str] = field(default_factory=dict)
    refused: Refused | None = None


@dataclass(frozen=True, slots=True)
class RowFile:
    """A file that can be read, its kind ("csv" or "jsonl"), its heading as written, and its rows."""

    kind: str
    heading: str
    rows: Iterator[FileRow]


def open_rows(source: Path, stream: IO[bytes], mapping: IntakeMapping) -> RowFile | Refused:
    """The rows of an open file, or why the whole of it cannot be read."""
    encoding = _encoding(stream)
    if isinstance(encoding, Refused):
        return encoding
    lines = _lines(stream, encoding)
    first = next((pair for pair in lines if pair[1].strip()), None)
    if first is None:
        return Refused("intake_file_empty")
    if source.suffix.lower() in JSON_SUFFIXES or first[1].lstrip().startswith("{"):
        return RowFile("jsonl", "", _json_rows(chain([first], lines)))
    return _csv_file(first, lines, mapping)


def _encoding(stream: IO[bytes]) -> str | Refused:
    """UTF-8 or UTF-16 by its mark, UTF-8 when all of it is, else the one Windows offices write."""
    start = stream.read(4)
    stream.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16" if _decodes(stream, "utf-16") else Refused("intake_file_no_text")
    if b"\0" in stream.read(CHUNK):
        return Refused("intake_file_no_text")
    stream.seek(0)
    for encoding in ("utf-8-sig", "cp1252"):
        if _decodes(stream, encoding):
            return encoding
    return Refused("intake_file_no_text")


def _decodes(stream: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    try:
        while block := stream.read(CHUNK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        stream.seek(0)
    return True


def _lines(stream: IO[bytes], encoding: str) -> Iterator[tuple[int, str]]:
    """Numbered lines; one that is far too long never stands in memory as a whole."""
    return enumerate(_whole_lines(stream, encoding), start=1)


def _whole_lines(stream: IO[bytes], encoding: str) -> Iterator[str]:
    decoder = IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(), translate=True)
    rest = ""
    while block := stream.read(CHUNK // 8):
        *whole, rest = (rest + decoder.decode(block)).split("\n")
        for line in whole:
            yield line + "\n"
        rest = rest[: LONGEST_LINE + 1]
    rest += decoder.decode(b"", final=True)
    if rest:
        yield rest


def _json_rows(lines: Iterator[tuple[int, str]]) -> Iterator[FileRow]:
    for number, line in lines:
        if line.strip():
            yield _json_row(number, line)


def _json_row(number: int, line: str) -> FileRow:
    if len(line) > LONGEST_LINE:
        return FileRow(number, line[:200] + "\n", refused=Refused("intake_line_too_long"))
    try:
        pairs = json.loads(line, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return FileRow(number, line, refused=Refused("intake_line_no_json"))
    if not isinstance(pairs, _Pairs):
        return FileRow(number, line, refused=Refused("intake_line_no_object"))
    values: dict[str, str] = {}
    for name, value in pairs:
        key = header_key(name)
        if key in values:
            return FileRow(number, line, refused=Refused("intake_column_twice", {"column": name[:60]}))
        told = _as_text(value)
        if told is None:
            return FileRow(number, line, refused=Refused("intake_value_nested", {"column": name[:60]}))
        values[key] = told
    return FileRow(number, line, values)


class _Pairs(list[tuple[str, Any]]):
    """An object as its pairs, so that a name told twice is seen."""


def _as_text(value: Any) -> str | None:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    if type(value) is list and all(isinstance(one, str) for one in value):
        return " ".join(value)
    return None


def _csv_file(
    first: tuple[int, str], lines: Iterator[tuple[int, str]], mapping: IntakeMapping
) -> RowFile | Refused:
    _, heading = first
    known = known_columns(mapping)
    headings = {sign: _split(heading, sign) for sign in DELIMITERS}
    sign = max(DELIMITERS, key=lambda one: len(known & set(headings[one])))
    columns = headings[sign]
    twice = next((name for name in columns if name and columns.count(name) > 1), "")
    if twice:
        return Refused("intake_column_twice", {"column": twice[:60]})
    missing = missing_columns(mapping, frozenset(columns))
    if missing:
        return Refused("intake_columns_missing", {"columns": ", ".join(missing), "mapping": mapping.id})
    return RowFile("csv", heading.rstrip("\n") + "\n", _csv_rows(columns, sign, lines))


def _split(heading: str, sign: str) -> list[str]:
    if len(heading) > LONGEST_LINE:
        return []
    try:
        return [header_key(name) for name in next(csv.reader([heading], delimiter=sign, strict=True), [])]
    except csv.Error:
        return []


def _csv_rows(columns: list[str], sign: str, lines: Iterator[tuple[int, str]]) -> Iterator[FileRow]:
    waiting: deque[tuple[int, str]] = deque()
    while True:
        taken = _Taken(waiting, lines)
        try:
            values = next(csv.reader(taken, delimiter=sign, strict=True), None)
        except (csv.Error, _TooLong):
            number, line = taken.lines[0]
            # The row began here; whatever it swallowed is tried again as rows of its own.
            waiting.extendleft(reversed(taken.lines[1:]))
            code = "intake_line_too_long" if len(line) > LONGEST_LINE else "intake_quote_open"
            yield FileRow(number, line[:LONGEST_LINE], refused=Refused(code))
            continue
        if values is None:
            return
        raw = "".join(line for _, line in taken.lines)
        if any(value.strip() for value in values):
            yield _csv_row(columns, taken.lines[0][0], raw, values)


def _csv_row(columns: list[str], number: int, raw: str, values: list[str]) -> FileRow:
    if len(values) != len(columns):
        told = {"found": str(len(values)), "asked": str(len(columns))}
        return FileRow(number, raw, refused=Refused("intake_columns_differ", told))
    return FileRow(number, raw, dict(zip(columns, values, strict=True)))


class _TooLong(Exception):
    """One row took more lines or signs than any call needs."""


class _Taken:
    """Feeds the CSV reader and remembers which lines one row took."""

    def __init__(self, waiting: deque[tuple[int, str]], lines: Iterator[tuple[int, str]]) -> None:
        self.lines: list[tuple[int, str]] = []
        self._waiting, self._source, self._signs = waiting, lines, 0

    def __iter__(self) -> "_Taken":
        return self

    def __next__(self) -> str:
        if len(self.lines) >= MOST_LINES:
            raise _TooLong
        pair = self._waiting.popleft() if self._waiting else next(self._source)
        self.lines.append(pair)
        self._signs += len(pair[1])
        if self._signs > LONGEST_LINE:
            raise _TooLong
        return pair[1]

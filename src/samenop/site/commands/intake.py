"""`samenop intake FILE`: takes reports in from a foreign file, row by row, and says what it could not take."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.utils import timezone

from samenop.apps.incidents.service import ReportDraft, take_reports
from samenop.apps.partners.service import organisations
from samenop.catalogues.intake_catalogue import intake_mapping, mapping_files
from samenop.catalogues.loading import CatalogueError
from samenop.catalogues.wording_catalogue import words_of, words_of_code
from samenop.core.incidents.intake import IntakeMapping, Namer, map_row
from samenop.core.kernel import Actor, Refused
from samenop.site.commands.intake_files import FileRow, RowFile, open_rows

# One transaction; what was taken in before a crash stays, and a second run takes the rest.
ROWS_AT_ONCE = 200
# More reasons than this on one screen help nobody; the file to repair has them all.
MOST_SAID = 50
Progress = Callable[[int], None]


@dataclass(slots=True)
class Intake:
    """How it goes: what was taken in, what was there already, and what was refused with its reasons."""

    taken: int = 0
    known: int = 0
    refused: list[tuple[FileRow, tuple[Refused, ...]]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Every row that was looked at."""
        return self.taken + self.known + len(self.refused)


def run(
    source: Path,
    mapping: str,
    as_json: bool,
    out: TextIO,
    err: TextIO,
    progress: Progress | None = None,
    *,
    language: str = "nl",
) -> int:
    """Takes a CSV or JSON Lines file in by the mapping of that name, or the mapping file at that path.

    Returns 0 when every row is in (now or before), 1 when rows were refused, 2 when nothing could be
    read. Good rows go in whatever the others do; refused rows land beside the file, to repair.
    `progress` hears the number of rows so far after every transaction.
    """
    try:
        made = intake_mapping(mapping, settings.REGION)
        if made is None:
            known = ", ".join(sorted(mapping_files(settings.REGION)))
            return _nothing(Refused("intake_mapping_unknown", {"mapping": mapping, "known": known}), err, language)
        actor = _actor()
        if isinstance(actor, Refused):
            return _nothing(actor, err, language)
        with source.open("rb") as stream:
            file = open_rows(source, stream, made)
            if isinstance(file, Refused):
                return _nothing(file, err, language)
            intake = _take_all(file, made, actor, progress)
    except CatalogueError as error:
        return _nothing(Refused("intake_mapping_wrong", {"reason": str(error)}), err, language)
    except (OSError, ValueError) as error:
        return _nothing(_unreadable(source, error), err, language)
    repair = _keep_refused(source, file, intake, err, language)
    _say(intake, made, repair, as_json, out, err, language)
    return 1 if intake.refused else 0


def _nothing(refused: Refused, err: TextIO, language: str) -> int:
    print(words_of(refused, language), file=err)
    return 2


def _unreadable(source: Path, error: Exception) -> Refused:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return Refused("intake_file_unreadable", {"file": source.name, "reason": str(reason)})


def _actor() -> Actor | Refused:
    """The machine, on behalf of the control room that will hold what comes in."""
    room = next(iter(organisations(("control_room",))), None)
    if room is None:
        return Refused("intake_no_control_room")
    return Actor(
        id="system:intake",
        name="intake",
        organisation=room.slug,
        kind=room.kind,
        permissions=frozenset({"report.take"}),
    )


def _take_all(file: RowFile, mapping: IntakeMapping, actor: Actor, progress: Progress | None) -> Intake:
    intake, namer = Intake(), Namer(mapping)
    for some in _in_groups(file.rows, ROWS_AT_ONCE):
        _take_some(some, mapping, namer, actor, intake)
        if progress is not None:
            progress(intake.rows)
    return intake


def _take_some(
    rows: list[FileRow], mapping: IntakeMapping, namer: Namer, actor: Actor, intake: Intake
) -> None:
    now = timezone.now()
    good = []
    for row in rows:
        draft = _draft(row, mapping, namer, now)
        if isinstance(draft, ReportDraft):
            good.append((row, draft))
        else:
            intake.refused.append((row, draft))
    answers = take_reports(drafts=[draft for _, draft in good], actor=actor, now=now)
    if isinstance(answers, Refused):
        raise TypeError("without a key a batch is never refused as a whole")
    for (row, _), answer in zip(good, answers, strict=True):
        if isinstance(answer, Refused):
            intake.refused.append((row, (answer,)))
        elif answer.created:
            intake.taken += 1
        else:
            intake.known += 1


def _draft(
    row: FileRow, mapping: IntakeMapping, namer: Namer, now: datetime
) -> ReportDraft | tuple[Refused, ...]:
    if row.refused is not None:
        return (row.refused,)
    mapped = map_row(mapping, row.values, namer.name(row.values), now=now)
    if isinstance(mapped, tuple):
        return mapped
    extra = dict(mapped.extra)
    return ReportDraft(**mapped.fields, source=mapping.source, external_id=mapped.external_id, extra=extra)


def _in_groups(rows: Iterator[FileRow], size: int) -> Iterator[list[FileRow]]:
    group: list[FileRow] = []
    for row in rows:
        group.append(row)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


def _keep_refused(source: Path, file: RowFile, intake: Intake, err: TextIO, language: str) -> Path | None:
    """Refused rows as they were written, under the same heading, in a file that is not there yet."""
    if not intake.refused:
        return None
    try:
        with _free_name(source, file.kind).open("x", encoding="utf-8", newline="") as repair:
            repair.write(file.heading)
            for row, _ in sorted(intake.refused, key=lambda pair: pair[0].line):
                repair.write(row.raw.rstrip("\n") + "\n")
            return Path(repair.name)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        print(words_of(Refused("intake_repair_unwritable", {"reason": str(reason)}), language), file=err)
        return None


def _free_name(source: Path, kind: str) -> Path:
    names = (f"{source.name}.refused{number}.{kind}" for number in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(path for name in names if not (path := source.with_name(name)).exists())


def _say(
    intake: Intake,
    mapping: IntakeMapping,
    repair: Path | None,
    as_json: bool,
    out: TextIO,
    err: TextIO,
    language: str,
) -> None:
    lines = [
        (row.line, one)
        for row, reasons in sorted(intake.refused, key=lambda pair: pair[0].line)
        for one in reasons
    ]
    for line, refused in lines[:MOST_SAID]:
        where = Refused("intake_line", {"line": str(line), "reason": _reason(refused, language)})
        print(words_of(where, language), file=err)
    if len(lines) > MOST_SAID:
        print(words_of(Refused("intake_more", {"count": str(len(lines) - MOST_SAID)}), language), file=err)
    if as_json:
        print(json.dumps(_summary(intake, mapping, repair, language), ensure_ascii=False), file=out)
        return
    counts = {"taken": str(intake.taken), "known": str(intake.known), "refused": str(len(intake.refused))}
    print(words_of(Refused("intake_done", counts), language), file=out)
    if repair is not None:
        print(words_of(Refused("intake_repair", {"file": str(repair)}), language), file=out)
    for lack in _lacks(mapping, language):
        print(f"- {lack}", file=out)


def _reason(refused: Refused, language: str) -> str:
    parts = [words_of_code(code, language, dict(refused.params)) for code in refused.missing]
    return " ".join((words_of(refused, language), *parts))


def _lacks(mapping: IntakeMapping, language: str) -> list[str]:
    """What reports of this kind do not tell, so that nobody takes silence for a fact."""
    file = mapping_files(settings.REGION).get(mapping.id)
    return [lack.in_language(language) for lack in file.lacks.values()] if file else []


def _summary(
    intake: Intake, mapping: IntakeMapping, repair: Path | None, language: str
) -> dict[str, Any]:
    return {
        "mapping": mapping.id,
        "rows": intake.rows,
        "taken": intake.taken,
        "known": intake.known,
        "refused": [
            {
                "line": row.line,
                "reasons": [{"code": one.code, "detail": _reason(one, language)} for one in reasons],
            }
            for row, reasons in sorted(intake.refused, key=lambda pair: pair[0].line)
        ],
        "repair": str(repair) if repair else None,
        "lacks": _lacks(mapping, language),
    }

"""What a run of ledger entries means for who is looking: which incidents, which reports, whose rights."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

REPORT_EVENTS = frozenset({"incident.reported", "report.added", "report.joined"})


class Told(Protocol):
    """The part of a ledger entry that is needed here."""

    id: int
    type: str
    subject: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Incident number → its newest entry; the same for those with a new report; whether rights changed."""

    incidents: dict[str, int]
    reports: dict[str, int]
    rights: bool


def changes_in(entries: Iterable[Told]) -> Changes:
    """Many entries on one incident become one change: only the newest counts."""
    incidents: dict[str, int] = {}
    reports: dict[str, int] = {}
    rights = False
    for entry in entries:
        kind, _, number = entry.subject.partition(":")
        rights = rights or entry.type.startswith("account.")
        if kind != "incident":
            continue
        incidents[number] = entry.id
        if entry.type in REPORT_EVENTS:
            reports[number] = entry.id
    return Changes(incidents, reports, rights)

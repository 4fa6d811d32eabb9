"""What a norm is: how long something may take, who is warned, and to which level it climbs (A9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from samenop.core.clocks.opening import AMSTERDAM

Level = Literal["operational", "management", "board"]
LEVELS: tuple[Level, ...] = ("operational", "management", "board")


@dataclass(frozen=True, slots=True)
class Climb:
    """After so many minutes past the norm the matter is put before this contact level."""

    after_minutes: int
    level: Level


@dataclass(frozen=True, slots=True)
class NormValue:
    """What a norm asks from a certain day on.

    `minutes` and `months` exclude each other; without either there is no clock, only a share.
    `share` is the part of all cases (0–1) that must keep the norm; None means every single one.
    `warn_minutes` is how long before the end somebody is warned.
    """

    minutes: int | None = None
    months: int | None = None
    share: float | None = None
    warn_minutes: int = 0
    levels: tuple[Climb, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event of the ledger, narrowed by facts: each named fact must have one of the values."""

    event: str
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def is_pulled(self, event_type: str, facts: Mapping[str, str]) -> bool:
        """Whether this event pulls it. `facts` are the data of the event over those of the subject."""
        return event_type == self.event and all(
            facts.get(key) in allowed for key, allowed in self.when.items()
        )


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm on one kind of subject, started and stopped by events.

    `counts_from` says from which moment: the report itself, or the event that started the clock (an
    arrival counts from the call, however long somebody thought about the class). `verified` says
    whether somebody looked the source up.
    """

    id: str
    subject: str
    starts: tuple[Trigger, ...]
    stops: tuple[Trigger, ...]
    values: Mapping[date, NormValue]
    counts_from: Literal["report", "event"] = "event"
    source: str = ""
    verified: bool = False

    def value_on(self, day: date) -> NormValue | None:
        """The value that holds on a day; None before the first."""
        held = [since for since in self.values if since <= day]
        return self.values[max(held)] if held else None

    def starts_with(self, event_type: str, facts: Mapping[str, str]) -> bool:
        """Whether this event on a subject with these facts starts the clock."""
        return any(trigger.is_pulled(event_type, facts) for trigger in self.starts)

    def stops_with(self, event_type: str, facts: Mapping[str, str]) -> bool:
        """Whether this event on a subject with these facts stops the clock."""
        return any(trigger.is_pulled(event_type, facts) for trigger in self.stops)


def due_after(value: NormValue, started_at: datetime) -> datetime | None:
    """The end of the norm: minutes of real time, or months by the calendar in Amsterdam; None: no clock."""
    if value.minutes is not None:
        return started_at + timedelta(minutes=value.minutes)
    if value.months is None:
        return None
    local = started_at.astimezone(AMSTERDAM)
    return _months_later(local, value.months).astimezone(started_at.tzinfo)


def _months_later(local: datetime, months: int) -> datetime:
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    first = local.replace(year=year, month=month + 1, day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    last_day = (following - timedelta(days=1)).day
    return first.replace(day=min(local.day, last_day))

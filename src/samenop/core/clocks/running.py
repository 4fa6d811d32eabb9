"""A norm at work on one subject: due, warned, breached, climbing, stopped (A9)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from samenop.core.clocks.norms import Level, Norm, due_after
from samenop.core.clocks.opening import AMSTERDAM
from samenop.core.kernel import Event

State = Literal["running", "warned", "breached", "stopped"]


@dataclass(frozen=True, slots=True)
class ClimbTime:
    """When a breach comes before which contact level."""

    at: datetime
    level: Level


@dataclass(frozen=True, slots=True)
class ClockTimes:
    """The moments of one running clock, all known when it starts.

    A clock whose value changes later keeps the times with which it started.
    """

    norm: str
    started_at: datetime
    warn_at: datetime
    due_at: datetime
    climbs: tuple[ClimbTime, ...] = ()
    stopped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Something a clock has to say, and since when."""

    at: datetime
    event: Event


def start_clock(norm: Norm, at: datetime) -> ClockTimes | None:
    """The clock that starts now; None when the norm holds no time on this day (a share only, or not yet)."""
    value = norm.value_on(at.astimezone(AMSTERDAM).date())
    due_at = due_after(value, at) if value else None
    if value is None or due_at is None:
        return None
    warn_at = max(at, due_at - timedelta(minutes=value.warn_minutes))
    climbs = sorted(value.levels, key=lambda climb: climb.after_minutes)
    return ClockTimes(
        norm=norm.id,
        started_at=at,
        warn_at=warn_at,
        due_at=due_at,
        climbs=tuple(ClimbTime(due_at + timedelta(minutes=one.after_minutes), one.level) for one in climbs),
    )


def stop_clock(clock: ClockTimes, at: datetime) -> ClockTimes:
    """The clock, stopped. The first stop counts; stopping again changes nothing."""
    return clock if clock.stopped_at else replace(clock, stopped_at=at)


def state_of(clock: ClockTimes, now: datetime) -> State:
    """Where the clock stands; once stopped it stays so, whatever time it becomes."""
    if clock.stopped_at is not None and clock.stopped_at <= now:
        return "stopped"
    if now >= clock.due_at:
        return "breached"
    return "warned" if now >= clock.warn_at else "running"


def level_of(clock: ClockTimes, now: datetime) -> Level | None:
    """The highest contact level that the breach has reached; None before the first."""
    reached = [climb.level for climb in clock.climbs if _has_come(clock, climb.at, now)]
    return reached[-1] if reached else None


def is_kept(clock: ClockTimes, now: datetime) -> bool | None:
    """Whether the norm was kept; None while nobody can know yet."""
    if _has_come(clock, clock.due_at, now):
        return False
    return True if state_of(clock, now) == "stopped" else None


def remaining(clock: ClockTimes, now: datetime) -> timedelta:
    """Time left until the norm ends, negative past it; frozen by the stop."""
    return clock.due_at - _moment(clock, now)


def events_due(clock: ClockTimes, now: datetime, *, after: datetime | None = None) -> tuple[Due, ...]:
    """What must have been said by now, oldest first: warned, breached, climbed.

    With `after` only what came due later than that moment, so that each is said once.
    """
    said = [dues for dues in _all_dues(clock) if _has_come(clock, dues.at, now)]
    return tuple(dues for dues in said if after is None or dues.at > after)


def next_due_at(clock: ClockTimes, now: datetime) -> datetime | None:
    """The moment at which this clock next has something to say; None when it is done or stopped."""
    if state_of(clock, now) == "stopped":
        return None
    return next((dues.at for dues in _all_dues(clock) if dues.at > now), None)


def share_kept(clocks: Iterable[ClockTimes], now: datetime) -> tuple[int, int]:
    """How many of the decided clocks kept the norm, and how many are decided: (kept, decided)."""
    decided = [kept for kept in (is_kept(clock, now) for clock in clocks) if kept is not None]
    return sum(decided), len(decided)


def clocks_to_start(
    norms: Iterable[Norm],
    event_type: str,
    facts: Mapping[str, str],
    *,
    at: datetime,
    reported_at: datetime | None = None,
) -> tuple[ClockTimes, ...]:
    """Every clock that this event starts on a subject with these facts.

    A norm that counts from the report starts at `reported_at` when that is given.
    """
    pulled = [norm for norm in norms if norm.starts_with(event_type, facts)]
    started = (start_clock(norm, _start_of(norm, at, reported_at)) for norm in pulled)
    return tuple(clock for clock in started if clock is not None)


def clocks_to_stop(norms: Iterable[Norm], event_type: str, facts: Mapping[str, str]) -> frozenset[str]:
    """The ids of the norms whose clocks this event stops on a subject with these facts."""
    return frozenset(norm.id for norm in norms if norm.stops_with(event_type, facts))


def share_asked(norm: Norm, day: date) -> float | None:
    """The part of all cases that must keep the norm on this day; None when every single one must."""
    value = norm.value_on(day)
    return value.share if value else None


def _start_of(norm: Norm, at: datetime, reported_at: datetime | None) -> datetime:
    return reported_at if norm.counts_from == "report" and reported_at is not None else at


def _moment(clock: ClockTimes, now: datetime) -> datetime:
    return min(now, clock.stopped_at) if clock.stopped_at is not None else now


def _has_come(clock: ClockTimes, at: datetime, now: datetime) -> bool:
    # Who is there after fifteen minutes sharp has kept a norm of fifteen minutes: the stop goes first.
    return at <= now and (clock.stopped_at is None or at < clock.stopped_at)


def _all_dues(clock: ClockTimes) -> list[Due]:
    dues = [_due(clock, clock.warn_at, "clock.warned"), _due(clock, clock.due_at, "clock.breached")]
    return dues + [_due(clock, climb.at, "clock.climbed", climb.level) for climb in clock.climbs]


def _due(clock: ClockTimes, at: datetime, event_type: str, level: str = "") -> Due:
    data = {"norm": clock.norm, "at": at.isoformat()}
    return Due(at, Event(event_type, data | {"level": level} if level else data))

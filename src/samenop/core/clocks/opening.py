"""When a desk or service is open: weeks, nights, holidays and the two odd nights of summer time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
# A desk that is closed for longer than this is closed, not "opening soon".
LOOK_AHEAD_DAYS = 30


@dataclass(frozen=True, slots=True)
class Window:
    """Open from `opens` until `closes`, wall-clock time in Amsterdam.

    `closes` at or before `opens` lies on the next day, so 22:00 to 06:00 is a night and
    00:00 to 00:00 a whole day.
    """

    opens: time
    closes: time

    def over_midnight(self) -> bool:
        """Whether the window ends on the day after it started."""
        return self.closes <= self.opens


WHOLE_DAY = Window(time(0), time(0))


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The hours of one desk. A window belongs to the day on which it starts.

    `week` gives the windows per weekday (Monday is 0). On a day off `holiday` counts instead; None
    means that the week simply goes on. `exceptions` go before both; an empty tuple is closed.
    """

    week: Mapping[int, tuple[Window, ...]] = field(default_factory=dict)
    holiday: tuple[Window, ...] | None = ()
    exceptions: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)

    def windows_on(self, day: date, days_off: Mapping[date, str]) -> tuple[Window, ...]:
        """The windows that start on this day."""
        if day in self.exceptions:
            return self.exceptions[day]
        if day in days_off and self.holiday is not None:
            return self.holiday
        return self.week.get(day.weekday(), ())


ALWAYS = OpeningHours(dict.fromkeys(range(7), (WHOLE_DAY,)), holiday=None)
CLOSED = OpeningHours()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of real time, both ends in UTC; the end is not part of it."""

    starts_at: datetime
    ends_at: datetime

    def holds(self, at: datetime) -> bool:
        """Whether the moment lies inside."""
        return self.starts_at <= at < self.ends_at


def is_open(hours: OpeningHours, at: datetime, days_off: Mapping[date, str]) -> bool:
    """Whether the desk is open at this moment. `days_off` are the dates that count as a day off, named."""
    today = at.astimezone(AMSTERDAM).date()
    near = (today - timedelta(days=1), today)
    return any(span.holds(at) for day in near for span in _spans_on(hours, day, days_off))


def opens_at(hours: OpeningHours, at: datetime, days_off: Mapping[date, str]) -> datetime | None:
    """The moment (UTC) from which the desk is open: `at` itself when it is, None when not within 30 days."""
    if is_open(hours, at, days_off):
        return at
    return next((span.starts_at for span in _spans_after(hours, at, days_off)), None)


def closes_at(hours: OpeningHours, at: datetime, days_off: Mapping[date, str]) -> datetime | None:
    """The moment (UTC) at which an open desk closes; adjoining windows count as one.

    None when the desk is closed at `at`, or does not close within 30 days.
    """
    if not is_open(hours, at, days_off):
        return None
    last = at.astimezone(AMSTERDAM).date() + timedelta(days=LOOK_AHEAD_DAYS)
    moment = at
    while is_open(hours, moment, days_off):
        if moment.astimezone(AMSTERDAM).date() > last:
            return None
        moment = _end_of_window(hours, moment, days_off)
    return moment


def _end_of_window(hours: OpeningHours, at: datetime, days_off: Mapping[date, str]) -> datetime:
    today = at.astimezone(AMSTERDAM).date()
    near = (today - timedelta(days=1), today)
    spans = (span for day in near for span in _spans_on(hours, day, days_off))
    return max(span.ends_at for span in spans if span.holds(at))


def _spans_after(hours: OpeningHours, at: datetime, days_off: Mapping[date, str]) -> Iterator[Span]:
    today = at.astimezone(AMSTERDAM).date()
    for ahead in range(LOOK_AHEAD_DAYS + 1):
        spans = _spans_on(hours, today + timedelta(days=ahead), days_off)
        yield from sorted((one for one in spans if one.starts_at > at), key=lambda one: one.starts_at)


def _spans_on(hours: OpeningHours, day: date, days_off: Mapping[date, str]) -> Iterator[Span]:
    for window in hours.windows_on(day, days_off):
        end_day = day + timedelta(days=1) if window.over_midnight() else day
        # An hour that does not exist (the last Sunday of March) begins when the clock has jumped; an hour
        # that exists twice (October) starts with the first and ends with the second.
        span = Span(_in_utc(day, window.opens, last=False), _in_utc(end_day, window.closes, last=True))
        if span.starts_at < span.ends_at:
            yield span


def _in_utc(day: date, at: time, *, last: bool) -> datetime:
    wall = datetime.combine(day, at, AMSTERDAM).replace(fold=1 if last else 0)
    moment = wall.astimezone(UTC)
    if moment.astimezone(AMSTERDAM).replace(tzinfo=None) != wall.replace(tzinfo=None):
        # Skipped by summer time: in Amsterdam that is always the hour from two to three.
        return datetime.combine(day, time(3), AMSTERDAM).astimezone(UTC)
    return moment

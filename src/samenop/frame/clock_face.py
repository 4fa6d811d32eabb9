"""What a running clock shows: number, ring, words; the browser script counts on from here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from samenop.frame.moments import counting_number, spoken_duration
from samenop.frame.words import clock_words


class ShownClock(Protocol):
    """What a clock must carry to be shown; moments are aware, in UTC.

    `due_at` empty = no norm; `estimated` = a stamp is missing and the start is a best guess.
    """

    name: str
    started_at: datetime
    warn_at: datetime | None
    due_at: datetime | None
    stopped_at: datetime | None
    level_words: str
    estimated: bool
    state: str


@dataclass(frozen=True, slots=True)
class ClockFace:
    """A clock at one moment, ready to be drawn."""

    name: str
    state: str
    number: str
    norm: str
    verdict: str
    level: str
    filled: int
    late: bool
    estimated: bool
    mark: str


MARKS = {"running": "clock", "warned": "hourglass", "breached": "alert-triangle", "stopped": "check"}


def clock_face(clock: ShownClock, now: datetime) -> ClockFace:
    """The face of `clock` at `now`; a stopped clock shows the moment it stopped."""
    end = clock.stopped_at or now
    elapsed = (end - clock.started_at).total_seconds()
    norm = (clock.due_at - clock.started_at).total_seconds() if clock.due_at else None
    state = _state(clock, now)
    late = norm is not None and elapsed > norm
    filled = 0 if not norm else max(0, min(100, round(100 * elapsed / norm)))
    return ClockFace(
        name=clock.name,
        state=state,
        number=counting_number(elapsed),
        norm=clock_words()["norm"].format(time=spoken_duration(norm)) if norm is not None else "",
        verdict=_verdict(state, elapsed, norm),
        level=clock.level_words,
        filled=filled,
        late=late,
        estimated=clock.estimated,
        mark="alert-triangle" if late else MARKS[state],
    )


def _state(clock: ShownClock, now: datetime) -> str:
    if clock.stopped_at:
        return "stopped"
    if clock.due_at and now >= clock.due_at:
        return "breached"
    if clock.warn_at and now >= clock.warn_at:
        return "warned"
    return clock.state if clock.state in MARKS else "running"


def _verdict(state: str, elapsed: float, norm: float | None) -> str:
    if norm is None:
        return ""
    words = clock_words()
    if elapsed > norm:
        return words["over"].format(time=spoken_duration(elapsed - norm))
    if state == "stopped":
        return words["within"]
    return words["left"].format(time=spoken_duration(norm - elapsed))

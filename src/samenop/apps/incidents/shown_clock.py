"""A kept clock in the words of the reader, as the clock component wants it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from samenop.apps.batons.service import ClockNow
from samenop.apps.incidents.wording import word_of


@dataclass(frozen=True, slots=True)
class ShownClockNow:
    """What `{% clock %}` shows; the moments are aware, in UTC."""

    name: str
    started_at: datetime
    warn_at: datetime | None
    due_at: datetime | None
    stopped_at: datetime | None
    level_words: str
    estimated: bool
    state: str


def shown_clock(clock: ClockNow) -> ShownClockNow:
    """The clock with its name and its level in the language of the reader."""
    return ShownClockNow(
        name=clock.name.in_language(get_language() or "nl"),
        started_at=clock.started_at,
        warn_at=clock.warn_at,
        due_at=clock.due_at,
        stopped_at=clock.stopped_at,
        level_words=word_of("now_with", clock.level) if clock.level else "",
        estimated=clock.estimated,
        state=clock.state,
    )

"""Moments and durations in words: always Europe/Amsterdam, relative beside absolute."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenop.frame.words import duration_words, relative_words

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MINUTE, HOUR, DAY = 60, 3600, 86400


def spoken_duration(seconds: float) -> str:
    """Whole minutes in words: "18 min", "2 h 05", "3 d 4 h". A negative duration counts as none."""
    words = duration_words()
    minutes = max(0, int(seconds)) // MINUTE
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        return words["days"].format(d=hours // 24, h=hours % 24)
    if hours:
        return words["hours"].format(h=hours, m=f"{rest:02d}")
    return words["minutes"].format(n=minutes)


def counting_number(seconds: float) -> str:
    """What a clock shows: "18:24" below an hour, then words as `spoken_duration`."""
    whole = max(0, int(seconds))
    return f"{whole // MINUTE}:{whole % MINUTE:02d}" if whole < HOUR else spoken_duration(whole)


def relative_moment(at: datetime, now: datetime) -> str:
    """How long ago, or how long until: "12 min ago", "in 2 h"."""
    words, gap = relative_words(), (now - at).total_seconds()
    size = abs(gap)
    if size < MINUTE:
        return words["now"]
    ago = gap > 0
    if size < HOUR:
        return words["minutes_ago" if ago else "in_minutes"].format(n=int(size // MINUTE))
    if size < DAY:
        return words["hours_ago" if ago else "in_hours"].format(n=int(size // HOUR))
    days = int(size // DAY)
    if days == 1:
        return words["day_ago" if ago else "in_day"]
    return words["days_ago" if ago else "in_days"].format(n=days)


def absolute_moment(at: datetime, now: datetime) -> str:
    """The moment as people here write it: "14:02" today, "yesterday 14:02", "thu 26 nov 14:02"."""
    local, today = at.astimezone(AMSTERDAM), now.astimezone(AMSTERDAM).date()
    clock = f"{local:%H:%M}"
    if local.date() == today:
        return clock
    if local.date() == today - timedelta(days=1):
        return _("yesterday {clock}").format(clock=clock)
    if local.date() == today + timedelta(days=1):
        return _("tomorrow {clock}").format(clock=clock)
    shape = "D j M" if local.year == today.year else "j M Y"
    return f"{date_format(local, shape).lower()} {clock}"

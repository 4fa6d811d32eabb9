"""The words that the browser script shows, so that they are translated in one place: here."""

from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _


def duration_words() -> dict[str, str]:
    """Patterns for how long something takes; `{n}` minutes, `{h}` hours, `{d}` days."""
    return _duration_words(get_language())


@cache
def _duration_words(language: str | None) -> dict[str, str]:
    return {
        "minutes": _("{n} min"),
        "hours": _("{h} h {m}"),
        "days": _("{d} d {h} h"),
    }


def relative_words() -> dict[str, str]:
    """Patterns for how long ago something was, or how long until it comes."""
    return _relative_words(get_language())


@cache
def _relative_words(language: str | None) -> dict[str, str]:
    return {
        "now": _("just now"),
        "minutes_ago": _("{n} min ago"),
        "hours_ago": _("{n} h ago"),
        "day_ago": _("1 day ago"),
        "days_ago": _("{n} days ago"),
        "in_minutes": _("in {n} min"),
        "in_hours": _("in {n} h"),
        "in_day": _("in 1 day"),
        "in_days": _("in {n} days"),
    }


def clock_words() -> dict[str, str]:
    """Patterns for what a clock says about its norm; `{time}` is a duration in words."""
    return _clock_words(get_language())


@cache
def _clock_words(language: str | None) -> dict[str, str]:
    return {
        "norm": _("norm {time}"),
        "left": _("{time} left"),
        "over": _("{time} over the norm"),
        "within": _("within the norm"),
        "estimate": _("estimate"),
    }


def browser_words() -> dict[str, object]:
    """Everything the script may say, in the language of the reader."""
    return {
        "duration": duration_words(),
        "relative": relative_words(),
        "clock": clock_words(),
        "connection": {"live": _("Live"), "connecting": _("Connecting…"), "offline": _("No connection")},
        "failed": _("That did not work. Nothing was changed. Try again."),
        "log_in_again": _("You have been logged out. Log in again; what you typed is kept."),
        "not_found": _("Not found, or not for you."),
        "close": _("Close"),
        "go_to_incident": _("Go to incident {number}"),
        "page": _("Page"),
        "action": _("Action"),
        "new_one": _("1 new"),
        "new_many": _("{n} new"),
        "reordered": _("The order has changed"),
        "draft_restored": _("What you typed {when} is back."),
        "draft_discard": _("Throw away"),
        "kept": _("{n} kept on this device"),
        "kept_now": _("Kept on this device. It is sent as soon as there is a connection."),
        "sent": _("Sent and received."),
        "sent_later": _("{n} kept on this device now sent and received."),
        "refused": _("Not accepted. Your text is back in the form: look at it and send it again."),
        "log_in_to_send": _("Log in to send what is kept on this device."),
        "log_out_kept": _("{n} not sent yet. Log out and throw away?"),
        "throw_away": _("Throw away and log out"),
        "stay": _("Stay"),
    }

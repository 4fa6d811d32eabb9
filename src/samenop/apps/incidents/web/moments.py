"""Moments as people type them at night: "20" for in twenty minutes, "02:30" for a time of the clock."""

import re
from datetime import datetime, timedelta
from typing import Any, Literal

from django import forms
from django.utils.translation import gettext_lazy as _

from samenop.frame.moments import AMSTERDAM

_MINUTES = re.compile(r"^\+?\s*(\d{1,4})\s*(m|min|minuten|minutes)?\.?$", re.IGNORECASE)
_CLOCK = re.compile(r"^(\d{1,2})[:.](\d{2})(\s*(uur|h))?$", re.IGNORECASE)
Direction = Literal["ahead", "back"]


def moment_from(text: str, now: datetime, direction: Direction = "ahead") -> datetime | None:
    """The moment that is meant, aware like `now`; None when the text says no moment.

    A number counts minutes from now. A time is the first such time ahead of (or the last before) now,
    on the Dutch clock.
    """
    told = text.strip()
    sign = 1 if direction == "ahead" else -1
    if found := _MINUTES.match(told):
        return now + timedelta(minutes=sign * int(found[1]))
    found = _CLOCK.match(told)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    local = now.astimezone(AMSTERDAM)
    meant = local.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    if (meant <= local) if sign > 0 else (meant > local):
        meant += timedelta(days=sign)
    return meant.astimezone(now.tzinfo)


class MomentField(forms.CharField):
    """A moment in the future ("ahead") or the past ("back"); `now` is set by the form."""

    now: datetime

    def __init__(self, *, direction: Direction = "ahead", **more: Any) -> None:
        self.direction = direction
        more.setdefault("help_text", _("Minutes from now (20), or a time (02:30)."))
        super().__init__(max_length=20, **more)
        self.widget.attrs.update({"inputmode": "text", "autocomplete": "off", "size": "8"})

    def clean(self, value: Any) -> datetime | None:
        """The moment, or None when nothing was typed."""
        told = super().clean(value)
        if not told:
            return None
        moment = moment_from(told, self.now, self.direction)
        if moment is None:
            raise forms.ValidationError(_("Write a number of minutes (20) or a time (02:30)."))
        return moment

"""Every component once, with made-up contents: to look at, to photograph and to test."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from samenop.core.kernel import Agreed, Refused
from samenop.frame.organisation_kinds import ORGANISATION_KINDS


@dataclass(frozen=True, slots=True)
class ExampleClock:
    """A clock as the components want it, at the moment of the gallery."""

    name: str
    started_at: datetime
    warn_at: datetime | None
    due_at: datetime | None
    stopped_at: datetime | None = None
    level_words: str = ""
    estimated: bool = False
    state: str = "running"


class ExampleForm(forms.Form):
    """One field of every kind, some required, some not."""

    place = forms.CharField(label=_("Place"), help_text=_("Street and number, or what is nearby."))
    what = forms.CharField(label=_("What is happening"), widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(
        label=_("Kind of help"),
        choices=[("", _("Choose")), ("talk", _("A talk")), ("assess", _("An assessment"))],
        required=False,
    )
    seen = forms.MultipleChoiceField(
        label=_("What do you see?"),
        choices=[("confused", _("Confused")), ("injured", _("Injured")), ("calm", _("Calm now"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    danger = forms.ChoiceField(
        label=_("Is anyone in danger?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("unknown", _("Not known"))],
        widget=forms.RadioSelect,
    )
    call_back = forms.BooleanField(label=_("Call me back"), required=False)


def example_clock(name: str, now: datetime, started: float, norm: float, **more: Any) -> ExampleClock:
    """A clock that started `started` minutes ago with a norm of `norm` minutes, warning at two thirds."""
    start = now - timedelta(minutes=started)
    return ExampleClock(
        name=name,
        started_at=start,
        warn_at=start + timedelta(minutes=norm * 2 / 3),
        due_at=start + timedelta(minutes=norm),
        **more,
    )


def gallery_context(now: datetime) -> dict[str, Any]:
    """What frame/gallery.html shows; everything is fictional."""
    return {
        "now": now,
        "kinds": list(ORGANISATION_KINDS),
        "moments": [
            now - timedelta(seconds=20),
            now - timedelta(minutes=12),
            now - timedelta(days=1),
            now - timedelta(days=9),
            now + timedelta(minutes=25),
        ],
        "clocks": example_clocks(now),
        "board": example_board(now),
        "tones": ["neutral", "info", "ok", "warning", "danger"],
        "agreed": Agreed(),
        "refused": Refused("not_your_role", {}, ("second_name_missing",)),
        "form": ExampleForm(),
        "wrong_form": ExampleForm({"place": "", "what": "", "seen": ["confused"]}, auto_id="wrong_%s"),
    }


def example_clocks(now: datetime) -> list[ExampleClock]:
    """Running, warned, breached, stopped in time and late, estimated, and one without a norm."""
    return [
        example_clock(_("Triage"), now, 4.3, 15),
        example_clock(_("Assessment begins"), now, 48, 60, state="warned"),
        example_clock(
            _("Under way"), now, 18.4, 15, level_words=_("now with the duty manager"), state="breached"
        ),
        example_clock(_("Accepted"), now, 30, 15, stopped_at=now - timedelta(minutes=21), state="stopped"),
        example_clock(_("Handover"), now, 190, 30, stopped_at=now - timedelta(minutes=65), state="stopped"),
        example_clock(_("Report"), now, 9, 30, estimated=True),
        ExampleClock(_("In the waiting room"), now - timedelta(minutes=135), None, None),
    ]


def example_board(now: datetime) -> list[dict[str, Any]]:
    """Four rows as on the Now board."""
    return [
        {
            "number": "261128-42",
            "what": _("Confused person on the street"),
            "place": "Stationsplein, Middelstad",
            "level": _("Urgent"),
            "tone": "danger",
            "holder": _("Crisis service"),
            "kind": "crisis_service",
            "offered_to": "",
            "since": now - timedelta(minutes=11),
            "way": _("On the way, about 8 min"),
            "clock": example_clock(_("Under way"), now, 18.4, 15, level_words=_("now with the duty manager")),
        },
        {
            "number": "261128-39",
            "what": _("Neighbour threatens neighbour"),
            "place": "Lindelaan 14, Oudewaard",
            "level": _("Soon"),
            "tone": "warning",
            "holder": _("Police"),
            "kind": "police",
            "offered_to": _("Care desk"),
            "since": now - timedelta(minutes=34),
            "way": _("At the place since 13:41"),
            "clock": example_clock(_("Answer to offer"), now, 11.2, 15),
        },
        {
            "number": "261128-37",
            "what": _("Worries about an old woman living alone"),
            "place": "Molenweg 3, Middelstad",
            "level": _("Today"),
            "tone": "info",
            "holder": _("Municipality"),
            "kind": "municipality",
            "offered_to": "",
            "since": now - timedelta(hours=2),
            "way": _("Visit at 15:30"),
            "clock": example_clock(_("Visit"), now, 96, 240),
        },
        {
            "number": "261128-31",
            "what": _("Intoxicated man, injured hand"),
            "place": "Havenstraat, Middelstad",
            "level": _("Closed"),
            "tone": "ok",
            "holder": _("Sobering-up place"),
            "kind": "sobering_place",
            "offered_to": "",
            "since": now - timedelta(hours=3),
            "way": _("Arrived 12:52"),
            "clock": example_clock(
                _("Handover"), now, 190, 30, stopped_at=now - timedelta(minutes=172), state="stopped"
            ),
        },
    ]


def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery page; the route is only there in a demo."""
    return render(request, "frame/gallery.html", gallery_context(timezone.now()))

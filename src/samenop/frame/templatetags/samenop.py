"""The components of the screens as template tags; `{% load samenop %}`. All are shown in frame/gallery.html."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenop.core.kernel import Answer, Refused
from samenop.frame.clock_face import ShownClock, clock_face
from samenop.frame.form_fields import drawn_field
from samenop.frame.moments import AMSTERDAM, absolute_moment, relative_moment
from samenop.frame.organisation_kinds import ORGANISATION_KINDS
from samenop.frame.refusals import said_refusal
from samenop.frame.theme import THEMES, chosen_theme
from samenop.frame.words import browser_words

register = template.Library()
PART = "frame/components"

TONES = {
    "neutral": "",
    "info": "info-circle",
    "ok": "circle-check",
    "warning": "alert-triangle",
    "danger": "alert-octagon",
}
ALERTS = {"neutral": "info", "info": "info", "ok": "ok", "warning": "warning", "danger": "error"}


@register.simple_tag
def icon(name: str, modifier: str = "") -> SafeString:
    """`{% icon "phone" %}`: an icon of the sprite, only beside a word. `modifier`: "large"."""
    extra = f" icon--{modifier}" if modifier else ""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        extra,
        static("samenop/icons.svg"),
        name,
    )


@register.inclusion_tag(f"{PART}/organisation_kind.html")
def organisation_kind(kind: str, name: str = "") -> dict[str, Any]:
    """`{% organisation_kind "police" %}`: icon and word of a kind; `name` replaces the word."""
    return {"kind": _known(kind), "word": name or organisation_word(kind)}


@register.filter
def organisation_word(kind: str) -> str:
    """`{{ kind|organisation_word }}`: the translated word of an organisation kind."""
    return str(ORGANISATION_KINDS.get(kind, _("Organisation")))


@register.inclusion_tag(f"{PART}/baton.html", takes_context=True)
def baton(
    context: template.Context,
    holder: str,
    holder_kind: str,
    since: datetime | None = None,
    offered_to: str = "",
    next_step: str = "",
    person: str = "",
    offered_at: datetime | None = None,
    compact: bool = False,
) -> dict[str, Any]:
    """Who has this now. `{% baton holder holder_kind since offered_to next_step person=… compact=True %}`.

    `holder`: name of the organisation; `holder_kind`: its kind; `since`, `offered_at`: aware moments;
    `offered_to`: name of the organisation it is offered to, or empty; `next_step`: the one next step;
    `person`: name of who holds it there; `compact`: for a row of a list.
    """
    return {
        "holder": holder,
        "kind": _known(holder_kind),
        "kind_word": organisation_word(holder_kind),
        "since": since,
        "offered_to": offered_to,
        "offered_at": offered_at,
        "next_step": next_step,
        "person": person,
        "compact": compact,
        "now": _now(context),
    }


@register.inclusion_tag(f"{PART}/clock.html", takes_context=True)
def clock(context: template.Context, clock: ShownClock, compact: bool = False) -> dict[str, Any]:
    """A running norm: ring, counting number, words. For what `clock` carries see `frame.clock_face.ShownClock`."""
    now = _now(context)
    face = clock_face(clock, now)
    return {"clock": clock, "face": face, "compact": compact, "left": 100 - face.filled}


@register.inclusion_tag(f"{PART}/moment.html", takes_context=True)
def moment(context: template.Context, at: datetime | None, only: str = "") -> dict[str, Any]:
    """`{% moment at %}`: "14:02 · 12 min ago". `only`: "absolute" or "relative" for half of it."""
    if at is None:
        return {"at": None}
    now = _now(context)
    local = at.astimezone(AMSTERDAM)
    return {
        "at": at,
        "iso": at.astimezone(UTC).isoformat(timespec="seconds"),
        "full": f"{local:%d-%m-%Y %H:%M}",
        "absolute": absolute_moment(at, now),
        "relative": relative_moment(at, now),
        "only": only,
    }


@register.inclusion_tag(f"{PART}/step_button.html")
def step_button(
    answer: Answer | None,
    label: str,
    name: str = "",
    value: str = "",
    tone: str = "primary",
    key: str = "",
    icon: str = "",
    reason: str = "",
    compact: bool = False,
    action: str = "",
) -> dict[str, Any]:
    """A submit button that says why when the core refuses: `{% step_button answer "Release" key="v" %}`.

    `answer`: what the core said (Agreed, Refused, or None = allowed); `name`/`value`: as of a button;
    `tone`: "primary", "secondary", "subtle" or "danger"; `key`: the letter that presses it;
    `icon`: from the sprite; `reason`: words instead of those of the refusal; `compact`: the reason is
    shown when asked for instead of under the button; `action`: another address for the form (formaction).
    """
    refused = answer if isinstance(answer, Refused) else None
    said = said_refusal(refused) if refused is not None and not reason else None
    return {
        "refused": refused is not None,
        "reason": reason or (said.reason if said else ""),
        "missing": said.missing if said else (),
        "label": label,
        "name": name,
        "value": value,
        "style": "primary-action" if tone == "danger" else f"{tone}-action" if tone != "subtle" else tone,
        "danger": tone == "danger",
        "key": key,
        "icon": icon,
        "compact": compact,
        "action": action,
        "id": f"why-{uuid4().hex[:8]}",
    }


@register.inclusion_tag(f"{PART}/badge.html")
def badge(text: str, tone: str = "neutral", icon: str = "") -> dict[str, Any]:
    """`{% badge "Urgent" "danger" %}`: a word with an icon; tone neutral, info, ok, warning or danger."""
    return {"text": text, "tone": _tone(tone), "icon": icon or TONES[_tone(tone)]}


@register.inclusion_tag(f"{PART}/field.html")
def field(bound: BoundField, thumb: bool = False, wide: bool = False) -> dict[str, Any]:
    """`{% field form.place %}`: label, description, error and control. `thumb`: big choices; `wide`: full width."""
    return {"drawn": drawn_field(bound), "bound": bound, "thumb": thumb, "wide": wide}


@register.inclusion_tag(f"{PART}/form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, Any]:
    """`{% form_errors form %}`: what is missing, at the top of the form, each line a link to its field."""
    return {"form": form, "wrong": [bound for bound in form if bound.errors]}


@register.inclusion_tag(f"{PART}/not_shared.html")
def not_shared(reason: str, alternative: str = "", ask: str = "") -> dict[str, Any]:
    """`{% not_shared "medical secrecy" "is anyone in danger?" %}`: one line instead of a hole.

    `ask`: the address of the ask tool with this question filled in.
    """
    return {"reason": reason, "alternative": alternative, "ask": ask}


@register.inclusion_tag(f"{PART}/empty.html")
def empty(title: str, text: str = "", icon: str = "inbox") -> dict[str, Any]:
    """`{% empty "Nothing waits for you" "New offers appear here." %}`: a list without rows."""
    return {"title": title, "text": text, "icon": icon}


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    """`{% notice "warning" title="…" %}…{% endnotice %}`: something to know, at the place where it matters."""
    known = _tone(tone)
    context = {
        "content": content,
        "title": title,
        "alert": ALERTS[known],
        "icon": TONES[known] or "info-circle",
    }
    return SafeString(render_to_string(f"{PART}/notice.html", context))


@register.simple_block_tag
def card(content: str, title: str = "", level: int = 2) -> SafeString:
    """`{% card title="Care plan" %}…{% endcard %}`: one thing with a heading of `level` 2, 3 or 4."""
    return SafeString(
        render_to_string(f"{PART}/card.html", {"content": content, "title": title, "tag": f"h{level}"})
    )


@register.simple_block_tag
def drawer(content: str, title: str, hint: str = "", open: bool = False) -> SafeString:
    """`{% drawer "Story behind the report" hint="3 entries" %}…{% enddrawer %}`: opens without script."""
    return SafeString(
        render_to_string(
            f"{PART}/drawer.html", {"content": content, "title": title, "hint": hint, "open": open}
        )
    )


@register.simple_tag
def words() -> SafeString:
    """The words of the browser script, as JSON in the page."""
    return json_script(browser_words(), "words")


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """The theme chosen on this device ("light", "dark", "contrast"), or "" for that of the system."""
    return chosen_theme(context.get("request"))


@register.inclusion_tag(f"{PART}/theme_switch.html", takes_context=True)
def theme_switch(context: template.Context) -> dict[str, Any]:
    """The choice of theme: a form that works without script and switches at once with it."""
    request = context.get("request")
    names = {
        "": (_("As the device"), "device-desktop"),
        "light": (_("Light"), "sun"),
        "dark": (_("Dark"), "moon"),
        "contrast": (_("High contrast"), "contrast"),
    }
    chosen = chosen_theme(request)
    options = [(value, *names[value], value == chosen) for value in ("", *THEMES)]
    here = request.get_full_path() if request else "/"
    return {"options": options, "here": here, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(f"{PART}/language_switch.html", takes_context=True)
def language_switch(context: template.Context) -> dict[str, Any]:
    """The choice of language, from `languages` in the context: pairs of code and name."""
    request = context.get("request")
    return {
        "languages": context.get("languages") or context.get("LANGUAGES") or (),
        "here": request.get_full_path() if request else "/",
        "csrf_token": context.get("csrf_token"),
        "current": context.get("LANGUAGE_CODE") or get_language(),
    }


@register.simple_tag(takes_context=True)
def server_now(context: template.Context) -> str:
    """The moment of the server, so that clocks on a device with a wrong clock still count right."""
    return _now(context).astimezone(UTC).isoformat(timespec="milliseconds")


def _now(context: template.Context) -> datetime:
    given = context.get("now")
    return given if isinstance(given, datetime) else timezone.now()


def _known(kind: str) -> str:
    return kind if kind in ORGANISATION_KINDS else ""


def _tone(tone: str) -> str:
    return tone if tone in TONES else "neutral"

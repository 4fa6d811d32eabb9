"""Filters that turn a code into its word: `{% load incident_words %}` and `{{ code|word:"urgency" }}`."""

from collections.abc import Callable

from django import template
from django.conf import settings
from django.utils.translation import get_language

from samenop.apps.batons.service import ClockNow
from samenop.apps.incidents.shown_clock import ShownClockNow, shown_clock
from samenop.apps.incidents.wording import SAFETY_TONES, URGENCY_TONES, word_of
from samenop.apps.partners.service import organisation_name as name_of_organisation
from samenop.catalogues.classification_catalogue import classification
from samenop.catalogues.needs_catalogue import care_needs
from samenop.catalogues.sharing_catalogue import data_kinds
from samenop.catalogues.situations_catalogue import situations

register = template.Library()


@register.filter
def word(code: str, kind: str) -> str:
    """`{{ incident.urgency|word:"urgency" }}`: the word of a code; the kinds stand in `wording.LISTS`.

    "situation" and "care_need" are the names of those catalogues.
    """
    if not code:
        return ""
    named = NAMES.get(kind)
    return named(code) if named else word_of(kind, code)


@register.filter
def shown(clock: ClockNow) -> ShownClockNow:
    """`{% clock one|shown %}`: a kept clock in the words of the reader, for the clock component."""
    return shown_clock(clock)


@register.filter
def urgency_tone(code: str) -> str:
    """`{% badge … incident.urgency|urgency_tone %}`: the tone of a class."""
    return URGENCY_TONES.get(code, "warning")


@register.filter
def safety_tone(code: str) -> str:
    """The tone of a safety phase."""
    return SAFETY_TONES.get(code, "neutral")


@register.filter
def situation_name(identity: str) -> str:
    """The name of a situation of the catalogue; empty stays empty."""
    found = situations(settings.REGION).get(identity)
    return found.name.in_language(_language()) if found else identity


@register.filter
def care_need_name(identity: str) -> str:
    """The name of a care need of the catalogue."""
    found = care_needs(settings.REGION).get(identity)
    return found.name.in_language(_language()) if found else identity


@register.filter
def fact_name(identity: str) -> str:
    """The name of a fact that can be ticked or heard in a report."""
    found = classification(settings.REGION).names.get(identity)
    return found.in_language(_language()) if found else identity


@register.filter
def fact_question(identity: str) -> str:
    """The question to ask about a fact."""
    found = classification(settings.REGION).questions.get(identity)
    return found.in_language(_language()) if found else identity


@register.filter
def data_kind_name(identity: str) -> str:
    """The name of a kind of data."""
    found = data_kinds().get(identity)
    return found.name.in_language(_language()) if found else identity


@register.filter
def organisation_name(slug: str) -> str:
    """The name of a partner by its slug."""
    return name_of_organisation(slug) if slug else ""


NAMES: dict[str, Callable[[str], str]] = {"situation": situation_name, "care_need": care_need_name}


def _language() -> str:
    return get_language() or "nl"

"""Which care partner can be asked for a need at a place and time, with the words that people read beside it (A6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenop.apps.incidents.models import Incident
from samenop.apps.incidents.wording import word_of
from samenop.apps.ledger.service import entries_of
from samenop.apps.partners.service import candidates, organisation_name
from samenop.catalogues.needs_catalogue import care_needs, fallback_chain, route_words
from samenop.catalogues.wording_catalogue import words_of_code
from samenop.core.incidents.routing import (
    Candidate,
    LastResort,
    Need,
    NotNow,
    Option,
    Person,
    Place,
    Routing,
    route_care,
)
from samenop.core.incidents.routing.grounds import Ground
from samenop.frame.moments import absolute_moment


@dataclass(frozen=True, slots=True)
class SaidOption:
    """A partner that can be asked, in words: why it stands where it stands."""

    slug: str
    name: str
    care_need: str
    minutes: int | None
    contact: str
    obliged: bool
    must_take: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidRefusal:
    """A partner that cannot be asked now, and every ground in words, the first one first."""

    slug: str
    name: str
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidRouting:
    """A route in the reader's language."""

    need: str
    options: tuple[SaidOption, ...]
    fallback: SaidOption | None
    refused: tuple[SaidRefusal, ...]
    last_resort: str


def route_for(
    need: str,
    *,
    at: datetime,
    incident: Incident | None = None,
    area: str = "",
    person: Person | None = None,
    asked_by: str = "",
    among: list[Candidate] | None = None,
) -> Routing:
    """The route for a care need of the catalogue (KeyError when it is unknown), for an incident or an area.

    Who already refused this incident is left out with that ground. `among` saves the queries when several
    needs are asked at once.
    """
    # A need without an area would be outside everyone's; the asker's own says where it is.
    place = Place(
        area=(incident.area if incident else "") or area,
        lat=incident.latitude if incident else None,
        lon=incident.longitude if incident else None,
    )
    asked = Need(
        care_need=need,
        place=place,
        person=person or Person(),
        asked_by=asked_by,
        falls_back_to=fallback_chain(need),
        declined_by=_declined(incident) if incident else frozenset(),
    )
    return route_care(asked, candidates(at) if among is None else among, at)


def said_routing(need: str, routing: Routing, *, now: datetime) -> SaidRouting:
    """The route in words; who simply does not give this care is left out of the refusals."""
    language = get_language() or "nl"
    refused = [one for one in routing.refused if one.code != "not_given_here"]
    return SaidRouting(
        need=care_needs(settings.REGION)[need].name.in_language(language),
        options=tuple(_said_option(one, language) for one in routing.options),
        fallback=_said_option(routing.fallback, language) if routing.fallback else None,
        refused=tuple(_said_refusal(one, language, now) for one in refused),
        last_resort=_said_last_resort(routing.last_resort, language),
    )


def _declined(incident: Incident) -> frozenset[str]:
    told = entries_of(incident.subject)
    return frozenset(str(entry.data.get("by", "")) for entry in told if entry.type == "baton.refused")


def _said_option(option: Option, language: str) -> SaidOption:
    return SaidOption(
        slug=option.organisation,
        name=organisation_name(option.organisation),
        care_need=care_needs(settings.REGION)[option.care_need].name.in_language(language),
        minutes=option.minutes,
        contact=option.contact,
        obliged=option.obliged,
        must_take=option.must_take,
        reasons=tuple(_reason(ground, language) for ground in option.reasons),
    )


def _reason(ground: Ground, language: str) -> str:
    words = route_words(settings.REGION).reasons[ground.code].in_language(language)
    return _filled(words, ground.params)


def _said_refusal(refused: NotNow, language: str, now: datetime) -> SaidRefusal:
    params = dict(refused.params)
    if "opens_at" in params:
        opens = params["opens_at"]
        params["opens_at"] = absolute_moment(datetime.fromisoformat(opens), now) if opens else _("not known")
    others = tuple(words_of_code(code, language) for code in refused.also if _needs_no_params(code))
    first = words_of_code(refused.code, language, params)
    return SaidRefusal(refused.organisation, organisation_name(refused.organisation), (first, *others))


def _needs_no_params(code: str) -> bool:
    # Further grounds come as codes only; a sentence with a hole in it says less than none.
    return "{" not in words_of_code(code, "nl")


def _said_last_resort(last: LastResort, language: str) -> str:
    words = route_words(settings.REGION).last_resort[last.code].in_language(language)
    told = {
        "organisation": organisation_name(last.organisation) if last.organisation else "",
        "contact": last.contact,
        "level": word_of("level", last.level) if last.level else "",
    }
    return _filled(words, told)


def _filled(words: str, params: Mapping[str, str]) -> str:
    for name, value in params.items():
        words = words.replace("{" + name + "}", value)
    return words

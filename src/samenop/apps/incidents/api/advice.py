"""Advice without an incident: which situation a text speaks of, and who can be asked for care now."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from ninja import Router

from samenop.apps.incidents.api.reports import SuggestionTold, suggestions_told
from samenop.apps.incidents.proposals import situations_for
from samenop.apps.incidents.queries import incident_for
from samenop.apps.incidents.routing import SaidOption, route_for, said_routing
from samenop.catalogues.needs_catalogue import care_needs
from samenop.core.incidents.intake import LONGEST
from samenop.core.incidents.routing import Person
from samenop.core.incidents.routing.offer import CIRCUMSTANCES
from samenop.core.kernel import Refused
from samenop.frame.rest.access import CallingRequest, api_needs
from samenop.frame.rest.fields import Asked, IncidentNumber, Moment, Told, choice, list_of, text_of
from samenop.frame.rest.problems import Problem

# Rosters and agreements of longer ago or later say nothing.
FARTHEST = timedelta(days=366)
router = Router(tags=["advies"], by_alias=True)


class TextAsked(Asked):
    """A free text. It comes in a body, because it is sensitive and addresses are written down everywhere."""

    text: text_of(LONGEST["text"], shortest=1)  # type: ignore[valid-type]  # a kind of field


class SuggestionsTold(Told):
    """The most likely situations, best first."""

    items: list[SuggestionTold]


class CareAsked(Asked):
    """A care need, where, for whom (no name), and when; now when not told."""

    need: choice(sorted(care_needs(settings.REGION)))  # type: ignore[valid-type]  # a kind of field
    number: IncidentNumber | None = None
    area: text_of(LONGEST["area"]) = ""  # type: ignore[valid-type]  # a kind of field
    circumstances: list_of(choice(sorted(CIRCUMSTANCES))) = []  # type: ignore[valid-type]  # a kind of field
    at: Moment | None = None


class OptionTold(Told):
    """A partner that can be asked, and why it stands where it stands."""

    organisation: str
    name: str
    care_need: str
    minutes: int | None
    contact: str
    obliged: bool
    must_take: bool
    reasons: list[str]


class NotNowTold(Told):
    """A partner that cannot be asked now, with every ground."""

    organisation: str
    name: str
    grounds: list[str]


class CareOptions(Told):
    """Who can be asked, best first; who must in the end; who cannot now; and what to do when nobody can."""

    need: str
    options: list[OptionTold]
    fallback: OptionTold | None
    refused: list[NotNowTold]
    last_resort: str


def _example(value: Any) -> dict[str, Any]:
    return {"requestBody": {"content": {"application/json": {"example": value}}}}


@router.post(
    "/situation-suggestions",
    response=SuggestionsTold,
    summary="Vraag welke situatie het kan zijn",
    operation_id="suggestSituations",
    openapi_extra=_example({"text": "Wij bellen de crisisdienst voor een verward persoon op straat."}),
    url_name="api-situation-suggestions",
)
@api_needs("report.take")
def suggest_situations(request: CallingRequest, body: TextAsked) -> Any:
    """Nothing of the text is kept."""
    return SuggestionsTold(items=suggestions_told(situations_for(body.text)))


@router.post(
    "/care-options",
    response=CareOptions,
    summary="Vraag wie er nu zorg kan geven",
    operation_id="findCare",
    openapi_extra=_example({"need": "crisis_assessment", "area": "middenstad", "circumstances": ["under_influence"]}),
    url_name="api-care-options",
)
@api_needs("care.route")
def find_care(request: CallingRequest, body: CareAsked) -> Any:
    """By rosters, agreements and opening hours; every partner that cannot is named with its grounds."""
    now = body.at or timezone.now()
    if abs(now - timezone.now()) > FARTHEST:
        raise Problem(Refused("care_moment_too_far"), 400)
    incident = incident_for(request.auth, body.number) if body.number else None
    if body.number and incident is None:
        raise Problem(Refused("not_found"))
    routing = route_for(
        body.need,
        at=now,
        incident=incident,
        area=body.area,
        person=Person(circumstances=frozenset(body.circumstances)),
        asked_by=request.auth.organisation,
    )
    told = said_routing(body.need, routing, now=now)
    return CareOptions(
        need=told.need,
        options=[_option(one) for one in told.options],
        fallback=_option(told.fallback) if told.fallback else None,
        refused=[NotNowTold(organisation=one.slug, name=one.name, grounds=list(one.grounds)) for one in told.refused],
        last_resort=told.last_resort,
    )


def _option(one: SaidOption) -> OptionTold:
    return OptionTold(
        organisation=one.slug,
        name=one.name,
        care_need=one.care_need,
        minutes=one.minutes,
        contact=one.contact,
        obliged=one.obliged,
        must_take=one.must_take,
        reasons=list(one.reasons),
    )

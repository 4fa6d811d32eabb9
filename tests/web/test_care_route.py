"""Whom care can be asked of now: open, able, obliged, and why not the others, from what the partners keep."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samenop.apps.incidents import service
from samenop.apps.incidents.models import Incident
from samenop.apps.incidents.routing import route_for, said_routing
from samenop.apps.partners.models import Agreement, Capability, Duty, Opening, Organisation
from samenop.apps.partners.service import candidates
from samenop.core.incidents.routing import Person
from tests.cast import Cast, make_cast

NIGHT = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)  # a Friday, half past ten in the evening


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, with what three of its partners can do."""
    made = make_cast(timezone.now())
    limits = {"min_age": 18, "excludes": ["under_influence"], "minutes": 35}
    Capability.objects.create(organisation_id="crisisdienst", care_need="crisis_assessment", limits=limits)
    Capability.objects.create(organisation_id="ontnuchtering", care_need="fallback_assessment")
    Capability.objects.create(organisation_id="opvang", care_need="shelter_bed")
    Agreement.objects.create(
        organisation_id="ontnuchtering",
        name="Vangnet",
        care_needs=["fallback_assessment"],
        must_take=True,
        valid_from=date(2026, 1, 1),
        contacts={"management": "0600000001"},
    )
    return made


def test_who_is_able_is_asked_and_says_how_long_it_takes(cast: Cast) -> None:
    routing = route_for("crisis_assessment", at=NIGHT, area="middenstad")
    assert [(one.organisation, one.minutes) for one in routing.options] == [("crisisdienst", 35)]


def test_who_drank_is_not_assessed_but_the_fallback_must_take(cast: Cast) -> None:
    drunk = Person(circumstances=frozenset({"under_influence"}))
    routing = route_for("crisis_assessment", at=NIGHT, area="middenstad", person=drunk)
    assert routing.options == ()
    assert {one.organisation: one.code for one in routing.refused}["crisisdienst"] == "not_able_under_influence"
    assert routing.fallback is not None
    assert (routing.fallback.organisation, routing.fallback.must_take) == ("ontnuchtering", True)


def test_a_closed_desk_says_when_it_opens(cast: Cast) -> None:
    hours = {"week": {"5": [["09:00", "17:00"]]}}
    Opening.objects.create(organisation_id="opvang", hours=hours)
    said = said_routing("shelter_bed", route_for("shelter_bed", at=NIGHT, area="middenstad"), now=NIGHT)
    grounds = {one.slug: " ".join(one.grounds) for one in said.refused}
    assert "09:00" in grounds["opvang"]


def test_a_roster_without_anyone_now_is_a_ground_and_no_roster_is_none(cast: Cast) -> None:
    earlier = {"starts_at": NIGHT - timedelta(hours=9), "ends_at": NIGHT}
    Duty.objects.create(organisation_id="opvang", contact="Dagdienst", **earlier)
    by_slug = {one.organisation: one for one in candidates(NIGHT)}
    assert by_slug["opvang"].roster == ()
    assert by_slug["crisisdienst"].roster is None
    routing = route_for("shelter_bed", at=NIGHT, area="middenstad")
    assert {one.organisation: one.code for one in routing.refused}["opvang"] == "nobody_on_duty"


def test_who_refused_this_incident_is_not_asked_again(cast: Cast) -> None:
    now = timezone.now()
    draft = service.ReportDraft(text="Verwarde man", address="Plein 2", area="middenstad")
    number = service.take_report(draft=draft, actor=cast["operator"], now=now).number
    who = {"number": number, "now": now}
    service.classify_incident(actor=cast["operator"], urgency="urgent_no_police", needs="care", reason="x", **who)
    service.offer_incident(actor=cast["operator"], to="crisisdienst", **who)
    assert service.refuse_incident(actor=cast["crisis_worker"], ground="no_capacity", **who)
    routing = route_for("crisis_assessment", at=NIGHT, incident=Incident.objects.get(number=number))
    assert {one.organisation: one.code for one in routing.refused}["crisisdienst"] == "declined_already"


def test_the_candidates_cost_the_same_queries_for_three_and_for_thirty(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            candidates(NIGHT)
        return len(seen)

    hours = {"starts_at": NIGHT, "ends_at": NIGHT + timedelta(hours=8)}
    Duty.objects.create(organisation_id="opvang", contact="Nacht", **hours)
    few = queries()
    for place in range(30):
        slug = f"partner-{place}"
        Organisation.objects.create(slug=slug, name=slug, kind="shelter")
        Capability.objects.create(organisation_id=slug, care_need="shelter_bed")
        Duty.objects.create(organisation_id=slug, contact="Nacht", **hours)
    assert queries() == few


def test_the_page_answers_with_reasons_and_grounds(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.people["care_desk"])
    asked = {"need": "crisis_assessment", "area": "middenstad", "circumstances": ["under_influence"]}
    answer = client.post("/care/route/", asked, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "Ontnuchteringsplek De Haven" in answer.text
    assert "Crisisdienst GGZ Middenland" in answer.text
    whole = client.post("/care/route/", asked)
    assert "<html" in whole.text
    assert "Ontnuchteringsplek De Haven" in whole.text


def test_an_unknown_need_is_said_and_not_routed(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.people["care_desk"])
    answer = client.post("/care/route/", {"need": "magic"}, headers={"HX-Request": "true"})
    assert "data-form-errors" in answer.text

"""The fictional region loads, is what it promises, and comes out the same for the same seed."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client, override_settings

from samenop.apps.batons.models import Clock, Promise
from samenop.apps.connections.models import Connection
from samenop.apps.figures.queries import figures_of
from samenop.apps.incidents.models import Feedback, Incident, Release
from samenop.apps.incidents.service import open_incidents
from samenop.apps.ledger.service import breaks, events_of
from samenop.apps.partners.candidates import candidates
from samenop.apps.partners.models import Duty, Organisation, Professional
from samenop.apps.partners.service import actor_of, on_duty
from samenop.apps.persons.models import Agreement, Person
from samenop.core.incidents import routing
from samenop.core.incidents.replay import told_from
from samenop.core.incidents.steps import OPEN, STATUSES
from samenop.demo import region
from samenop.demo.personas import PERSONAS
from samenop.demo.region_reading import partners, people, places
from samenop.demo.stories.reading import stories
from tests.demo.conftest import NOW, Loaded


def test_the_same_seed_and_moment_give_the_same_region(loaded: Loaded) -> None:
    assert loaded.first.keys() == loaded.second.keys()
    for table, rows in loaded.first.items():
        assert rows, f"{table} stayed empty"
        assert rows == loaded.second[table], table


def test_the_region_has_the_size_it_promises(middenland: Loaded) -> None:
    assert Organisation.objects.count() >= 25
    assert Organisation.objects.values("kind").distinct().count() >= 20
    assert Professional.objects.count() >= 60
    assert Person.objects.count() >= 300
    assert 35 <= Incident.objects.filter(status__in=OPEN).count() <= 45
    assert Agreement.objects.filter(valid_until__gt=NOW).count() >= 20
    assert Agreement.objects.filter(valid_until__lte=NOW).exists()


def test_every_state_of_an_incident_can_be_seen(middenland: Loaded) -> None:
    statuses = Counter(Incident.objects.values_list("status", flat=True))
    assert set(statuses) == set(STATUSES)
    assert statuses["closed"] >= 15
    clocks = Clock.objects.filter(stopped_at=None)
    assert clocks.filter(breached_at__isnull=False).exists()
    assert clocks.filter(breached_at=None, warned_at__isnull=False).exists()
    assert clocks.filter(warned_at=None).exists()
    assert Promise.objects.filter(kept_at=None, broken_at__isnull=False).exists()
    assert Promise.objects.filter(kept_at=None, broken_at=None).exists()
    assert Incident.objects.filter(status__in=OPEN, offered_to__isnull=False).exists()
    assert Incident.objects.filter(outcomes__kind="not_assessable", outcomes__reassess_at__gt=NOW).exists()
    assert Incident.objects.filter(handovers__status="returned").exists()
    assert Incident.objects.filter(status__in=OPEN, transports__status="under_way").exists()
    assert Release.objects.filter(override=True).exclude(second="").exists()


def test_the_evening_was_played_by_the_rules(middenland: Loaded) -> None:
    """Nothing was written past the actions: replaying the ledger gives the state of every incident."""
    broken, held = breaks()
    assert broken == []
    assert held["entries"] > 500
    for incident in Incident.objects.all():
        told = told_from(events_of(incident.subject))
        assert told.status == incident.status, incident.number
        assert told.baton.holder == incident.holder_id, incident.number
        assert told.safety_phase == incident.safety_phase, incident.number


def test_nothing_lies_in_the_future_and_the_evening_reaches_until_now(middenland: Loaded) -> None:
    reported = list(Incident.objects.order_by("reported_at").values_list("reported_at", flat=True))
    assert reported[-1] > NOW - timedelta(minutes=2)
    assert all(at <= NOW for at in reported)
    assert not Incident.objects.filter(released_at__gt=NOW).exists()


def test_the_figures_live(middenland: Loaded) -> None:
    figures = figures_of(now=NOW, days=7)
    assert figures.released >= 15
    assert figures.released_without_follow_up == 0
    assert figures.ratings_given >= 10
    assert figures.waiting_past.count > 5
    assert figures.transport.whole > 3
    assert figures.overrides >= 1
    assert len(figures.norms) >= 6


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda one: one.username)
def test_every_persona_can_be_chosen_and_has_something_to_do(middenland: Loaded, persona) -> None:
    person = Professional.objects.get(username=persona.username)
    assert not person.has_usable_password()
    answer = Client().post(f"/demo/be/{persona.username}/")
    assert answer.status_code == 302
    actor = actor_of(person, at=NOW)
    assert actor is not None
    assert persona.role in actor.roles
    assert actor.permissions, "the role does not fit the kind of organisation"
    if persona.route in {"now", "triage", "care", "street"}:
        assert len(open_incidents(actor)) > 0


def test_nobody_and_nothing_of_the_region_can_be_taken_for_real(middenland: Loaded) -> None:
    assert not Person.objects.filter(fictional=False).exists()
    phones = set(Organisation.objects.values_list("phone", flat=True)) | set(
        Duty.objects.values_list("phone", flat=True)
    )
    assert all(phone.startswith("088-0000") for phone in phones)


def test_someone_is_on_duty_at_every_hour_of_the_coming_week(middenland: Loaded) -> None:
    rostered = {slug for slug, one in partners().items() if one.roster}
    for hours in range(-24, 24 * 6, 5):
        at = NOW + timedelta(hours=hours)
        there = {duty.organisation_id for duty in on_duty(at=at) if duty.level == "operational"}
        assert there == rostered, at


def test_the_care_route_ends_at_who_must_take(middenland: Loaded) -> None:
    person = routing.Person(age=40, circumstances=frozenset({"under_influence", "several_problems"}))
    need = routing.Need(
        "crisis_assessment",
        routing.Place("middenstad"),
        person,
        asked_by="politie",
        falls_back_to=("fallback_assessment",),
    )
    route = routing.route_care(need, candidates(NOW), NOW)
    assert route.options == ()
    assert route.fallback is not None
    assert route.fallback.organisation == "ontnuchtering"
    assert route.fallback.must_take


def test_the_dispatch_system_has_a_key_of_this_installation(middenland: Loaded) -> None:
    connection = Connection.objects.get()
    assert connection.organisation_id == "meldkamer"
    assert connection.roles == ["dispatch_system"]
    assert len(connection.key_hash) == 64


def test_feedback_came_through_the_reporters_own_link(middenland: Loaded) -> None:
    rated = Feedback.objects.select_related("report__incident").first()
    assert rated is not None
    assert "report.rated" in {event.type for event, _ in events_of(rated.report.incident.subject)}


def test_it_is_loaded(middenland: Loaded) -> None:
    assert region.is_loaded()


def test_it_does_not_load_beside_other_organisations(middenland: Loaded) -> None:
    with pytest.raises(region.RegionRefused, match="already holds organisations"):
        region.load(NOW)


def test_it_does_not_load_outside_demo_mode(middenland: Loaded) -> None:
    with override_settings(DEMO=False), pytest.raises(region.RegionRefused, match="SAMENOP_DEMO=1"):
        region.load(NOW)


@pytest.mark.django_db
def test_an_empty_database_has_no_region() -> None:
    assert not region.is_loaded()


def test_stories_speak_only_of_partners_roles_and_places_that_exist() -> None:
    told = partners()
    for name, story in stories().items():
        assert story.spot in {"home", "same", *places().spots}, name
        holders = [story.outcome.holder] if story.outcome and story.outcome.holder else []
        rides = [story.ride.organisation] if story.ride else []
        sources = [story.report.source] if story.report.source else []
        assert set(holders + rides + sources) <= told.keys(), name


def test_colleagues_work_at_partners_that_exist() -> None:
    assert people().colleagues.keys() <= partners().keys()
    assert {organisation for _, organisation in people().personas.values()} <= partners().keys()


def test_a_load_that_fails_leaves_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("halfway")

    monkeypatch.setattr(region, "write_residents", broken)
    with override_settings(DEMO=True), transaction.atomic(), pytest.raises(RuntimeError, match="halfway"):
        region.load(NOW)
    assert not Organisation.objects.exists()

"""The start page, logging in and out, figures, briefing, guidance and the book of looks."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from samenop.apps.incidents import service
from samenop.catalogues.situations_catalogue import situations
from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def logged_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast.people[part])
    return client


def test_in_the_demo_one_picks_whom_to_be(cast: Cast, settings) -> None:
    settings.DEMO = True
    page = Client().get("/")
    assert "Tineke Triage" in page.content.decode()
    answer = Client().post("/demo/be/triage_nurse/")
    assert answer.status_code == 302
    assert answer.url == "/triage/"


def test_outside_the_demo_nobody_becomes_somebody_without_a_password(cast: Cast, settings) -> None:
    settings.DEMO = False
    client = Client()
    assert client.post("/demo/be/operator/").status_code == 404
    assert client.get("/").url == "/login/"
    assert "_auth_user_id" not in client.session


def test_one_logs_in_by_password_and_out_again(cast: Cast, settings) -> None:
    settings.DEMO = False
    person = cast.people["operator"]
    person.set_password("een lang wachtwoord")
    person.save()
    client = Client()
    wrong = client.post("/login/", {"username": "operator", "password": "iets anders"})
    assert wrong.status_code == 200
    right = client.post("/login/", {"username": "operator", "password": "een lang wachtwoord"})
    assert right.status_code == 302
    assert client.get("/").url == "/now/"
    assert client.post("/logout/").status_code == 302
    assert client.get("/now/").url.startswith("/login/")


def test_who_has_left_is_out_at_once(cast: Cast) -> None:
    client = logged_in(cast, "operator")
    assert client.get("/briefing/").status_code == 200
    cast.people["operator"].is_active = False
    cast.people["operator"].save()
    assert client.get("/briefing/").status_code == 302


def test_the_figures_count_what_happened_in_a_constant_number_of_queries(
    cast: Cast, django_assert_max_num_queries
) -> None:
    client, now = logged_in(cast, "policy_adviser"), timezone.now()
    for place in range(3):
        taken = service.take_report(
            draft=service.ReportDraft(text=f"Melding {place}"), actor=cast["operator"], now=now
        )
        told = {"number": taken.number, "actor": cast["operator"], "now": now}
        assert service.classify_incident(**told, urgency="deferrable_police", needs="police", reason="x")
        assert service.order_transport(
            **told, kind="police", organisation_slug="politie", reason="geen ander vervoer beschikbaar"
        )
        assert service.promise(
            **told,
            kind="call_back",
            organisation_slug="politie",
            who="Anton",
            due_at=now + timedelta(hours=1),
        )
    with django_assert_max_num_queries(25):
        page = client.get("/figures/").content.decode()
    assert "0 %" in page
    assert "0 van 3" in page or "0 of 3" in page


def test_every_situation_has_its_guidance_on_a_page(cast: Cast) -> None:
    client = logged_in(cast, "hub_receptionist")
    page = client.get("/help/").content.decode()
    for name in situations():
        assert f"/help/{name}/" in page
    assert client.get("/help/missing_persons/").status_code == 200
    assert client.get("/help/onzin/").status_code == 404


def test_the_sheet_of_the_shift_shows_what_is_open_and_is_written_down(cast: Cast) -> None:
    now = timezone.now()
    taken = service.take_report(
        draft=service.ReportDraft(text="Ruzie op het plein", address="Plein 1"),
        actor=cast["operator"],
        now=now,
    )
    page = logged_in(cast, "operator").get("/briefing/").content.decode()
    assert taken.number in page
    assert "Ruzie op het plein" not in page
    looks = logged_in(cast, "privacy_officer").get("/books/").content.decode()
    assert "briefing:meldkamer" in looks


def test_a_refusal_at_the_door_stands_in_the_book(cast: Cast) -> None:
    assert logged_in(cast, "hub_receptionist").get("/figures/").status_code == 403
    looks = logged_in(cast, "privacy_officer").get("/books/").content.decode()
    assert "page:/figures/" in looks


def test_the_sheet_names_no_promise_on_an_incident_of_others(cast: Cast) -> None:
    now = timezone.now()
    taken = service.take_report(
        draft=service.ReportDraft(text="Bewoner is boos"), actor=cast["operator"], now=now
    )
    due = now + timedelta(hours=1)
    words = {"kind": "care_visit", "organisation_slug": "zorgloket", "who": "Lotte", "due_at": due}
    assert service.promise(number=taken.number, actor=cast["operator"], now=now, **words)
    assert taken.number in logged_in(cast, "operator").get("/briefing/").content.decode()
    # The police take no part in it: not even its number reaches their sheet.
    assert taken.number not in logged_in(cast, "officer").get("/briefing/").content.decode()

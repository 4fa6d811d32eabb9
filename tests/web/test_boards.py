"""The boards: what stands on them for whom, in which order, without content and in a constant number of queries."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samenop.apps.incidents import service
from samenop.apps.incidents.queries import board_rows, open_incidents
from samenop.apps.incidents.web.row_rendering import render_board_row
from samenop.apps.ledger.models import Look
from samenop.apps.partners.models import Duty
from tests.cast import Cast, make_cast

SECRET = "Zijn naam is Gerrit Geheim en hij slikt pillen"
PAGES = {"/now/": "operator", "/triage/": "triage_nurse", "/care/": "sobering_worker"}


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone, as of now: the pages look at the clock themselves."""
    return make_cast(timezone.now())


def seen_by(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast.people[part])
    return client


def report(cast: Cast, text: str = SECRET, address: str = "Dorpsstraat 1", minutes: int = 5, **words: str) -> str:
    draft = service.ReportDraft(text=text, address=address, area="middenstad", **words)
    at = timezone.now() - timedelta(minutes=minutes)
    return service.take_report(draft=draft, actor=cast["operator"], now=at).number


def step(action, cast: Cast, part: str, number: str, **words):
    answer = action(number=number, actor=cast[part], now=timezone.now(), **words)
    assert answer, answer
    return answer


def classified(cast: Cast, address: str, urgency: str, needs: str = "police", minutes: int = 5, **told: str) -> str:
    number = report(cast, address=address, minutes=minutes, **told)
    step(service.classify_incident, cast, "operator", number, urgency=urgency, needs=needs, reason="Gehoord.")
    return number


def rows_in(html: str) -> list[str]:
    return re.findall(r'id="row-([\d-]+)"', html)


@pytest.mark.parametrize(("page", "part"), PAGES.items())
def test_every_board_is_shown_to_its_reader_and_noted_once(cast: Cast, page: str, part: str) -> None:
    answer = seen_by(cast, part).get(page)
    assert answer.status_code == 200
    board = page.strip("/").replace("now", "control")
    assert f'data-live-board="board:{board}"' in answer.text
    assert Look.objects.filter(subject=f"board:{board}", actor=cast[part].id).count() == 1


@pytest.mark.parametrize(
    ("page", "part"),
    [
        ("/now/", "triage_nurse"),
        ("/now/", "outsider"),
        ("/now/", "officer"),
        ("/triage/", "operator"),
        ("/triage/", "crisis_worker"),
        ("/triage/", "outsider"),
        ("/care/", "operator"),
        ("/care/", "officer"),
        ("/care/route/", "sobering_worker"),
        ("/care/route/", "outsider"),
    ],
)
def test_a_board_of_another_role_is_refused(cast: Cast, page: str, part: str) -> None:
    assert seen_by(cast, part).get(page).status_code == 403


@pytest.mark.parametrize("page", [*PAGES, "/care/route/"])
def test_without_logging_in_there_is_no_board(cast: Cast, page: str) -> None:
    answer = Client().get(page)
    assert answer.status_code == 302
    assert answer.url.startswith("/login/")


def test_the_outsider_sees_nothing_on_the_board_of_care(cast: Cast) -> None:
    number = report(cast)
    answer = seen_by(cast, "outsider").get("/care/")
    assert answer.status_code == 200
    assert number not in answer.text
    assert "Dorpsstraat" not in answer.text


def test_what_needs_a_hand_first_stands_on_top(cast: Cast) -> None:
    information = classified(cast, "Brug 1", "information_only", "none", minutes=3)
    urgent = classified(cast, "Plein 2", "urgent_police", minutes=1)
    unknown = report(cast, address="Straat 3", minutes=1)
    late = classified(cast, "Laan 4", "urgent_police", minutes=30)
    shown = rows_in(seen_by(cast, "operator").get("/now/").text)
    assert shown == [late, urgent, unknown, information]


@pytest.mark.parametrize("page", ["/now/", "/triage/"])
def test_a_line_holds_no_content_of_the_report(cast: Cast, page: str) -> None:
    report(cast, text=f"Verwarde man. {SECRET}", reporter_name="Mia Melder")
    answer = seen_by(cast, PAGES[page]).get(page)
    assert len(rows_in(answer.text)) == 1
    assert "Geheim" not in answer.text
    assert "Melder" not in re.sub(r"<(script|dialog).*?</\1>", "", answer.text, flags=re.S).split("<main")[1]


def test_the_line_in_the_page_is_the_line_that_is_pushed(cast: Cast) -> None:
    number = classified(cast, "Plein 2", "urgent_police", "both")
    step(service.ask_care, cast, "operator", number)
    at = timezone.now()
    page = seen_by(cast, "operator").get("/now/", headers={"accept-language": "nl"}).text
    (row,) = board_rows(cast["triage_nurse"], open_incidents(cast["triage_nurse"]), now=at, with_summary=False)
    assert render_board_row(row, language="nl", now=at) in page


def test_a_line_says_who_comes_when_who_waits_and_to_whom_it_is_offered(cast: Cast) -> None:
    number = classified(cast, "Plein 2", "urgent_police", "both")
    step(service.ask_care, cast, "operator", number)
    expected = timezone.now() + timedelta(minutes=20)
    duo = {"unit": "Duo 1", "organisation_slug": "crisisdienst", "discipline": "crisis_service"}
    step(service.deploy_unit, cast, "triage_nurse", number, expected_at=expected, **duo)
    step(service.offer_incident, cast, "operator", number, to="crisisdienst")
    (row,) = board_rows(cast["operator"], open_incidents(cast["operator"]), now=timezone.now())
    html = render_board_row(row, language="en", now=timezone.now())
    for said in (
        "Duo 1",
        "assigned",
        "in 19 min",
        "Meldkamer Middenland",
        "Offered to Crisisdienst GGZ Middenland",
        "Control room waits for Crisis service",
        "Care has not answered yet",
        "Urgent, police",
    ):
        assert said in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)), said


def test_a_changed_line_is_drawn_anew_at_once(cast: Cast) -> None:
    number = report(cast)
    client = seen_by(cast, "operator")
    assert 'data-urgency=""' in client.get("/now/").text
    step(service.classify_incident, cast, "operator", number, urgency="urgent_police", needs="both", reason="Mes.")
    assert 'data-urgency="urgent_police"' in client.get("/now/").text


def test_the_filters_show_only_what_was_asked_for(cast: Cast) -> None:
    urgent = classified(cast, "Plein 2", "urgent_police")
    care = classified(cast, "Laan 4", "urgent_no_police", "care")
    unknown = report(cast, text="Fiets weg", address="Straat 3")
    client = seen_by(cast, "operator")
    assert set(rows_in(client.get("/now/").text)) == {urgent, care, unknown}
    assert rows_in(client.get("/now/?show=unclassified").text) == [unknown]
    assert rows_in(client.get("/now/?class=urgent_police").text) == [urgent]
    assert care in rows_in(client.get("/now/?show=care").text)
    assert unknown not in rows_in(client.get("/now/?show=care").text)
    step(service.offer_incident, cast, "operator", care, to="crisisdienst")
    step(service.accept_incident, cast, "crisis_worker", care)
    assert set(rows_in(client.get("/now/?show=mine").text)) == {urgent, unknown}
    assert rows_in(client.post("/now/", {"q": "laan 4"}).text) == [care]
    assert rows_in(client.post("/now/", {"q": unknown}).text) == [unknown]


def test_an_empty_board_says_so(cast: Cast) -> None:
    assert 'data-live-empty="board:control">' in seen_by(cast, "operator").get("/now/").text


def test_the_triage_seat_sees_what_smells_of_care_and_nothing_else(cast: Cast) -> None:
    smells = report(cast, text="Verwarde vrouw praat tegen iemand die er niet is")
    report(cast, text="Fiets gestolen, wil aangifte doen", address="Markt 3")
    assert rows_in(seen_by(cast, "triage_nurse").get("/triage/").text) == [smells]


def test_the_triage_seat_sees_offers_and_who_is_on_duty(cast: Cast) -> None:
    number = classified(cast, "Plein 2", "urgent_no_police", "care")
    step(service.offer_incident, cast, "operator", number, to="crisisdienst")
    hours = {"starts_at": timezone.now() - timedelta(hours=1), "ends_at": timezone.now() + timedelta(hours=7)}
    Duty.objects.create(organisation_id="zorgloket", contact="Lotte Loket", phone="0600000012", **hours)
    later = {"starts_at": hours["ends_at"], "ends_at": hours["ends_at"] + timedelta(hours=8)}
    Duty.objects.create(organisation_id="opvang", contact="Niet Nu", **later)
    page = seen_by(cast, "triage_nurse").get("/triage/").text
    assert 'class="offer"' in page
    assert "Lotte Loket" in page
    assert "Niet Nu" not in page


def test_the_care_desk_sees_its_offers_follow_ups_and_promises(cast: Cast) -> None:
    number = classified(cast, "Havenkade 8", "deferrable_police", "both")
    step(service.ask_care, cast, "operator", number)
    again = timezone.now() + timedelta(hours=6)
    led_on = {"follow_up": "sobering_place", "follow_up_holder": "ontnuchtering", "reassess_at": again}
    step(service.record_outcome, cast, "crisis_worker", number, kind="not_assessable", **led_on)
    step(service.offer_incident, cast, "operator", number, to="ontnuchtering")
    due = {"organisation_slug": "ontnuchtering", "due_at": timezone.now() + timedelta(hours=2)}
    step(service.promise, cast, "operator", number, kind="call_back", who="Nico Nuchter", **due)
    page = seen_by(cast, "sobering_worker").get("/care/", headers={"accept-language": "en"}).text
    assert 'class="offer"' in page
    assert "Nico Nuchter" in page.split("<main")[1]
    assert f"{again.astimezone(timezone.get_default_timezone()):%H:%M}" in page


def test_the_transport_crew_sees_its_rides(cast: Cast) -> None:
    number = classified(cast, "Kerkstraat 21", "urgent_no_police", "care")
    ride = {"kind": "medical_transport", "organisation_slug": "psycholance"}
    step(service.order_transport, cast, "operator", number, **ride)
    assert 'id="rides-title"' in seen_by(cast, "transport_crew").get("/care/").text
    assert 'id="rides-title"' not in seen_by(cast, "care_worker").get("/care/").text


@pytest.mark.parametrize(("page", "part"), [("/now/", "operator"), ("/triage/", "triage_nurse")])
def test_a_board_costs_the_same_queries_for_five_and_for_fifty(cast: Cast, page: str, part: str) -> None:
    client = seen_by(cast, part)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(page)
        return len(seen)

    for place in range(5):
        classified(cast, f"Straat {place}", "urgent_police", "both", text="Verwarde man")
    client.get(page)
    few = queries()
    for place in range(5, 50):
        number = classified(cast, f"Straat {place}", "urgent_police", "both", text="Verwarde man")
        step(service.ask_care, cast, "operator", number)
        unit = {"unit": f"Wagen {place}", "organisation_slug": "politie", "discipline": "police"}
        step(service.deploy_unit, cast, "operator", number, **unit)
    assert len(rows_in(client.get(page).text)) == 50
    assert queries() == few

"""The officer's phone: what stands on top, taps that may be sent later or twice, and friendly questions."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from samenop.apps.dossiers.models import Entry
from samenop.apps.incidents import service
from samenop.apps.incidents.models import Deployment, Incident
from samenop.apps.persons.models import Agreement
from samenop.core.incidents.observation import OBSERVATION_FIELDS
from samenop.core.kernel import Agreed
from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone, freshly written."""
    return make_cast()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The source language, so that these tests do not depend on a translation."""
    with translation.override("en"):
        yield


def phone(cast: Cast, part: str = "officer") -> Client:
    """The phone of one of the cast."""
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(cast.people[part])
    return client


def sent(cast: Cast, *, address: str = "Viaduct Ringweg") -> str:
    """An incident to which a police car is sent."""
    now = timezone.now()
    draft = service.ReportDraft(text="Man staat op het viaduct", address=address)
    number = service.take_report(draft=draft, actor=cast["operator"], now=now).number
    words = {"number": number, "actor": cast["operator"], "now": now}
    decided = service.classify_incident(urgency="urgent_police", needs="both", reason="Gezien", **words)
    assert isinstance(decided, Agreed)
    car = {"unit": "Wagen 11", "organisation_slug": "politie", "discipline": "police"}
    assert isinstance(service.deploy_unit(**car, **words), Agreed)
    return number


def step(client: Client, number: str, name: str, **told: str) -> int:
    """Sends a tap as the phone does; the status of the answer."""
    return client.post(f"/incidents/{number}/steps/{name}/", {"from": "street", **told}).status_code


def test_my_incidents_are_those_with_a_unit_of_ours(cast: Cast) -> None:
    number = sent(cast)
    page = phone(cast).get("/street/")
    assert page.status_code == 200
    assert [row.incident.number for row, _clock in page.context["mine"]] == [number]


def test_an_incident_without_a_unit_of_ours_is_not_on_the_list(cast: Cast) -> None:
    draft = service.ReportDraft(text="Geluidsoverlast")
    taken = service.take_report(draft=draft, actor=cast["operator"], now=timezone.now())
    assert taken.number not in phone(cast).get("/street/").content.decode()
    assert phone(cast).get(f"/street/{taken.number}/").status_code == 404
    assert phone(cast).get(f"/street/{taken.number}/observe/").status_code == 404


def test_only_who_works_on_the_street_has_this_screen(cast: Cast) -> None:
    assert phone(cast, "operator").get("/street/").status_code == 403
    assert phone(cast, "outsider").get("/street/").status_code == 403


def test_the_agreement_stands_before_everything_else(cast: Cast) -> None:
    number = sent(cast)
    now = timezone.now()
    Agreement.objects.create(
        address="Viaduct Ringweg",
        approach="Praat rustig.",
        advice="not_alone",
        made_by_id="politie",
        readers=["police"],
        valid_from=now - timedelta(days=1),
        valid_until=now + timedelta(days=1),
    )
    html = phone(cast).get(f"/street/{number}/").content.decode()
    assert html.index("Praat rustig.") < html.index("<h1")


def test_an_expired_agreement_is_gone(cast: Cast) -> None:
    number = sent(cast)
    now = timezone.now()
    moments = {"valid_from": now - timedelta(days=3), "valid_until": now - timedelta(days=1)}
    Agreement.objects.create(
        address="Viaduct Ringweg", approach="Praat rustig.", made_by_id="politie", readers=["police"], **moments
    )
    assert "Praat rustig." not in phone(cast).get(f"/street/{number}/").content.decode()


def test_under_way_and_there_are_one_tap_each(cast: Cast) -> None:
    number = sent(cast)
    client = phone(cast)
    unit = Deployment.objects.get()
    assert f'name="deployment" value="{unit.pk}"' in client.get(f"/street/{number}/").content.decode()
    assert step(client, number, "progress", deployment=str(unit.pk), to="under_way") == 303
    assert step(client, number, "progress", deployment=str(unit.pk), to="on_scene") == 303
    unit.refresh_from_db()
    assert unit.status == "on_scene"
    assert unit.estimated == []


def test_a_tap_that_comes_late_keeps_its_moment_and_is_marked(cast: Cast) -> None:
    number = sent(cast)
    unit = Deployment.objects.get()
    earlier = timezone.now() - timedelta(minutes=20)
    given = {"deployment": str(unit.pk), "to": "on_scene", "seen_at": earlier.isoformat()}
    assert step(phone(cast), number, "progress", **given) == 303
    unit.refresh_from_db()
    assert abs(unit.on_scene_at - earlier) < timedelta(seconds=1)
    assert "on_scene_at" in unit.estimated


def test_a_clock_that_runs_ahead_cannot_put_a_fact_in_the_future(cast: Cast) -> None:
    number = sent(cast)
    ahead = (timezone.now() + timedelta(hours=3)).isoformat()
    assert step(phone(cast), number, "observe", behaviour="calm", seen_at=ahead) == 303
    assert Entry.objects.get(kind="observation").as_of <= timezone.now()


def test_the_observation_form_has_every_field_of_the_core(cast: Cast) -> None:
    number = sent(cast)
    html = phone(cast).get(f"/street/{number}/observe/").content.decode()
    for name, answers in OBSERVATION_FIELDS.items():
        for answer in answers:
            assert f'name="{name}" value="{answer}"' in html
    assert "data-offline" in html
    assert 'name="seen_at"' in html


def test_an_observation_that_was_kept_on_the_phone_keeps_its_moment(cast: Cast) -> None:
    number = sent(cast)
    earlier = timezone.now() - timedelta(minutes=45)
    given = {"harm_self": "said", "words_heard": "Laat me met rust", "seen_at": earlier.isoformat()}
    assert step(phone(cast), number, "observe", idempotency_key="kept-1", **given) == 303
    entry = Entry.objects.get(kind="observation")
    assert abs(entry.as_of - earlier) < timedelta(seconds=1)
    assert entry.payload == {"harm_self": "said"}
    assert entry.text == "Laat me met rust"


def test_an_observation_sent_twice_is_kept_once_and_answered_alike(cast: Cast) -> None:
    number = sent(cast)
    given = {"from": "street", "behaviour": "calm", "seen_at": timezone.now().isoformat(), "idempotency_key": "kept-2"}
    answers = [phone(cast).post(f"/incidents/{number}/steps/observe/", given) for _again in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert {answer.headers["X-Received"] for answer in answers} == {"kept-2"}
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Entry.objects.filter(kind="observation").count() == 1


def test_an_empty_observation_is_refused_in_words(cast: Cast) -> None:
    number = sent(cast)
    answer = phone(cast).post(f"/incidents/{number}/steps/observe/", {"from": "street"})
    assert answer.status_code == 409
    assert 'data-refused="observation_empty"' in answer.content.decode()


def test_words_that_interpret_get_a_friendly_question_and_are_kept_nowhere(cast: Cast) -> None:
    sent(cast)
    before = Entry.objects.count()
    html = phone(cast).post("/street/hints/", {"seen": "Man is verward en agressief"}).content.decode()
    assert "What did you see?" in html
    assert "What did the person do?" in html
    assert Entry.objects.count() == before
    calm = phone(cast).post("/street/hints/", {"seen": "Man loopt heen en weer"}).content.decode()
    assert "notice" not in calm


def test_after_sending_the_question_stands_on_the_page(cast: Cast) -> None:
    number = sent(cast)
    assert step(phone(cast), number, "observe", seen="Hij is verward") == 303
    html = phone(cast).get(f"/street/{number}/?done=observe").content.decode()
    assert "“verward”" in html


def test_safety_is_one_tap_and_shows_what_is_chosen(cast: Cast) -> None:
    number = sent(cast)
    assert step(phone(cast), number, "set_safety", phase="acute_unsafe") == 303
    assert Incident.objects.get(number=number).safety_phase == "acute_unsafe"
    html = phone(cast).get(f"/street/{number}/").content.decode()
    assert 'value="acute_unsafe" aria-pressed="true"' in html


def test_back_leads_only_to_our_own_two_places(cast: Cast) -> None:
    number = sent(cast)
    given = {"behaviour": "calm", "from": "https://elsewhere.example/"}
    answer = phone(cast).post(f"/incidents/{number}/steps/observe/", given)
    assert answer.headers["Location"] == f"/incidents/{number}/?done=observe"

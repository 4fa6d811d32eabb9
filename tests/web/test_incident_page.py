"""The incident page and the form of every step: per role, refused with all that is missing, nothing lost."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from samenop.apps.dossiers.service import write_entry
from samenop.apps.incidents import service
from samenop.apps.incidents.models import Handover, Incident, Release, Waiting
from samenop.apps.incidents.web.steps import STEP_FORMS
from samenop.apps.ledger.service import looks_at
from samenop.apps.partners.models import Agreement
from samenop.core.incidents.steps import STEPS
from samenop.core.kernel import Agreed
from tests.cast import Cast, make_cast

TEXT = "Er staat een man op het viaduct en hij wil springen."
TOLD = {
    "told_went_before": "Man dreigde te springen.",
    "told_seen": "Ruikt naar alcohol.",
    "told_searched": "Ja, niets.",
    "told_items_taken": "Geen.",
    "told_restraint": "Geen.",
    "told_promised": "Broer wordt gebeld.",
}


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone, freshly written."""
    return make_cast()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The source language, so that these tests do not depend on a translation."""
    with translation.override("en"):
        yield


def visitor(cast: Cast, part: str) -> Client:
    """The browser of one of the cast, in English."""
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(cast.people[part])
    return client


def reported(cast: Cast) -> str:
    """The number of a fresh report."""
    draft = service.ReportDraft(text=TEXT, address="Viaduct Ringweg", person_name="Joris", reporter_phone="0600000000")
    taken = service.take_report(draft=draft, actor=cast["operator"], now=timezone.now())
    return taken.number


def done(cast: Cast, number: str, action: object, part: str, **words: object) -> None:
    """A step that must succeed."""
    assert isinstance(action(number=number, actor=cast[part], now=timezone.now(), **words), Agreed)


def under_way(cast: Cast) -> str:
    """Classified, care asked and advising, police there, crisis service coming."""
    number = reported(cast)
    done(cast, number, service.classify_incident, "operator", urgency="urgent_police", needs="both")
    done(cast, number, service.ask_care, "operator")
    car = {"unit": "Wagen 11", "organisation_slug": "politie", "discipline": "police"}
    done(cast, number, service.deploy_unit, "operator", **car)
    duo = {"unit": "Duo 1", "organisation_slug": "crisisdienst", "discipline": "crisis_service"}
    done(cast, number, service.deploy_unit, "operator", **duo)
    return number


def offered(cast: Cast, *, told: dict[str, str] | None = None) -> str:
    """Assessed and offered to the sobering place."""
    number = under_way(cast)
    done(
        cast,
        number,
        service.record_outcome,
        "crisis_worker",
        kind="not_assessable",
        follow_up="sobering_place",
        follow_up_holder="ontnuchtering",
        reassess_at=timezone.now() + timedelta(hours=6),
    )
    done(cast, number, service.offer_incident, "operator", to="ontnuchtering", told=told, safe=True)
    return number


def step_url(number: str, step: str) -> str:
    """Where a step lives."""
    return f"/incidents/{number}/steps/{step}/"


def plain(answer: HttpResponse, number: str) -> str:
    """The page without what differs every time: the token against forgery, the moment, the number itself."""
    html = answer.content.decode().replace(number, "")
    return re.sub(r'(value|content)="[A-Za-z0-9]{64}"|data-now="[^"]*"', "", html)


def status_of(number: str) -> str:
    """The status in the database."""
    return Incident.objects.get(number=number).status


def test_every_step_of_the_table_has_its_form() -> None:
    assert set(STEP_FORMS) == set(STEPS)


@pytest.mark.parametrize("part", ["operator", "officer", "triage_nurse", "crisis_worker"])
def test_every_step_form_shows_itself_or_says_why_not(cast: Cast, part: str) -> None:
    number = under_way(cast)
    answers = service.incident_view(cast[part], number, now=timezone.now()).steps
    client = visitor(cast, part)
    for step in STEPS:
        page = client.get(step_url(number, step))
        html = page.content.decode()
        assert page.status_code == 200, step
        assert ('name="idempotency_key"' in html) == bool(answers[step]), step
        refused = answers[step]
        assert (f'data-refused="{getattr(refused, "code", "")}"' in html) == (not refused), step


def test_who_has_no_part_gets_the_answer_of_what_does_not_exist(cast: Cast) -> None:
    number = reported(cast)
    outsider = visitor(cast, "outsider")
    for address in ("/incidents/{}/", "/incidents/{}/steps/note/"):
        forbidden = outsider.get(address.format(number))
        absent = outsider.get(address.format("990101-1"))
        assert forbidden.status_code == absent.status_code == 404
        assert plain(forbidden, number) == plain(absent, "990101-1")
    posted = outsider.post(step_url(number, "note"), {"text": "Ik was hier", "kind": "shared_note"})
    assert posted.status_code == 404
    assert looks_at(f"incident:{number}")[0].outcome == "not_found"


def test_who_may_see_no_incident_at_all_is_refused_at_the_door(cast: Cast) -> None:
    number = reported(cast)
    assert visitor(cast, "policy_adviser").get(f"/incidents/{number}/").status_code == 403
    assert Client().get(f"/incidents/{number}/").status_code == 302


def test_a_panel_is_the_same_page_without_the_frame(cast: Cast) -> None:
    number = under_way(cast)
    operator = visitor(cast, "operator")
    whole = operator.get(f"/incidents/{number}/").content.decode()
    panel = operator.get(f"/incidents/{number}/", headers={"HX-Request": "true"}).content.decode()
    live = operator.get(f"/incidents/{number}/?part=live", headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in panel
    assert panel.strip().startswith('<article id="incident"')
    assert f'data-live-topic="incident:{number}"' in panel
    assert 'id="incident-step"' in panel
    # What somebody is typing lies in the container of the step: the live part must never bring a new one.
    assert 'id="incident-step"' not in live
    assert 'id="incident-head"' in live
    assert 'id="incident-rest"' in live
    assert 'hx-swap-oob="outerMorph"' in live


def test_there_is_one_heading_of_the_first_level_on_every_page(cast: Cast) -> None:
    number = under_way(cast)
    operator = visitor(cast, "operator")
    whole = operator.get(f"/incidents/{number}/").content.decode()
    panel = operator.get(f"/incidents/{number}/", headers={"HX-Request": "true"}).content.decode()
    assert whole.count("<h1") == 1
    assert "<h1" not in panel


def test_the_one_next_step_differs_per_reader(cast: Cast) -> None:
    number = reported(cast)
    assert "/steps/classify/" in visitor(cast, "operator").get(f"/incidents/{number}/").content.decode()
    page = visitor(cast, "operator").get(f"/incidents/{number}/")
    assert page.context["next_step"] == "classify"
    number = offered(cast)
    assert visitor(cast, "sobering_worker").get(f"/incidents/{number}/").context["next_step"] == "accept"


def test_a_step_is_taken_from_its_page_and_leads_back(cast: Cast) -> None:
    number = reported(cast)
    given = {"urgency": "urgent_police", "needs": "both", "idempotency_key": "k1", "reason": "Hij hangt er al over."}
    answer = visitor(cast, "operator").post(step_url(number, "classify"), given)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/incidents/{number}/?done=classify"
    assert answer.headers["X-Received"] == "k1"
    assert status_of(number) == "assessed"


def test_a_step_in_the_panel_answers_with_a_fragment_that_fetches_the_live_part(cast: Cast) -> None:
    number = reported(cast)
    answer = visitor(cast, "operator").post(
        step_url(number, "note"), {"text": "Let op", "kind": "shared_note"}, headers={"HX-Request": "true"}
    )
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in html
    assert f"/incidents/{number}/?part=live" in html
    assert 'hx-target="#incident-head"' in html
    assert f'data-draft-clear="incident-{number}-note"' in html
    assert answer.headers["HX-Trigger"] == "incident-changed"


def test_sent_twice_is_done_once_even_when_it_says_in_twenty_minutes(cast: Cast) -> None:
    number = under_way(cast)
    given = {
        "kind": "call_back",
        "organisation_slug": "meldkamer",
        "who": "Olga",
        "due_at": "20",
        "idempotency_key": "same",
    }
    operator = visitor(cast, "operator")
    first = operator.post(step_url(number, "promise"), given)
    second = operator.post(step_url(number, "promise"), given)
    assert (first.status_code, second.status_code) == (303, 303)
    view = service.incident_view(cast["operator"], number, now=timezone.now())
    assert len(view.promises) == 1


def test_a_refusal_says_all_that_is_missing_and_keeps_what_was_typed(cast: Cast) -> None:
    number = under_way(cast)
    answer = visitor(cast, "officer").post(step_url(number, "release"), {"why_not_told": "Niet te bereiken."})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert 'data-refused="release_incomplete"' in html
    for code in ("safety", "accepted the follow-up", "outcome of the assessment", "people concerned"):
        assert code in html
    assert "Niet te bereiken." in html
    assert status_of(number) == "in_hand"


def test_the_release_form_says_beforehand_what_is_missing_and_where_to_do_it(cast: Cast) -> None:
    number = under_way(cast)
    html = visitor(cast, "officer").get(step_url(number, "release")).content.decode()
    assert step_url(number, "set_safety") in html
    assert step_url(number, "offer") in html
    assert step_url(number, "tell_reporter") in html


def test_an_incomplete_form_is_shown_again_with_its_words(cast: Cast) -> None:
    number = under_way(cast)
    given = {"problem": "Man op viaduct", "safe": "", "who_does_what": "", "look_again_at": "straks"}
    answer = visitor(cast, "officer").post(step_url(number, "propose_picture"), given)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "data-form-errors" in html
    assert "Man op viaduct" in html
    assert "straks" in html


def test_a_step_of_another_role_is_refused_as_such(cast: Cast) -> None:
    number = under_way(cast)
    answer = visitor(cast, "officer").post(
        step_url(number, "classify"), {"urgency": "urgent_police", "needs": "both"}
    )
    assert answer.status_code == 403
    assert 'data-refused="not_your_role"' in answer.content.decode()


def test_a_step_that_does_not_exist_is_not_found(cast: Cast) -> None:
    assert visitor(cast, "operator").get(step_url(reported(cast), "dance")).status_code == 404


def test_whether_one_must_take_it_follows_from_the_agreement_and_never_from_the_form(cast: Cast) -> None:
    number = under_way(cast)
    outcome = {
        "kind": "not_assessable",
        "follow_up": "sobering_place",
        "follow_up_holder": "ontnuchtering",
        "reassess_at": "360",
    }
    assert visitor(cast, "crisis_worker").post(step_url(number, "record_outcome"), outcome).status_code == 303
    operator = visitor(cast, "operator")
    tricked = {"to": "ontnuchtering", "must_take": "on", "safe": "on"}
    assert operator.post(step_url(number, "offer"), tricked).status_code == 303
    assert not Incident.objects.get(number=number).must_take
    assert operator.post(step_url(number, "withdraw")).status_code == 303
    Agreement.objects.create(
        organisation_id="ontnuchtering",
        name="Vangnet",
        care_needs=["sobering_bed"],
        must_take=True,
        valid_from=timezone.now().date() - timedelta(days=1),
    )
    assert operator.post(step_url(number, "offer"), {"to": "ontnuchtering"}).status_code == 303
    assert Incident.objects.get(number=number).must_take
    refused = visitor(cast, "sobering_worker").post(step_url(number, "refuse"), {"ground": "no_capacity"})
    assert refused.status_code == 409
    assert 'data-refused="must_take"' in refused.content.decode()


def test_a_handover_is_read_sent_back_completed_and_read_back(cast: Cast) -> None:
    number = offered(cast, told={"seen": "Ruikt naar alcohol."})
    sobering, operator = visitor(cast, "sobering_worker"), visitor(cast, "operator")
    form = sobering.get(step_url(number, "accept")).content.decode()
    assert "Ruikt naar alcohol." in form
    assert "Not told yet:" in form
    back = sobering.post(step_url(number, "return_handover"), {"missing": ["searched", "items_taken"]})
    assert back.status_code == 303
    again = operator.get(step_url(number, "offer")).content.decode()
    assert "Ruikt naar alcohol." in again
    assert operator.post(step_url(number, "offer"), {"to": "ontnuchtering", "safe": "on", **TOLD}).status_code == 303
    silent = sobering.post(step_url(number, "accept"), {"accepted_by_name": "Nico", "said_back": ""})
    assert silent.status_code == 409
    said = {"accepted_by_name": "Nico", "said_back": "Man onder invloed, broer wordt gebeld.", "safe": "on"}
    assert sobering.post(step_url(number, "accept"), said).status_code == 303
    assert Incident.objects.get(number=number).holder_id == "ontnuchtering"
    assert Handover.objects.get(status="accepted").accepted_by_name == "Nico"


def test_the_override_asks_a_duty_officer_who_then_sees_it(cast: Cast) -> None:
    number = under_way(cast)
    done(cast, number, service.set_safety, "officer", phase="directly_safe")
    officer = visitor(cast, "officer")
    page = officer.get(step_url(number, "override_release")).content.decode()
    assert "Dirk van Dienst" in page
    alone = officer.post(step_url(number, "override_release"), {"reason": "Er is een steekpartij"})
    assert alone.status_code == 409
    second = f"professional:{cast.people['duty_officer'].pk}"
    given = {"reason": "Er is een steekpartij", "second": second}
    assert officer.post(step_url(number, "override_release"), given).status_code == 303
    assert Release.objects.get().second == second
    street = visitor(cast, "duty_officer").get("/street/").content.decode()
    assert "You signed as the second" in street
    assert "You signed as the second" not in officer.get("/street/").content.decode()


def test_a_duty_officer_cannot_be_their_own_second(cast: Cast) -> None:
    number = under_way(cast)
    page = visitor(cast, "duty_officer").get(step_url(number, "override_release")).content.decode()
    assert f'value="professional:{cast.people["duty_officer"].pk}"' not in page


def test_one_tap_says_still_waiting(cast: Cast) -> None:
    number = under_way(cast)
    assert visitor(cast, "officer").post(step_url(number, "tell_waiting"), {"still": "yes"}).status_code == 303
    wait = Waiting.objects.get()
    assert wait.confirmed_at is not None
    assert wait.released_at is None


def test_content_that_is_not_for_this_reader_is_named_and_not_shown(cast: Cast) -> None:
    number = under_way(cast)
    write_entry(
        subject=f"incident:{number}",
        kind="care_information",
        actor=cast["triage_nurse"],
        now=timezone.now(),
        text="Gebruikt lithium.",
    )
    officer = visitor(cast, "officer").get(f"/incidents/{number}/").content.decode()
    nurse = visitor(cast, "triage_nurse").get(f"/incidents/{number}/").content.decode()
    assert "lithium" not in officer
    assert 'class="not-shared"' in officer
    assert "how do we approach this person" in officer
    assert "lithium" in nurse


def test_a_transport_crew_reads_the_coordination_and_not_who_reported(cast: Cast) -> None:
    number = under_way(cast)
    done(cast, number, service.order_transport, "operator", kind="medical_transport", organisation_slug="psycholance")
    html = visitor(cast, "transport_crew").get(f"/incidents/{number}/").content.decode()
    assert "Wagen 11" in html
    assert "0600000000" not in html
    assert "0600000000" in visitor(cast, "operator").get(f"/incidents/{number}/").content.decode()


def test_the_joint_log_puts_words_under_what_happened(cast: Cast) -> None:
    number = under_way(cast)
    done(
        cast, number, service.observe, "officer", answers={"harm_self": "said", "words": "Ik heb er genoeg van"}
    )
    page = visitor(cast, "operator").get(f"/incidents/{number}/")
    line = page.context["log"][0]
    assert line.what == "Observation written"
    assert line.who == "Anton Agent"
    assert line.told[0].text == "Ik heb er genoeg van"
    assert ("Says about harming themselves", "Said") in line.told[0].answers


def test_the_number_of_queries_does_not_grow_with_the_log(cast: Cast) -> None:
    number = under_way(cast)
    operator = visitor(cast, "operator")
    address = f"/incidents/{number}/"
    operator.get(address)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert operator.get(address).status_code == 200
        return len(caught)

    before = queries()
    for place in range(40):
        writer = ("operator", "officer", "triage_nurse")[place % 3]
        done(cast, number, service.write_note, writer, text=f"Regel {place}")
    assert queries() == before


def test_every_field_of_every_form_has_a_label(cast: Cast) -> None:
    number = offered(cast)
    for part in ("operator", "officer", "crisis_worker", "sobering_worker"):
        for step in STEPS:
            html = visitor(cast, part).get(step_url(number, step)).content.decode()
            named = set(re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', html))
            hidden = set(re.findall(r'<input type="hidden"[^>]* id="([^"]+)"', html))
            labels = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
            assert {one for one in named - hidden if one.startswith(step)} <= labels, (part, step)

"""Taking in a report: proposals with their reasons, one save for all of it, and nothing lost on the way."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from samenop.apps.incidents import service
from samenop.apps.incidents.models import Classification, Incident, Report
from samenop.apps.ledger.models import Entry as LedgerEntry
from samenop.apps.ledger.models import Look
from samenop.apps.persons.models import Agreement
from tests.cast import Cast, make_cast

TEXT = "Een man met een mes schreeuwt op straat, hij is in de war en heeft gedronken."
TOLD = {
    "text": TEXT,
    "address": "Lindestraat 14",
    "area": "middenstad",
    "reporter_kind": "citizen",
    "channel": "call_112",
    "idempotency_key": "one-report",
}


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone, as of now: the pages look at the clock themselves."""
    return make_cast(timezone.now())


@pytest.fixture
def operator(cast: Cast) -> Client:
    return entered(cast, "operator")


def entered(cast: Cast, part: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(cast.people[part])
    return client


def proposed(client: Client, **told: object) -> str:
    return client.post("/reports/proposals/", TOLD | told, headers={"HX-Request": "true"}).text


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("part", ["operator", "care_worker", "sobering_worker"])
def test_who_may_take_a_report_gets_the_form(cast: Cast, part: str) -> None:
    answer = entered(cast, part).get("/reports/new/")
    assert answer.status_code == 200
    assert 'data-draft="report"' in answer.text
    assert 'name="idempotency_key"' in answer.text


@pytest.mark.parametrize("part", ["triage_nurse", "officer", "transport_crew", "policy_adviser"])
def test_who_may_not_take_a_report_gets_neither_form_nor_proposals(cast: Cast, part: str) -> None:
    client = entered(cast, part)
    assert client.get("/reports/new/").status_code == 403
    assert client.post("/reports/proposals/", TOLD).status_code == 403


def test_the_class_is_proposed_with_the_words_it_rests_on(operator: Client) -> None:
    said = words_of(proposed(operator))
    assert "Urgent, police" in said
    assert "Police and care needed" in said
    assert re.search(r"because .*mes", said)


def test_the_situation_is_proposed_with_its_words_and_a_key(operator: Client) -> None:
    html = proposed(operator)
    assert 'name="situation"' in html
    assert 'data-key="1"' in html


def test_what_could_change_the_class_is_asked(operator: Client) -> None:
    assert 'class="asks"' in proposed(operator, text="Er is iets aan de hand.")


def test_nothing_told_proposes_nothing(operator: Client) -> None:
    html = proposed(operator, text="", address="")
    assert "accept-class" not in html
    assert 'name="situation"' not in html


def test_an_accepted_proposal_stays_accepted_until_it_changes(operator: Client) -> None:
    accepted = "urgent_police both"
    assert "checked" in proposed(operator, accepted=accepted)
    changed = proposed(operator, text="Iemand geeft een nummerbord door.", accepted=accepted)
    assert "checked" not in changed
    assert "has changed" in changed


def test_saving_with_the_accepted_proposal_decides_in_one_go(operator: Client, cast: Cast) -> None:
    situation = "ggz_crisis_service_misunderstood_behaviour"
    answer = operator.post("/reports/new/", TOLD | {"accepted": "urgent_police both", "situation": situation})
    incident = Incident.objects.get()
    assert answer.status_code == 302
    assert answer.url == f"/incidents/{incident.number}/"
    assert (incident.urgency, incident.needs, incident.situation) == ("urgent_police", "both", situation)
    assert incident.status == "assessed"
    assert Classification.objects.get().overruling_reason == ""


def test_saving_without_deciding_leaves_the_class_open(operator: Client) -> None:
    operator.post("/reports/new/", TOLD)
    assert Incident.objects.get().urgency == ""


def test_the_link_of_the_reporter_is_shown_once(operator: Client) -> None:
    answer = operator.post("/reports/new/", TOLD)
    first = operator.get(answer.url)
    assert "/r/" in first.text
    link = re.search(r'href="[^"]*(/r/[^"]+/)"', first.text)
    assert link is not None
    assert Client().get(link[1]).status_code == 200
    assert "/r/" not in operator.get(answer.url).text


def test_deciding_otherwise_needs_a_reason_and_loses_nothing(operator: Client) -> None:
    own = TOLD | {"urgency": "deferrable_police", "needs": "police"}
    answer = operator.post("/reports/new/", own)
    assert answer.status_code == 422
    assert "data-form-errors" in answer.text
    assert TEXT in answer.text
    assert not Incident.objects.exists()
    assert not LedgerEntry.objects.exists()
    answer = operator.post("/reports/new/", own | {"reason": "De melder ziet dat het mes weg is."})
    assert answer.status_code == 302
    kept = Classification.objects.get()
    assert (kept.urgency, kept.proposed_urgency) == ("deferrable_police", "urgent_police")


def test_a_proposal_that_changed_since_it_was_accepted_is_shown_again(operator: Client) -> None:
    answer = operator.post("/reports/new/", TOLD | {"accepted": "information_only none"})
    assert answer.status_code == 422
    assert "has changed" in answer.text
    assert not Incident.objects.exists()


def test_an_empty_report_says_what_is_missing(operator: Client) -> None:
    answer = operator.post("/reports/new/", TOLD | {"text": ""}, headers={"accept-language": "nl"})
    assert answer.status_code == 422
    assert "Schrijf in een paar woorden" in answer.text or "Write in a few words" in answer.text
    assert "Lindestraat 14" in answer.text
    assert not Incident.objects.exists()


def test_pressing_save_twice_makes_one_report(operator: Client) -> None:
    first = operator.post("/reports/new/", TOLD | {"accepted": "urgent_police both"})
    second = operator.post("/reports/new/", TOLD | {"accepted": "urgent_police both"})
    assert first.url == second.url
    assert Report.objects.count() == 1


def test_a_ticked_fact_counts(operator: Client) -> None:
    operator.post("/reports/new/", TOLD | {"text": "Kom snel.", "ticked": ["weapon", "violence_now"]})
    assert Incident.objects.get().proposed_urgency == "urgent_police"


def test_the_same_street_within_the_hour_is_offered_for_joining(operator: Client, cast: Cast) -> None:
    old = timezone.now() - timedelta(minutes=61)
    draft = service.ReportDraft(text="Ruzie", address="Lindestraat 2")
    service.take_report(draft=draft, actor=cast["operator"], now=old)
    assert 'name="add_to"' not in proposed(operator)
    recent = service.ReportDraft(text="Geschreeuw", address="lindestraat  16, Middenstad")
    number = service.take_report(draft=recent, actor=cast["operator"], now=timezone.now()).number
    html = proposed(operator)
    assert re.findall(r'name="add_to" value="([\d-]+)"', html) == [number]
    answer = operator.post("/reports/new/", TOLD | {"add_to": number})
    assert answer.url == f"/incidents/{number}/"
    assert Report.objects.filter(incident__number=number).count() == 2


def test_another_organisation_does_not_learn_of_an_incident_by_typing_its_address(cast: Cast) -> None:
    draft = service.ReportDraft(text="Fiets weg", address="Lindestraat 14")
    service.take_report(draft=draft, actor=cast["operator"], now=timezone.now())
    html = proposed(entered(cast, "care_worker"))
    assert 'name="add_to"' not in html
    assert "earlier-title" not in html


def test_an_agreement_pops_up_for_its_readers_only_and_is_noted_once(cast: Cast) -> None:
    at = timezone.now()
    Agreement.objects.create(
        address="Lindestraat 14",
        approach="Bel eerst met de moeder.",
        advice="not_alone",
        made_by_id="politie",
        readers=["control_room"],
        valid_from=at - timedelta(days=1),
        valid_until=at + timedelta(days=1),
    )
    operator = entered(cast, "operator")
    assert "Bel eerst met de moeder." in proposed(operator)
    assert "Bel eerst met de moeder." in proposed(operator, text=f"{TEXT} En nog iets.")
    assert Look.objects.filter(what="agreement").count() == 1
    assert "Bel eerst met de moeder." not in proposed(entered(cast, "care_worker"))


def test_a_care_worker_reports_and_the_control_room_decides(cast: Cast) -> None:
    client = entered(cast, "care_worker")
    assert "accept-class" not in proposed(client)
    told = TOLD | {"reporter_kind": "professional", "accepted": "urgent_police both"}
    answer = client.post("/reports/new/", told)
    assert answer.status_code == 302
    incident = Incident.objects.get()
    assert (incident.holder_id, incident.urgency) == ("meldkamer", "")


def test_without_script_the_proposals_are_shown_on_request(operator: Client) -> None:
    answer = operator.post("/reports/new/", TOLD | {"look": "1"})
    assert answer.status_code == 200
    assert 'id="accept-class"' in answer.text
    assert TEXT in answer.text
    assert not Incident.objects.exists()

"""May I share this: the page answers, records codes only, and a privacy officer puts rules in force."""

import re
from typing import Any

import pytest
from django.test import Client

from samenop.apps.dossiers.models import SharingRuleApproval
from samenop.apps.dossiers.service import approve_rule, rules_in_force
from samenop.apps.incidents.service import ReportDraft, TakenIn, take_report
from samenop.apps.ledger.models import Entry
from samenop.core.kernel import Refused
from samenop.core.sharing.asking import Question, decide_asking
from tests.cast import NOW, Cast, make_cast

MEDICINES = {
    "me": "crisis_service",
    "other": "police",
    "about": "care_information",
    "setting": "live_incident",
}
KNOWN = {"me": "crisis_service", "other": "control_room", "about": "known_here", "setting": "live_incident"}


@pytest.fixture
def cast(db: None, settings: Any) -> Cast:
    settings.DEMO = True
    return make_cast()


@pytest.fixture
def nurse(cast: Cast) -> Client:
    client = Client(headers={"accept-language": "nl"})
    client.force_login(cast.people["triage_nurse"])
    return client


def page(client: Client, **query: str) -> str:
    answer = client.get("/ask/", query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def records() -> list[Entry]:
    return list(Entry.objects.filter(type="sharing.decided").order_by("id"))


def test_the_page_knows_who_i_am_and_complains_about_nothing_yet(nurse: Client) -> None:
    shown = page(nurse)
    assert '<option value="crisis_service" selected>' in shown
    assert "utrecht-form-field--invalid" not in shown
    assert "ask-answer" not in shown


def test_being_known_is_never_told_and_a_sentence_says_what_can_be_told(nurse: Client) -> None:
    shown = page(nurse, **KNOWN)
    assert 'data-tone="danger"' in shown
    assert "Of iemand bij ons bekend is, zeg ik nooit" in shown
    assert "Vraag: neemt u het over" in shown
    assert "WGBO 7:457" in shown
    assert ">R03<" in shown


def test_acute_danger_opens_the_safe_route_and_asks_for_the_record_afterwards(nurse: Client) -> None:
    shown = page(nurse, **MEDICINES, danger="on")
    assert "geen diagnose" in shown
    assert ">S03<" in shown
    assert ">S03<" not in page(nurse, **MEDICINES)
    # Danger opens the warning, not what was asked: no green yes above a question about medicines.
    assert 'data-tone="ok"' not in shown


def test_the_other_way_round_says_why_the_other_cannot_tell(cast: Cast) -> None:
    officer = Client(headers={"accept-language": "nl"})
    officer.force_login(cast.people["officer"])
    shown = page(officer, direction="ask", me="police", other="crisis_service", about="care_information")
    assert "Mensen zoeken alleen hulp als ze weten dat die zwijgt." in shown
    assert "Vraag: wat moeten wij doen en laten" in shown


def test_consent_opens_and_withdrawing_it_closes_again(nurse: Client) -> None:
    assert 'data-tone="warning"' in page(nurse, **MEDICINES)
    assert 'data-tone="ok"' in page(nurse, **MEDICINES, consent="given")
    assert 'data-tone="danger"' in page(nurse, **MEDICINES, consent="withdrawn")


def test_codes_that_do_not_exist_are_refused_in_the_form_and_never_recorded(nurse: Client) -> None:
    assert "ask-answer" not in page(nurse, **(KNOWN | {"about": "Jan Jansen"}))
    answer = nurse.post("/ask/record/", KNOWN | {"about": "Jan Jansen"})
    assert answer.status_code == 422
    assert records() == []


def test_a_denial_is_recorded_too_with_rules_and_outcome(nurse: Client, cast: Cast) -> None:
    answer = nurse.post("/ask/record/", KNOWN | {"direction": "tell", "ticked": ["0", "7"]})
    assert answer.status_code == 303
    (entry,) = records()
    assert entry.subject.startswith("sharing:")
    assert entry.actor == cast["triage_nurse"].id
    assert entry.data["outcome"] == "not"
    assert ["R03", 1] in entry.data["rules"]
    # R03 has no conditions, so no tick counts.
    assert entry.data["ticked"] == []
    assert entry.data["decision"] in answer.headers["Location"]
    assert entry.data["decision"][:8] in nurse.get(answer.headers["Location"]).content.decode()


def test_the_outcome_is_decided_again_and_not_taken_from_the_form(nurse: Client) -> None:
    nurse.post("/ask/record/", KNOWN | {"outcome": "permitted", "rules": "R04"})
    assert records()[0].data["outcome"] == "not"


def test_the_same_tap_twice_is_one_record(nurse: Client) -> None:
    first = nurse.post("/ask/record/", KNOWN | {"idempotency_key": "once"})
    again = nurse.post("/ask/record/", KNOWN | {"idempotency_key": "once"})
    assert first.headers["Location"] == again.headers["Location"]
    assert len(records()) == 1


def test_an_incident_gets_only_the_number_of_the_record_and_only_when_visible(
    nurse: Client, cast: Cast
) -> None:
    draft = ReportDraft(text="Een man roept op het plein.", address="Plein 1")
    taken = take_report(draft=draft, actor=cast["operator"], now=NOW)
    assert isinstance(taken, TakenIn)
    given = MEDICINES | {"consent": "given", "incident": taken.number}
    operator = Client()
    operator.force_login(cast.people["operator"])
    operator.post("/ask/record/", given)
    nurse.post("/ask/record/", given | {"incident": "999999-1"})
    mine, invisible = records()
    assert mine.data["incident"] == taken.number
    assert invisible.data["incident"] == ""
    (noted,) = Entry.objects.filter(type="sharing.noted")
    # Others in the incident read its entries: nothing there may tell of consent or of the kind of data.
    assert noted.subject == f"incident:{taken.number}"
    assert noted.data == {"decision": mine.data["decision"]}


def test_outside_a_demo_a_rule_counts_only_after_a_yes(cast: Cast) -> None:
    question = Question("crisis_service", "control_room", "availability", "live_incident")
    assert not decide_asking(rules_in_force(demo=False, now=NOW), question)
    assert decide_asking(rules_in_force(demo=True, now=NOW), question)
    assert approve_rule(rule="R04", actor=cast["privacy_officer"], now=NOW)
    assert decide_asking(rules_in_force(demo=False, now=NOW), question)
    assert Entry.objects.filter(type="sharing.rule_approved", subject="sharing-rule:R04").count() == 1


def test_the_route_in_danger_to_life_is_there_without_any_yes_and_opens_nothing_else(cast: Cast) -> None:
    rules = rules_in_force(demo=False, now=NOW)
    asked = Question("crisis_service", "control_room", "safety_warning", "live_incident", acute_danger=True)
    assert decide_asking(rules, asked).safest_route == "R02"
    calm = Question("crisis_service", "control_room", "safety_warning", "live_incident")
    assert not decide_asking(rules, calm)


def test_only_a_privacy_officer_approves_and_only_once(cast: Cast) -> None:
    refused = approve_rule(rule="R04", actor=cast["operator"], now=NOW)
    assert isinstance(refused, Refused)
    assert refused.code == "not_your_role"
    unknown = approve_rule(rule="R99", actor=cast["privacy_officer"], now=NOW)
    assert isinstance(unknown, Refused)
    assert unknown.code == "rule_unknown"
    assert approve_rule(rule="R04", actor=cast["privacy_officer"], now=NOW)
    twice = approve_rule(rule="R04", actor=cast["privacy_officer"], now=NOW)
    assert isinstance(twice, Refused)
    assert twice.code == "rule_approved_already"
    assert SharingRuleApproval.objects.count() == 1


def test_the_privacy_officer_approves_on_the_page_of_all_rules(cast: Cast) -> None:
    officer = Client()
    officer.force_login(cast.people["privacy_officer"])
    before = officer.get("/ask/rules/").content.decode()
    assert before.count("<article") == 96
    assert officer.post("/ask/rules/R01/approve/").status_code == 303
    assert (
        "Zorg- en Veiligheidshuis Middenland"
        in officer.get("/ask/rules/").content.decode().split('id="R02"')[0]
    )
    again = officer.post("/ask/rules/R01/approve/", headers={"accept-language": "nl"})
    assert again.status_code == 409
    assert "Uw organisatie heeft deze versie al goedgekeurd." in again.content.decode()


def test_the_answer_asks_the_database_a_constant_and_small_number_of_times(
    nurse: Client, django_assert_max_num_queries: object
) -> None:
    nurse.get("/ask/", KNOWN)
    with django_assert_max_num_queries(8):  # type: ignore[operator]  # a fixture without a public type
        nurse.get("/ask/", KNOWN)

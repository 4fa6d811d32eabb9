"""The proposal adds up, says why, and is never reasoned lighter by more danger."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenop.catalogues.classification_catalogue import classification
from samenop.catalogues.loading import CatalogueError, folder
from samenop.core.incidents.classification import (
    CAREFUL_DEFAULT,
    URGENCY_RANK,
    Proposal,
    ReportFacts,
    propose_classification,
)
from samenop.core.incidents.reaction import NEEDS, URGENCIES

BOOK = classification().rulebook
FACTS = sorted(BOOK.facts)
DANGERS = sorted(fact for fact in FACTS if BOOK.facts[fact].danger)


def proposed(*ticked: str, text: str = "", reporter: str = "citizen") -> Proposal:
    report = ReportFacts(text, frozenset(ticked), reporter=reporter)  # type: ignore[arg-type]
    return propose_classification(report, BOOK)


def test_the_rules_and_the_decision_speak_of_the_same_classes() -> None:
    assert set(URGENCY_RANK) == set(URGENCIES)
    assert {proposed(fact).needs for fact in FACTS} <= set(NEEDS)


def test_without_a_rule_the_police_look_and_the_operator_asks() -> None:
    proposal = proposed()
    assert (proposal.urgency, proposal.needs) == ("deferrable_police", "police")
    assert proposal.reasons[0].rule_id == CAREFUL_DEFAULT
    assert "danger_to_life" in proposal.asks


def test_what_is_known_is_not_asked_again() -> None:
    report = ReportFacts(denied=frozenset({"danger_to_life", "weapon"}))
    assert not {"danger_to_life", "weapon"} & set(propose_classification(report, BOOK).asks)


def test_a_reason_names_the_words_on_which_it_rests() -> None:
    reasons = {reason.rule_id: reason for reason in proposed(text="Hij heeft een Hakmes").reasons}
    assert reasons["weapon"].words == ("Hakmes",)
    assert proposed("weapon").reasons[0].words == ()


def test_the_heaviest_reason_stands_first() -> None:
    first = proposed("nuisance", "danger_to_life", "care_worry").reasons[0]
    assert first.rule_id == "life_danger"


def test_the_triage_seat_sees_a_report_that_smells_of_care_though_no_care_is_needed_yet() -> None:
    assert proposed("in_custody").smells_of_care
    assert not proposed("offence_noticed").smells_of_care


@pytest.mark.parametrize("danger", DANGERS)
def test_every_danger_on_its_own_is_urgent(danger: str) -> None:
    for reporter in ("citizen", "professional", "system"):
        assert proposed(danger, reporter=reporter).urgency in {"urgent_police", "urgent_no_police"}


def test_every_rule_and_question_has_its_words() -> None:
    ours = classification()
    assert {rule.id for rule in BOOK.rules} | {CAREFUL_DEFAULT} == set(ours.reasons)
    assert set(ours.questions) == set(ours.names) == set(BOOK.facts)
    assert all(words.nl and words.en for words in (*ours.reasons.values(), *ours.questions.values()))


def test_every_rule_can_speak() -> None:
    for rule in BOOK.rules:
        ticked = rule.all_of | set(sorted(rule.any_of)[:1])
        reporter = min(rule.reporter, default="citizen")
        assert rule.id in {reason.rule_id for reason in proposed(*ticked, reporter=reporter).reasons}


texts = st.lists(
    st.sampled_from(
        [
            "hij is verward",
            "geen wapen",
            "een mes",
            "harde muziek",
            "ter informatie",
            "niet gewond",
            "dronken",
        ]
    ),
    max_size=4,
).map(", ".join)
reports = st.builds(
    ReportFacts,
    text=texts,
    ticked=st.frozensets(st.sampled_from(FACTS), max_size=6),
    denied=st.frozensets(st.sampled_from(FACTS), max_size=3),
    reporter=st.sampled_from(["citizen", "professional", "system"]),
)


@given(reports, st.sampled_from(DANGERS))
def test_more_danger_never_makes_a_report_lighter(report: ReportFacts, danger: str) -> None:
    more = ReportFacts(report.text, report.ticked | {danger}, report.denied, report.reporter)
    before, after = propose_classification(report, BOOK), propose_classification(more, BOOK)
    assert URGENCY_RANK[after.urgency] >= URGENCY_RANK[before.urgency]
    assert set(after.care_needs) >= set(before.care_needs)
    assert after.smells_of_care >= before.smells_of_care


@given(reports)
def test_a_proposal_is_always_whole(report: ReportFacts) -> None:
    proposal = propose_classification(report, BOOK)
    assert proposal.reasons
    assert (proposal.needs in {"police", "both"}) == (
        proposal.urgency in {"urgent_police", "deferrable_police"}
    )
    assert proposal.urgency != "urgent_no_police" or proposal.needs == "care"
    assert proposal.urgency != "information_only" or proposal.needs == "none"
    assert not set(proposal.asks) & (proposal.facts | report.denied)


def region_with(tmp_path: Path, change: Callable[[str], str], name: str = "rules.yaml") -> Path:
    (tmp_path / "classification").mkdir()
    text = (folder("classification") / name).read_text(encoding="utf-8")
    (tmp_path / "classification" / name).write_text(change(text), encoding="utf-8")
    return tmp_path


def test_a_rule_about_an_unknown_fact_is_refused_by_name(tmp_path: Path) -> None:
    region = region_with(tmp_path, lambda text: text.replace("{all_of: [nuisance]}", "{all_of: [noise]}"))
    with pytest.raises(CatalogueError, match=r"nuisance names unknown facts \['noise'\]"):
        classification(region)


def test_a_danger_without_an_urgent_rule_of_its_own_is_refused(tmp_path: Path) -> None:
    lowered = "{all_of: [fire]}\n    gives: {police: deferrable}"
    region = region_with(
        tmp_path, lambda text: text.replace("{all_of: [fire]}\n    gives: {police: urgent}", lowered)
    )
    with pytest.raises(CatalogueError, match="the danger 'fire' has no urgent rule"):
        classification(region)


def test_a_region_changes_a_class_without_a_programmer(tmp_path: Path) -> None:
    own = "{all_of: [nuisance]}\n    gives: {police: none}"
    region = region_with(
        tmp_path, lambda text: text.replace("{all_of: [nuisance]}\n    gives: {police: deferrable}", own)
    )
    proposal = propose_classification(ReportFacts("harde muziek"), classification(region).rulebook)
    assert proposal.urgency == "not_urgent_no_police"

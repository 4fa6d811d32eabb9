"""Danger is heard in the words people use under stress, and what only sounds like danger stays calm."""

import statistics
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from samenop.catalogues.classification_catalogue import classification
from samenop.core.incidents.classification import Proposal, ReportFacts, propose_classification

FILE = Path(__file__).parents[1] / "cases" / "danger.yaml"
PILES = yaml.safe_load(FILE.read_text(encoding="utf-8"))
AT_ONCE = {"urgent_police", "urgent_no_police"}


def proposal_for(report: dict[str, Any]) -> Proposal:
    facts = ReportFacts(report["tekst"], reporter=report.get("melder", "citizen"))
    return propose_classification(facts, classification().rulebook)


def under(*headings: str, pile: str = "meldingen") -> list[dict[str, Any]]:
    return [report for heading in headings for report in PILES[pile][heading]]


@pytest.mark.parametrize("report", under("politie_met_spoed"), ids=lambda report: report["tekst"])
def test_the_police_go_at_once(report: dict[str, Any]) -> None:
    assert proposal_for(report).urgency == "urgent_police"


@pytest.mark.parametrize("report", under("hulp_met_spoed"), ids=lambda report: report["tekst"])
def test_somebody_goes_at_once(report: dict[str, Any]) -> None:
    assert proposal_for(report).urgency in AT_ONCE


def test_what_only_sounds_like_danger_is_seldom_called_urgent() -> None:
    calm = under("geen_spoed")
    in_vain = [report["tekst"] for report in calm if proposal_for(report).urgency in AT_ONCE]
    assert len(calm) >= 75
    assert len(in_vain) / len(calm) <= 0.07, in_vain


def test_of_reports_for_which_no_word_was_added_most_dangers_are_heard() -> None:
    """A floor. Whoever adds a word for one of these moves it to the other pile and writes a new one."""
    dangers = under("politie_met_spoed", "hulp_met_spoed", pile="apart")
    heard = [report for report in dangers if proposal_for(report).urgency in AT_ONCE]
    assert len(heard) / len(dangers) >= 0.75


def test_a_danger_that_is_not_heard_is_at_least_asked_for() -> None:
    for report in under("politie_met_spoed", "hulp_met_spoed", pile="apart"):
        proposal = proposal_for(report)
        assert proposal.urgency in AT_ONCE or proposal.asks, report["tekst"]


def test_the_piles_are_different() -> None:
    texts = [report["tekst"] for pile in PILES.values() for said in pile.values() for report in said]
    assert len(texts) == len(set(texts)) >= 250


def test_a_report_is_classified_well_within_a_millisecond() -> None:
    reports = under("politie_met_spoed", "hulp_met_spoed", "geen_spoed")
    taken = []
    for report in reports * 2:
        start = time.perf_counter()
        proposal_for(report)
        taken.append(time.perf_counter() - start)
    # The median, so that a busy machine does not make a true promise fail.
    assert statistics.median(taken) < 0.001

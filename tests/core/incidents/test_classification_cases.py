"""The expert cases of classification: what a nurse or operator wrote down is what the rules propose."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from samenop.catalogues.classification_catalogue import classification
from samenop.catalogues.needs_catalogue import care_needs
from samenop.core.incidents.classification import Proposal, ReportFacts, propose_classification

FILE = Path(__file__).parents[1] / "cases" / "classification.yaml"
CASES = yaml.safe_load(FILE.read_text(encoding="utf-8"))["cases"]
CLASSES = {
    "spoed, wel politie": "urgent_police",
    "geen spoed, wel politie": "deferrable_police",
    "geen spoed, geen politie": "not_urgent_no_police",
    "wel spoed, geen politie": "urgent_no_police",
    "alleen informatie": "information_only",
}
NEEDS = {"politie": "police", "zorg": "care", "allebei": "both", "niets": "none"}
REPORTERS = {"burger": "citizen", "professional": "professional", "systeem": "system"}


def ids_of(words: list[str], names: dict[str, str], what: str) -> frozenset[str]:
    unknown = [word for word in words if word not in names]
    assert not unknown, f"{what} {unknown} bestaat niet; kies uit: {', '.join(sorted(names))}"
    return frozenset(names[word] for word in words)


def proposal_for(given: dict[str, Any]) -> Proposal:
    facts = {words.nl: fact for fact, words in classification().names.items()}
    report = ReportFacts(
        text=given.get("tekst", ""),
        ticked=ids_of(given.get("aangevinkt", []), facts, "Het feit"),
        denied=ids_of(given.get("ontkend", []), facts, "Het feit"),
        reporter=REPORTERS[given.get("melder", "burger")],  # type: ignore[arg-type]  # one of the three
    )
    return propose_classification(report, classification().rulebook)


def differences(proposal: Proposal, expected: dict[str, Any]) -> list[str]:
    needs = {need.name.nl: need_id for need_id, need in care_needs().items()}
    missing = ids_of(expected.get("zorg", []), needs, "De zorg") - set(proposal.care_needs)
    rules = [reason.rule_id for reason in proposal.reasons]
    heard = " / ".join(words for reason in proposal.reasons for words in reason.words)
    smells = {"ja": True, "nee": False}.get(expected.get("ggz_kijkt_mee", ""), proposal.smells_of_care)
    said = {
        f"klasse is {proposal.urgency}": proposal.urgency == CLASSES[expected["klasse"]]
        if "klasse" in expected
        else True,
        f"nodig is {proposal.needs}": proposal.needs == NEEDS[expected["nodig"]],
        f"deze zorg ontbreekt: {sorted(missing)}": not missing,
        f"de GGZ kijkt mee: {proposal.smells_of_care}": smells == proposal.smells_of_care,
        f"de redenen zijn {rules}": expected.get("reden", rules[0]) in rules,
        f"gehoord is {heard}": expected.get("gehoord", "") in heard,
    }
    return [words for words, right in said.items() if not right]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_expert_case_of_classification(case: dict[str, Any]) -> None:
    wrong = differences(proposal_for(case["given"]), case["expected"])
    assert not wrong, f"{case['name']}: verwacht {case['expected']}, maar " + "; ".join(wrong)


def test_there_are_enough_cases_and_each_is_asked_once() -> None:
    assert len(CASES) >= 25
    assert len({case["name"] for case in CASES}) == len(CASES)
    for case in CASES:
        assert set(case) == {"name", "given", "asked", "expected"}, case["name"]

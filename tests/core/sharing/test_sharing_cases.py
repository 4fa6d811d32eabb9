"""The expert cases of sharing: what a lawyer wrote down is what the ask tool answers."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from samenop.catalogues.asking_catalogue import asking_rules, asking_words
from samenop.catalogues.sharing_catalogue import data_kinds
from samenop.core.sharing.asking import CONFLICT_TESTS, Decided, Question, decide_asking

FILE = Path(__file__).parents[1] / "cases" / "sharing.yaml"
SHEET = yaml.safe_load(FILE.read_text(encoding="utf-8"))
CASES = SHEET["rules"] + SHEET["tensions"]
WORDS = asking_words()
PARTIES = {words.nl: code for code, words in WORDS.parties.items()}
SETTINGS = {setting.name.nl: code for code, setting in WORDS.settings.items()}
KINDS = {kind.name.nl: code for code, kind in data_kinds().items()}
ANSWERS = {
    "mag": "permitted",
    "mag met voorwaarden": "conditions",
    "alleen met toestemming": "consent",
    "mag niet": "not",
}
CONSENTS = {"ja": "given", "nee": "refused", "ingetrokken": "withdrawn", "vragen kan niet": "not_possible"}
TESTS = {"ja": frozenset(CONFLICT_TESTS), "vijf": frozenset(CONFLICT_TESTS[:5])}
WHOM = {"privacy": "privacy_officer", "persoon": "the_person"}


def known(word: str, names: dict[str, Any], what: str) -> Any:
    assert word in names, f"{what} “{word}” bestaat niet; kies uit: {', '.join(sorted(names))}"
    return names[word]


def question_of(case: dict[str, Any]) -> Question:
    given = case["given"]
    strange = set(given) - {"van", "aan", "situatie", "levensgevaar", "toestemming", "zes vragen"}
    assert not strange, f"onbekend in given: {sorted(strange)}"
    return Question(
        from_kind=known(given["van"], PARTIES, "De partij"),
        to_kind=known(given["aan"], PARTIES, "De partij"),
        data_kind=known(case["asked"], KINDS, "De soort gegevens"),
        setting=known(given["situatie"], SETTINGS, "De situatie"),
        acute_danger=given.get("levensgevaar") == "ja",
        consent=known(given["toestemming"], CONSENTS, "Toestemming")
        if "toestemming" in given
        else "not_asked",
        conflict_tests=known(given["zes vragen"], TESTS, "Zes vragen")
        if "zes vragen" in given
        else frozenset(),
    )


def differences(decided: Decided, expected: dict[str, Any]) -> list[str]:
    rules = {rule for rule, _ in decided.rules}
    words = {nl: code for code, nl in ((code, one.nl) for code, one in WORDS.records.items())}
    right = {
        f"het antwoord is {decided.outcome}": decided.outcome
        == known(expected["antwoord"], ANSWERS, "Het antwoord"),
        f"het steunt op {sorted(rules) or 'geen regel'}": "regel" not in expected
        or (not rules if expected["regel"] == "geen" else expected["regel"] in rules),
        f"de route is {decided.safest_route or 'er niet'}": "route" not in expected
        or decided.safest_route == expected["route"],
        f"de zin is “{decided.sentence.nl}”": expected.get("zeg", "") in decided.sentence.nl,
        f"vragen kan {[one.nl for one in decided.alternative]}": "vraag" not in expected
        or any(expected["vraag"] in one.nl for one in decided.alternative),
        f"de voorwaarden zijn {[one.nl for one in decided.conditions]}": "voorwaarde" not in expected
        or any(expected["voorwaarde"] in one.nl for one in decided.conditions),
        f"vastgelegd wordt {list(decided.record)}": "vastleggen" not in expected
        or known(expected["vastleggen"], words, "Vastleggen") in decided.record,
        f"te vragen aan {decided.whom_to_ask or 'niemand'}": "wie" not in expected
        or decided.whom_to_ask == known(expected["wie"], WHOM, "Wie"),
    }
    return [words for words, holds in right.items() if not holds]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_expert_case_of_sharing(case: dict[str, Any]) -> None:
    wrong = differences(decide_asking(asking_rules(), question_of(case)), case["expected"])
    assert not wrong, f"{case['name']}: verwacht {case['expected']}, maar " + "; ".join(wrong)


def test_there_are_enough_cases_and_each_is_asked_once() -> None:
    assert len(CASES) >= 200
    assert len({case["name"] for case in CASES}) == len(CASES)
    for case in CASES:
        assert set(case) == {"name", "given", "asked", "expected"}, case["name"]


def test_every_rule_of_the_table_has_its_default_and_its_acute_case() -> None:
    begins = {case["name"].split(":")[0] for case in SHEET["rules"]}
    for number in range(1, 81):
        assert {f"R{number:02}", f"R{number:02} bij levensgevaar"} <= begins


def test_every_own_rule_of_samenop_is_in_a_case() -> None:
    told = {case["expected"].get("regel") for case in CASES}
    assert {rule.id for rule in asking_rules() if rule.id[0] == "S"} - told == set()


def test_the_sheet_itself_is_read_and_not_just_passed_over() -> None:
    case = CASES[0]
    decided = decide_asking(asking_rules(), question_of(case))
    wrong = differences(decided, case["expected"] | {"antwoord": "mag niet", "zeg": "dit staat er niet"})
    assert len(wrong) == 2

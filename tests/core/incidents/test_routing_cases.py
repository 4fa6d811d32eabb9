"""The expert cases of care routing: what a nurse or care desk wrote down is what the route says."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml

from samenop.catalogues.days_off_catalogue import days_off_around
from samenop.catalogues.needs_catalogue import care_needs, fallback_chain, route_words
from samenop.core.clocks.opening import ALWAYS, AMSTERDAM, OpeningHours, Window
from samenop.core.incidents.routing import (
    Agreement,
    Candidate,
    Capability,
    Contact,
    Duty,
    Need,
    Option,
    Person,
    Place,
    Routing,
    route_care,
)

FILE = Path(__file__).parents[1] / "cases" / "routing.yaml"
SHEET = yaml.safe_load(FILE.read_text(encoding="utf-8"))
CASES, PARTNERS, GROUNDS = SHEET["cases"], SHEET["partijen"], SHEET["gronden"]
NEEDS = {need.name.nl: need_id for need_id, need in care_needs().items()}
CIRCUMSTANCES = {words.nl: name for name, words in route_words().circumstances.items()}
LAST = {
    "bel verplichte partij": "call_obliged_party",
    "bel zorgloket": "call_care_desk",
    "houder legt voor aan leiding": "holder_keeps_and_climbs",
}
WEEKDAYS = {"werkdag": range(5), "weekend": range(5, 7), "elke dag": range(7)}


def known(word: str, names: dict[str, str], what: str) -> str:
    assert word in names, f"{what} “{word}” bestaat niet; kies uit: {', '.join(sorted(names))}"
    return names[word]


def need_of(word: str) -> str:
    return known(word, NEEDS, "De zorg")


def circumstances(words: list[str]) -> frozenset[str]:
    return frozenset(known(word, CIRCUMSTANCES, "De omstandigheid") for word in words)


def moment(text: object) -> datetime:
    return datetime.fromisoformat(str(text)).replace(tzinfo=AMSTERDAM).astimezone(UTC)


def window(text: str) -> Window:
    opens, closes = text.split("-")
    return Window(time.fromisoformat(opens), time.fromisoformat(closes))


def opening(sheet: dict[str, Any]) -> OpeningHours:
    if "open" not in sheet:
        return ALWAYS
    week = {day: (window(hours),) for days, hours in sheet["open"].items() for day in WEEKDAYS[days]}
    holiday = sheet.get("feestdag", "dicht")
    return OpeningHours(
        week, {"gewoon": None, "dicht": ()}[holiday] if holiday in {"gewoon", "dicht"} else (window(holiday),)
    )


def capability(sheet: dict[str, Any]) -> Capability:
    return Capability(
        care_need=need_of(sheet["zorg"]),
        min_age=sheet.get("vanaf"),
        max_age=sheet.get("tot"),
        excludes=circumstances(sheet.get("niet_bij", [])),
        minutes=sheet.get("minuten"),
        only_by_agreement=sheet.get("alleen_op_afspraak") == "ja",
    )


def agreement(sheet: dict[str, Any]) -> Agreement:
    levels = (("management", sheet.get("leiding")), ("board", sheet.get("bestuur")))
    return Agreement(
        id=sheet["naam"],
        obliges=frozenset(map(need_of, sheet["verplicht"])),
        valid_from=sheet["vanaf"],
        valid_until=sheet.get("tot"),
        response_minutes=sheet.get("minuten"),
        must_take=sheet.get("moet_nemen") == "ja",
        parties=frozenset(sheet.get("partijen", [])),
        escalation=tuple(Contact(level, reach) for level, reach in levels if reach),  # type: ignore[arg-type]
    )


def duty(sheet: dict[str, Any]) -> Duty:
    reachable = {"nee": False, "ja": True}.get(sheet.get("bereikbaar", ""))
    return Duty(moment(sheet["van"]), moment(sheet["tot"]), sheet["wie"], reachable)


def candidate(name: str, sheet: dict[str, Any], day: date) -> Candidate:
    return Candidate(
        organisation=name,
        kind=sheet["soort"],
        capabilities=tuple(map(capability, sheet["kan"])),
        areas=frozenset(sheet.get("gebieden", ["*"])),
        opening=opening(sheet),
        roster=tuple(map(duty, sheet["dienst"])) if "dienst" in sheet else None,
        reachable={"nee": False, "ja": True}.get(sheet.get("bereikbaar", "")),
        capacity_left=sheet.get("plekken"),
        agreements=tuple(map(agreement, sheet.get("afspraken", []))),
        minutes_now=sheet.get("minuten_nu"),
        load=sheet.get("lopend", 0),
        contact=sheet.get("bereik", ""),
        days_off=days_off_around(day),
    )


def routing_for(given: dict[str, Any]) -> Routing:
    at, changes = moment(given["wanneer"]), given.get("dit_keer", {})
    assert set(changes) <= set(PARTNERS), f"onbekende partij in dit_keer: {sorted(changes)}"
    partners = [
        candidate(name, sheet | changes.get(name, {}), at.astimezone(AMSTERDAM).date())
        for name, sheet in PARTNERS.items()
    ]
    care_need = need_of(given["zorg"])
    need = Need(
        care_need,
        Place(given["waar"]),
        Person(
            given.get("leeftijd"),
            circumstances(given.get("omstandigheden", [])),
            frozenset(given.get("geschorst_bij", [])),
        ),
        asked_by=given.get("vraagt", "politie"),
        falls_back_to=fallback_chain(care_need),
        declined_by=frozenset(given.get("zei_al_nee", [])),
    )
    return route_care(need, partners, at)


def differences(routing: Routing, expected: dict[str, Any]) -> list[str]:
    order = [option.organisation for option in routing.options]
    step = routing.next_step()
    first = step.organisation if isinstance(step, Option) else "niemand"
    fallback = routing.fallback.organisation if routing.fallback else "niemand"
    grounds = {one.organisation: {one.code, *one.also} for one in routing.refused}
    last = LAST[expected["laatste"]] if "laatste" in expected else routing.last_resort.code
    wrong = {
        f"bovenaan staat {first}": expected.get("eerst", first) == first,
        f"de volgorde is {order}": expected.get("volgorde", order) == order,
        f"het vangnet is {fallback}": expected.get("vangnet", fallback) == fallback,
        f"de laatste stap is {routing.last_resort}": last == routing.last_resort.code
        and expected.get("laatste_bij", routing.last_resort.organisation) == routing.last_resort.organisation,
    }
    wrong |= {
        f"bij {name} is de grond {sorted(grounds.get(name, set())) or 'er niet'}": known(
            ground, GROUNDS, "De grond"
        )
        in grounds.get(name, set())
        for name, ground in expected.get("niet", {}).items()
    }
    return [words for words, right in wrong.items() if not right]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_expert_case_of_routing(case: dict[str, Any]) -> None:
    unknown = set(case["expected"]) - {"eerst", "volgorde", "niet", "vangnet", "laatste", "laatste_bij"}
    assert not unknown, f"{case['name']}: onbekende verwachting {sorted(unknown)}"
    wrong = differences(routing_for(case["given"]), case["expected"])
    assert not wrong, f"{case['name']}: verwacht {case['expected']}, maar " + "; ".join(wrong)


def test_there_are_enough_cases_and_each_is_asked_once() -> None:
    assert len(CASES) >= 35
    assert len({case["name"] for case in CASES}) == len(CASES)
    for case in CASES:
        assert set(case) == {"name", "given", "asked", "expected"}, case["name"]


def test_a_partner_gives_only_what_its_kind_can_give() -> None:
    for name, sheet in PARTNERS.items():
        for need in (need_of(one["zorg"]) for one in sheet["kan"]):
            assert sheet["soort"] in care_needs()[need].given_by, f"{name}: {need}"


def test_the_sheet_itself_is_read_and_not_just_passed_over() -> None:
    case = CASES[0]
    wrong = differences(routing_for(case["given"]), case["expected"] | {"eerst": "vangnet"})
    assert wrong == ["bovenaan staat crisisdienst"]
    assert (
        replace(routing_for(case["given"]), options=()).next_step() != routing_for(case["given"]).next_step()
    )

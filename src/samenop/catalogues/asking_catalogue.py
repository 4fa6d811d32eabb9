"""The rule table of sharing for the ask tool, and the words that belong to it."""

from datetime import date
from functools import cache
from typing import Literal

from samenop.catalogues.loading import HERE, CatalogueError, Strict, Words, read_file, read_folder
from samenop.catalogues.sharing_catalogue import data_kinds
from samenop.core.sharing.asking import CONFLICT_TESTS, CONSENTS, AskingRule, Ground, Said


class Setting(Strict):
    """A situation in which is asked; `phase` is the moment of the screens it falls in."""

    name: Words
    phase: Literal["live", "after", "none"]


class Reason(Strict):
    """Why, in plain words; and what helps to understand when the other may not tell (D13)."""

    plain: Words
    understanding: Words


class AskingWords(Strict):
    """Every word of the ask tool by code."""

    source: str
    parties: dict[str, Words]
    settings: dict[str, Setting]
    reasons: dict[str, Reason]
    records: dict[str, Words]
    conflict_tests: dict[str, Words]
    consents: dict[str, Words]


class _Rule(Strict):
    id: str
    refines: str = ""
    version: int | None = None
    valid_from: date | None = None
    source: str = ""
    from_: list[str]
    to: list[str]
    data: list[str]
    settings: list[str]
    outcome: Literal["permitted", "conditions", "consent", "not"]
    conditions: list[Words] = []
    minimum: Words | None = None
    say: Words
    instead: Words | None = None
    reason: str
    ground: str
    record: list[str] = []
    objection_stops: bool = False
    conflict_of_duties: bool = False
    emergency: Literal["", "everywhere", "where_it_speaks"] = ""
    verified: bool

    model_config = {"extra": "forbid", "frozen": True, "alias_generator": lambda name: name.rstrip("_")}


class _Rules(Strict):
    source: str
    valid_from: date
    version: int
    rules: list[_Rule]


class RuleRecord(Strict):
    """What the catalogue keeps beside a rule: the day it starts to hold, and the rule it reads further."""

    valid_from: date
    refines: str


@cache
def asking_words() -> AskingWords:
    """The words of parties, settings, reasons, records, tests and consents."""
    words = read_file(HERE / "sharing" / "asking.yaml", AskingWords)
    if tuple(words.conflict_tests) != CONFLICT_TESTS or set(words.consents) != set(CONSENTS):
        raise CatalogueError("asking.yaml: conflict_tests or consents are not those of the core")
    return words


@cache
def asking_rules() -> tuple[AskingRule, ...]:
    """Every rule: R01–R80 of the rule table, the emergency route, and what Samenop reads further."""
    return tuple(_rule(rule, sheet) for sheet in _sheets().values() for rule in sheet.rules)


@cache
def rule_records() -> dict[str, RuleRecord]:
    """By rule id: since when it holds and what it refines; an id that stands twice is an error."""
    records: dict[str, RuleRecord] = {}
    for name, sheet in _sheets().items():
        for rule in sheet.rules:
            if rule.id in records:
                raise CatalogueError(f"{name}.yaml: rule {rule.id} stands twice")
            since = rule.valid_from or sheet.valid_from
            records[rule.id] = RuleRecord(valid_from=since, refines=rule.refines)
    return records


@cache
def _sheets() -> dict[str, _Rules]:
    sheets = read_folder("sharing/rules", _Rules)
    for name, sheet in sheets.items():
        for rule in sheet.rules:
            unknown = _unknown_codes(rule)
            if unknown:
                raise CatalogueError(f"{name}.yaml: rule {rule.id} names unknown codes: {', '.join(unknown)}")
    return sheets


def _unknown_codes(rule: _Rule) -> list[str]:
    words = asking_words()
    told = {
        "party": ({*rule.from_, *rule.to}, {*words.parties, "any"}),
        "data": (set(rule.data), set(data_kinds())),
        "setting": (set(rule.settings), {*words.settings, "any"}),
        "reason": ({rule.reason}, set(words.reasons)),
        "record": (set(rule.record), set(words.records)),
    }
    return [f"{what} {code}" for what, (given, known) in told.items() for code in sorted(given - known)]


def _rule(rule: _Rule, sheet: _Rules) -> AskingRule:
    return AskingRule(
        id=rule.id,
        version=rule.version or sheet.version,
        from_kinds=frozenset(rule.from_),
        to_kinds=frozenset(rule.to),
        data_kinds=frozenset(rule.data),
        phases=frozenset(rule.settings),
        outcome=rule.outcome,
        ground=Ground(rule.ground, rule.source or sheet.source, rule.verified),
        conditions=tuple(_said(words) for words in rule.conditions),
        minimum=_said(rule.minimum),
        sentence=_said(rule.say),
        alternative=_said(rule.instead),
        reason=rule.reason,
        record=tuple(rule.record),
        objection_stops=rule.objection_stops,
        conflict_of_duties=rule.conflict_of_duties,
        emergency=rule.emergency,
    )


def _said(words: Words | None) -> Said:
    return Said(words.nl, words.en) if words else Said()

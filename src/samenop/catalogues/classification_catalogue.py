"""The facts and rules that propose a class, as experts wrote them, for the core to reason with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from samenop.catalogues.loading import CatalogueError, Strict, Words, folder, read_file
from samenop.catalogues.needs_catalogue import care_needs
from samenop.core.incidents.classification import CAREFUL_DEFAULT, Fact, Level, Rule, Rulebook
from samenop.core.incidents.hearing import lexicon

_LEVELS = {"none": Level.NONE, "deferrable": Level.DEFERRABLE, "urgent": Level.URGENT}
LevelWord = Literal["none", "deferrable", "urgent"]
ReporterWord = Literal["citizen", "professional", "system"]


class _Fact(Strict):
    name: Words
    ask: Words
    danger: bool = False
    smells_of_care: bool = False
    heard_in: tuple[str, ...] = ()
    not_meant: tuple[str, ...] = ()


class _FactFile(Strict):
    facts: dict[str, _Fact]


class _When(Strict):
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    reporter: tuple[ReporterWord, ...] = ()


class _Gives(Strict):
    police: LevelWord = "none"
    care: LevelWord = "none"
    information: bool = False
    care_needs: tuple[str, ...] = ()


class _Rule(Strict):
    when: _When
    gives: _Gives
    reason: Words
    source: Annotated[str, Field(min_length=2)]
    priority: int = 0
    asks: tuple[str, ...] = ()


class _Default(Strict):
    reason: Words


class _RuleFile(Strict):
    always_ask: tuple[str, ...]
    rules: dict[str, _Rule]
    default: _Default


@dataclass(frozen=True, slots=True)
class Classification:
    """The rulebook with the words that people read beside it."""

    rulebook: Rulebook
    reasons: Mapping[str, Words]
    sources: Mapping[str, str]
    names: Mapping[str, Words]
    questions: Mapping[str, Words]


@cache
def classification(region: Path | None = None) -> Classification:
    """Rules, reasons and questions. CatalogueError when a rule names a fact or need that does not exist."""
    facts = read_file(_where("facts.yaml", region), _FactFile).facts
    file = read_file(_where("rules.yaml", region), _RuleFile)
    _check(facts, file)
    return Classification(
        rulebook=_rulebook(facts, file),
        reasons={rule_id: rule.reason for rule_id, rule in file.rules.items()}
        | {CAREFUL_DEFAULT: file.default.reason},
        sources={rule_id: rule.source for rule_id, rule in file.rules.items()},
        names={fact_id: fact.name for fact_id, fact in facts.items()},
        questions={fact_id: fact.ask for fact_id, fact in facts.items()},
    )


def _where(name: str, region: Path | None) -> Path:
    own = region / "classification" / name if region else None
    return own if own is not None and own.exists() else folder("classification") / name


def _rulebook(facts: Mapping[str, _Fact], file: _RuleFile) -> Rulebook:
    return Rulebook(
        facts={name: Fact(name, fact.danger, fact.smells_of_care) for name, fact in facts.items()},
        rules=tuple(_rule(rule_id, rule) for rule_id, rule in file.rules.items()),
        words=lexicon(
            {name: fact.heard_in for name, fact in facts.items()},
            {name: fact.not_meant for name, fact in facts.items()},
        ),
        always_ask=file.always_ask,
    )


def _rule(rule_id: str, rule: _Rule) -> Rule:
    return Rule(
        id=rule_id,
        all_of=frozenset(rule.when.all_of),
        any_of=frozenset(rule.when.any_of),
        reporter=frozenset(rule.when.reporter),
        police=_LEVELS[rule.gives.police],
        care=_LEVELS[rule.gives.care],
        information=rule.gives.information,
        care_needs=rule.gives.care_needs,
        asks=rule.asks,
        priority=rule.priority,
    )


def _check(facts: Mapping[str, _Fact], file: _RuleFile) -> None:
    wrong = [_unknown(rule_id, rule, facts) for rule_id, rule in file.rules.items()]
    wrong += [f"always_ask names the unknown fact {fact!r}" for fact in file.always_ask if fact not in facts]
    wrong += [f"the saying {said!r} of {fact!r} has a gap or a star" for fact, said in _loose_sayings(facts)]
    wrong += [f"the danger {fact!r} has no urgent rule of its own" for fact in _unguarded(facts, file)]
    if found := [complaint for complaint in wrong if complaint]:
        raise CatalogueError("rules.yaml: " + "; ".join(found))


def _unknown(rule_id: str, rule: _Rule, facts: Mapping[str, _Fact]) -> str:
    named = {*rule.when.all_of, *rule.when.any_of, *rule.asks}
    if not {*rule.when.all_of, *rule.when.any_of}:
        return f"{rule_id} holds always; name at least one fact"
    if unknown := sorted(named - facts.keys()):
        return f"{rule_id} names unknown facts {unknown}"
    if unknown := sorted(set(rule.gives.care_needs) - care_needs().keys()):
        return f"{rule_id} names unknown care needs {unknown}"
    if rule.gives.information and (rule.gives.police != "none" or rule.gives.care != "none"):
        return f"{rule_id} is information and yet asks somebody to come"
    return ""


def _loose_sayings(facts: Mapping[str, _Fact]) -> list[tuple[str, str]]:
    """A saying takes a danger away, so it holds only for the very words."""
    return [
        (name, said)
        for name, fact in facts.items()
        for said in fact.not_meant
        if "*" in said or "..." in said
    ]


def _unguarded(facts: Mapping[str, _Fact], file: _RuleFile) -> list[str]:
    """Dangers without an urgent rule that holds on them alone, for every reporter."""
    return [name for name, fact in facts.items() if fact.danger and not _is_guarded(name, file)]


def _is_guarded(fact: str, file: _RuleFile) -> bool:
    reporters: set[str] = set()
    for rule in file.rules.values():
        urgent = "urgent" in (rule.gives.police, rule.gives.care)
        alone = set(rule.when.all_of) <= {fact} and (not rule.when.any_of or fact in rule.when.any_of)
        if urgent and alone:
            reporters |= set(rule.when.reporter or ("citizen", "professional", "system"))
    return reporters == {"citizen", "professional", "system"}

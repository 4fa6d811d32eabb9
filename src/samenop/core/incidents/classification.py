"""Proposes how urgent a report is and whether police, care, both or none is needed, with reasons (A2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

from samenop.core.incidents.hearing import Heard, Lexicon, heard_in

Urgency = Literal[
    "urgent_police", "deferrable_police", "not_urgent_no_police", "urgent_no_police", "information_only"
]
Needs = Literal["police", "care", "both", "none"]
Reporter = Literal["citizen", "professional", "system"]

# From light to heavy. A rule can only add, so more danger never makes a report lighter.
URGENCY_RANK: Mapping[Urgency, int] = {
    "information_only": 0,
    "not_urgent_no_police": 1,
    "deferrable_police": 2,
    "urgent_no_police": 3,
    "urgent_police": 4,
}
CAREFUL_DEFAULT = "careful_default"


class Level(IntEnum):
    """How soon somebody is needed."""

    NONE = 0
    DEFERRABLE = 1
    URGENT = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be ticked or heard. `danger` means that it may never make a report lighter."""

    id: str
    danger: bool = False
    smells_of_care: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """When all of `all_of` and one of `any_of` (if any) hold, these are needed.

    An empty `reporter` means: whoever reports. `asks` are facts worth asking for because of this rule.
    `information` marks a report after which nobody has to do anything.
    There is no "unless": rules only add, which is what keeps danger from being reasoned away.
    """

    id: str
    all_of: frozenset[str] = frozenset()
    any_of: frozenset[str] = frozenset()
    reporter: frozenset[str] = frozenset()
    police: Level = Level.NONE
    care: Level = Level.NONE
    information: bool = False
    care_needs: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    priority: int = 0

    def holds(self, facts: frozenset[str], reporter: str) -> bool:
        """Whether the rule speaks for these facts and this reporter."""
        if self.reporter and reporter not in self.reporter:
            return False
        return self.all_of <= facts and (not self.any_of or bool(self.any_of & facts))


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything the proposal is made with, as the experts wrote it."""

    facts: Mapping[str, Fact]
    rules: tuple[Rule, ...]
    words: Lexicon
    always_ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A report: its text, what was ticked, and what was asked and answered with no."""

    text: str = ""
    ticked: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    reporter: Reporter = "citizen"


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that spoke, the facts it rests on, and the words of the report in which they were heard."""

    rule_id: str
    facts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules propose; a person decides. `asks` are the questions that could change it."""

    urgency: Urgency
    needs: Needs
    reasons: tuple[Reason, ...]
    care_needs: tuple[str, ...] = ()
    smells_of_care: bool = False
    asks: tuple[str, ...] = ()
    facts: frozenset[str] = field(default_factory=frozenset)


def propose_classification(report: ReportFacts, rules: Rulebook) -> Proposal:
    """The class of the report and who is needed, each with the rules and words it rests on (A2).

    Ticked facts count before the text; what was asked and denied is not read from the text either.
    Without any rule that speaks: police, deferrable, and the questions to ask.
    """
    heard = [one for one in heard_in(report.text, rules.words) if one.fact not in report.denied]
    facts = report.ticked | {one.fact for one in heard}
    speaking = sorted(
        (rule for rule in rules.rules if rule.holds(facts, report.reporter)), key=lambda rule: -rule.priority
    )
    police, care = _levels(speaking)
    if not speaking:
        police = Level.DEFERRABLE
    return Proposal(
        urgency=_urgency(police, care, speaking),
        needs=_needs(police, care),
        reasons=tuple(_reason(rule, facts, heard) for rule in speaking) or (Reason(CAREFUL_DEFAULT),),
        care_needs=tuple(dict.fromkeys(need for rule in speaking for need in rule.care_needs)),
        smells_of_care=bool(care) or any(_smells(rules, fact) for fact in facts),
        asks=_asks(report, facts, speaking, rules),
        facts=facts,
    )


def _levels(speaking: Iterable[Rule]) -> tuple[Level, Level]:
    police, care = Level.NONE, Level.NONE
    for rule in speaking:
        police, care = max(police, rule.police), max(care, rule.care)
    return police, care


def _urgency(police: Level, care: Level, speaking: Sequence[Rule]) -> Urgency:
    # Police needed and care urgent: whoever is first on the scene must not be the one who could wait.
    if police is Level.URGENT or (police and care is Level.URGENT):
        return "urgent_police"
    if care is Level.URGENT:
        return "urgent_no_police"
    if police is Level.DEFERRABLE:
        return "deferrable_police"
    return "information_only" if all(rule.information for rule in speaking) else "not_urgent_no_police"


def _needs(police: Level, care: Level) -> Needs:
    if police and care:
        return "both"
    return "police" if police else "care" if care else "none"


def _reason(rule: Rule, facts: frozenset[str], heard: Iterable[Heard]) -> Reason:
    used = (rule.all_of | rule.any_of) & facts
    words = tuple(dict.fromkeys(one.words for one in heard if one.fact in used))
    return Reason(rule.id, tuple(sorted(used)), words)


def _smells(rules: Rulebook, fact: str) -> bool:
    return fact in rules.facts and rules.facts[fact].smells_of_care


def _asks(
    report: ReportFacts, facts: frozenset[str], speaking: Sequence[Rule], rules: Rulebook
) -> tuple[str, ...]:
    asked = [ask for rule in speaking for ask in rule.asks] if speaking else list(rules.always_ask)
    return tuple(ask for ask in dict.fromkeys(asked) if ask not in facts and ask not in report.denied)

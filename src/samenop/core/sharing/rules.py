"""A sharing rule and the decision over all of them: closed by default, acute danger never blocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

# From most to least open; the most open matching rule counts.
OUTCOMES = ("permitted", "conditions", "consent", "not")
READABLE = frozenset({"permitted", "conditions"})


@dataclass(frozen=True, slots=True)
class SharingRule:
    """Who may tell whom what, when, on which ground.

    `to_kinds` may hold "any". `phases` are "live" (the incident is open) and "after".
    `verified` is false while no lawyer has looked at the ground.
    """

    id: str
    from_kinds: frozenset[str]
    to_kinds: frozenset[str]
    data_kinds: frozenset[str]
    phases: frozenset[str]
    outcome: str
    alternative_nl: str
    alternative_en: str
    ground: str
    verified: bool


@dataclass(frozen=True, slots=True)
class SharingDecision:
    """What was decided on which rule; without a rule it is not permitted."""

    outcome: str
    rule: SharingRule | None = None

    def __bool__(self) -> bool:
        return self.outcome in READABLE


class Labelled(Protocol):
    """What every rule has: the sets in which the parties, the kind of data and the phase must stand."""

    @property
    def from_kinds(self) -> frozenset[str]: ...
    @property
    def to_kinds(self) -> frozenset[str]: ...
    @property
    def data_kinds(self) -> frozenset[str]: ...
    @property
    def phases(self) -> frozenset[str]: ...


def is_about(
    rule: Labelled,
    *,
    from_kind: str,
    to_kind: str,
    data_kind: str,
    phase: str,
    whatever_is_asked: bool = False,
) -> bool:
    """Whether a rule speaks about this; "any" in a set stands for all. One match for screens and ask tool.

    `whatever_is_asked` looks at the two parties only.
    """
    parties = _holds(rule.from_kinds, from_kind) and _holds(rule.to_kinds, to_kind)
    if whatever_is_asked:
        return parties
    return parties and _holds(rule.data_kinds, data_kind) and _holds(rule.phases, phase)


def _holds(told: frozenset[str], one: str) -> bool:
    return one in told or "any" in told


def decide_sharing(
    rules: Iterable[SharingRule], *, from_kind: str, to_kind: str, data_kind: str, phase: str
) -> SharingDecision:
    """The most open rule that matches; none means not permitted (D1, default of the rule table)."""
    matching = [
        rule
        for rule in rules
        if is_about(rule, from_kind=from_kind, to_kind=to_kind, data_kind=data_kind, phase=phase)
    ]
    if not matching:
        return SharingDecision("not")
    best = min(matching, key=lambda rule: (OUTCOMES.index(rule.outcome), rule.id))
    return SharingDecision(best.outcome, best)


def readable_pairs(rules: Iterable[SharingRule], *, to_kind: str, phase: str) -> frozenset[tuple[str, str]]:
    """All (origin kind, data kind) that this reader may read in this phase: the same decision as a set."""
    rules = tuple(rules)
    pairs = {(origin, kind) for rule in rules for origin in rule.from_kinds for kind in rule.data_kinds}
    return frozenset(
        (origin, kind)
        for origin, kind in pairs
        if decide_sharing(rules, from_kind=origin, to_kind=to_kind, data_kind=kind, phase=phase)
    )

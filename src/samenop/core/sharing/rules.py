"""A sharing rule and the decision over all of them: closed by default, acute danger never blocks."""

from collections.abc import Iterable
from dataclasses import dataclass

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


def decide_sharing(
    rules: Iterable[SharingRule], *, from_kind: str, to_kind: str, data_kind: str, phase: str
) -> SharingDecision:
    """The most open rule that matches; none means not permitted (D1, default of the rule table)."""
    matching = [
        rule
        for rule in rules
        if phase in rule.phases
        and data_kind in rule.data_kinds
        and from_kind in rule.from_kinds
        and (to_kind in rule.to_kinds or "any" in rule.to_kinds)
    ]
    if not matching:
        return SharingDecision("not")
    best = min(matching, key=lambda rule: (OUTCOMES.index(rule.outcome), rule.id))
    return SharingDecision(best.outcome, best)


def readable_pairs(
    rules: Iterable[SharingRule], *, to_kind: str, phase: str
) -> frozenset[tuple[str, str]]:
    """All (origin kind, data kind) that this reader may read in this phase: the same decision as a set."""
    rules = tuple(rules)
    pairs = {(origin, kind) for rule in rules for origin in rule.from_kinds for kind in rule.data_kinds}
    return frozenset(
        (origin, kind)
        for origin, kind in pairs
        if decide_sharing(rules, from_kind=origin, to_kind=to_kind, data_kind=kind, phase=phase)
    )

"""When a sharing rule counts: outside a demo only after a privacy officer approved this very version (D1)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from samenop.core.kernel import Actor, Agreed, Answer, Event, Refused
from samenop.core.sharing.asking import AskingRule

Versions = Collection[tuple[str, int]]


def decide_approval(actor: Actor, rule: AskingRule | None, approved_here: Versions) -> Answer:
    """Whether this privacy officer may approve this rule now, once per organisation and version."""
    if not actor.may("rules.approve"):
        return Refused("not_your_role")
    if rule is None:
        return Refused("rule_unknown")
    if (rule.id, rule.version) in approved_here:
        return Refused("rule_approved_already")
    return Agreed((Event("sharing.rule_approved", {"rule": rule.id, "version": rule.version}),))


def rules_that_count(
    rules: Iterable[AskingRule],
    *,
    since: Mapping[str, date],
    on: date,
    approved: Versions,
    demo: bool,
) -> tuple[AskingRule, ...]:
    """The rules in force on a day: begun, and approved unless this is a demo.

    An emergency rule that nobody approved stays as a route in acute danger to life, and opens nothing else.
    """
    begun = [rule for rule in rules if since[rule.id] <= on]
    return tuple(
        rule if demo or (rule.id, rule.version) in approved else replace(rule, data_kinds=frozenset())
        for rule in begun
        if demo or rule.emergency != "" or (rule.id, rule.version) in approved
    )

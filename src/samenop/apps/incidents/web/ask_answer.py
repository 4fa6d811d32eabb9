"""The answer of the ask tool in the words of the reader, ready for its page."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samenop.apps.incidents.web.ask_form import said
from samenop.catalogues.asking_catalogue import asking_rules, asking_words
from samenop.catalogues.sharing_catalogue import data_kinds
from samenop.core.sharing.asking import (
    EMERGENCY_CALL,
    AskingRule,
    Decided,
    Ground,
    Question,
    Said,
    answers_for,
)
from samenop.core.sharing.rules import READABLE

TONES = {"permitted": "ok", "conditions": "ok", "consent": "warning", "not": "danger"}
TELL = {
    "permitted": _("Yes, you may tell this"),
    "conditions": _("Yes, if these conditions are met"),
    "consent": _("Only with consent"),
    "not": _("No, do not tell this"),
}
ASK = {
    "permitted": _("Yes, the other may tell this"),
    "conditions": _("Yes, the other may tell this if these conditions are met"),
    "consent": _("The other may tell this only with consent"),
    "not": _("No, the other may not tell this"),
}
HEADLINES = {"tell": TELL, "ask": ASK}
# What danger opens is the route, never all that was asked; the headline must not say yes to a diagnosis.
IN_DANGER = {
    "tell": _("Not all of it: say only this, now"),
    "ask": _("Not all of it: only this may be told now"),
}
WHOM = {
    "privacy_officer": _("In doubt ask your privacy officer."),
    "the_person": _("Ask the person first. If that cannot be: the six questions below."),
}


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """Everything the page shows of one answer."""

    outcome: str
    open: bool
    tone: str
    headline: Any
    in_danger: bool
    call_only: bool
    sentence: str
    minimum: list[str]
    conditions: list[str]
    instead: list[str]
    why: str
    understanding: str
    grounds: tuple[Ground, ...]
    rules: list[tuple[str, int, bool]]
    record: list[str]
    whom: Any
    consent_matters: bool
    tests_matter: bool


def shown_answer(
    decided: Decided,
    question: Question,
    *,
    direction: str,
    rules: tuple[AskingRule, ...],
    approved: frozenset[tuple[str, int]],
) -> ShownAnswer:
    """The answer in words; `approved` are the versions of rules with the yes of a privacy officer."""
    words, by_danger = asking_words(), decided.opened_by == "danger"
    reason = words.reasons[decided.reason or "no_rule"]
    spoken = _between(rules, question)
    return ShownAnswer(
        outcome=decided.outcome,
        open=bool(decided),
        tone="warning" if by_danger else TONES[decided.outcome],
        headline=IN_DANGER[direction] if by_danger else HEADLINES[direction][decided.outcome],
        in_danger=question.acute_danger,
        call_only=decided.safest_route == EMERGENCY_CALL,
        sentence=_words(decided.sentence),
        minimum=[_words(one) for one in decided.minimum],
        conditions=[_words(one) for one in decided.conditions],
        instead=[_words(one) for one in decided.alternative],
        why=said(reason.plain),
        understanding=said(reason.understanding),
        grounds=decided.ground,
        rules=[(*one, one in approved) for one in decided.rules],
        record=[said(words.records[code]) for code in decided.record],
        whom=WHOM.get(decided.whom_to_ask, ""),
        consent_matters=any(rule.outcome == "consent" or rule.objection_stops for rule in spoken),
        tests_matter=any(rule.conflict_of_duties and rule.outcome not in READABLE for rule in spoken),
    )


def what_goes(rules: tuple[AskingRule, ...], question: Question) -> list[tuple[str, str, str]]:
    """Code, name and outcome of every kind of data that the rules name between these two in this situation."""
    named = {code for rule in _parties(rules, question) for code in rule.data_kinds}
    answers = answers_for(rules, question, sorted(named))
    lines = [(code, said(data_kinds()[code].name), one.outcome) for code, one in answers.items() if one.rules]
    order = list(TONES)
    return sorted(lines, key=lambda line: (order.index(line[2]), line[1].lower()))


def name_of_rule_parties(codes: frozenset[str]) -> list[str]:
    """Parties, settings or kinds of a rule in words; "any" is everybody."""
    words = asking_words()
    names = {code: said(one) for code, one in words.parties.items()}
    names |= {code: said(one.name) for code, one in words.settings.items()}
    names |= {code: said(one.name) for code, one in data_kinds().items()}
    return sorted(str(_("all")) if code == "any" else names[code] for code in codes)


def all_rules() -> tuple[AskingRule, ...]:
    """Every rule of the catalogue in the order of its number."""
    return tuple(sorted(asking_rules(), key=lambda rule: (rule.id[0] != "R", rule.id)))


def _parties(rules: tuple[AskingRule, ...], question: Question) -> list[AskingRule]:
    return [r for r in rules if question.from_kind in r.from_kinds and question.to_kind in r.to_kinds]


def _between(rules: tuple[AskingRule, ...], question: Question) -> list[AskingRule]:
    return [rule for rule in _parties(rules, question) if question.data_kind in rule.data_kinds]


def _words(one: Said) -> str:
    return one.in_language(get_language() or "nl")

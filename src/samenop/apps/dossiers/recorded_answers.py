"""Writes down what was asked and answered about sharing: one record per decision, denials too (A4 of the facts, D4)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import uuid4

from django.db import transaction

from samenop.apps.dossiers.rule_approvals import rules_in_force
from samenop.apps.ledger.service import receipt, record_many, remember
from samenop.catalogues.asking_catalogue import asking_words
from samenop.catalogues.sharing_catalogue import data_kinds
from samenop.core.kernel import Actor, Event, Refused
from samenop.core.sharing.asking import CONFLICT_TESTS, CONSENTS, Decided, Question, decide_asking

Direction = Literal["tell", "ask"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """The number of the decision record and what was decided."""

    decision: str
    decided: Decided


def is_known_question(question: Question) -> bool:
    """Whether every code of the question stands in the catalogue; only codes ever reach the book."""
    words = asking_words()
    return (
        question.from_kind in words.parties
        and question.to_kind in words.parties
        and question.data_kind in data_kinds()
        and question.setting in words.settings
        and question.consent in CONSENTS
        and question.conflict_tests <= set(CONFLICT_TESTS)
    )


def record_answer(
    *,
    question: Question,
    direction: Direction,
    ticked: Collection[int],
    incident: str,
    demo: bool,
    actor: Actor,
    now: datetime,
    key: str,
) -> Recorded | Refused:
    """Decides again from the codes and writes the outcome in the ledger; a repeat with the same key writes nothing.

    `ticked` are the numbers of the conditions that the person said are met. The record stands under the day,
    with the number of the incident it belongs to, if any (the caller made sure that the actor may see it). The
    incident itself gets the number of the record only: its other participants may read what happened there, and
    "opened by consent" would already tell them that somebody is a patient.
    """
    if not actor.may("guidance.see"):
        return Refused("not_your_role")
    if not is_known_question(question):
        return Refused("question_unknown")
    decided = decide_asking(rules_in_force(demo=demo, now=now), question)
    with transaction.atomic():
        known = receipt(actor, f"ask:{key}")
        if known is not None:
            return Recorded(known[1]["decision"], decided)
        number = uuid4().hex
        stamps = _stamps(number, question, decided, direction, ticked) | {"incident": incident}
        told = [(f"sharing:{now.date().isoformat()}", Event("sharing.decided", stamps))]
        if incident:
            told.append((f"incident:{incident}", Event("sharing.noted", {"decision": number})))
        remember(
            actor=actor, key=f"ask:{key}", request="sharing.decided", answer={"decision": number}, now=now
        )
        record_many(told, actor=actor, now=now)
    return Recorded(number, decided)


def _stamps(
    number: str, question: Question, decided: Decided, direction: Direction, ticked: Collection[int]
) -> dict[str, object]:
    met = sorted({one for one in ticked if 0 <= one < len(decided.conditions)})
    return {
        "decision": number,
        "direction": direction,
        "from": question.from_kind,
        "to": question.to_kind,
        "data": question.data_kind,
        "setting": question.setting,
        "danger": question.acute_danger,
        "consent": question.consent,
        "conflict_tests": sorted(question.conflict_tests),
        "outcome": decided.outcome,
        "rules": [list(one) for one in decided.rules],
        "opened_by": decided.opened_by,
        "route": decided.safest_route,
        "conditions": len(decided.conditions),
        "ticked": met,
    }

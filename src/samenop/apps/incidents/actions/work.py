"""The five lines of thought of every step: load, decide, refuse or save, record; one transaction."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Protocol

from django.db import connection, transaction

from samenop.apps.batons.service import run_clocks
from samenop.apps.incidents.facts import facts_of
from samenop.apps.incidents.models import Incident, Involvement
from samenop.apps.ledger.service import receipt, record, record_look, remember
from samenop.core.incidents.facts import Facts
from samenop.core.incidents.steps import status_after
from samenop.core.kernel import Actor, Agreed, Answer, Event, Refused

# Refusals that tell of somebody at a door that is not theirs; they go into the book of looks.
AT_THE_DOOR = frozenset({"not_found", "not_your_role"})


class JustChanged(Exception):
    """Another step was faster; the transaction is undone and the caller is told to look again."""


@dataclass(slots=True)
class Work:
    """One step on one incident: the locked row, the facts, who acts and when."""

    incident: Incident
    facts: Facts
    actor: Actor
    now: datetime

    def save(self, answer: Agreed, *, step: str = "", **columns: Any) -> Agreed:
        """Writes the columns by conditional UPDATE, then the clocks, then the ledger; last of all."""
        incident = self.incident
        if step:
            columns["status"] = status_after(step, incident.status)
        changed = Incident.objects.filter(pk=incident.pk, revision=incident.revision).update(
            revision=incident.revision + 1, **columns
        )
        if changed != 1:
            raise JustChanged
        self._run_clocks(answer.events)
        record(answer.events, subject=incident.subject, actor=self.actor, now=self.now)
        return answer

    def involve(self, organisation: str, through: str) -> None:
        """From now on this organisation takes part and may see the coordination."""
        Involvement.objects.get_or_create(
            incident=self.incident,
            organisation_id=organisation,
            defaults={"since": self.now, "through": through},
        )

    def _run_clocks(self, events: tuple[Event, ...]) -> None:
        incident = self.incident
        run_clocks(
            subject=incident.subject,
            events=events,
            facts={"urgency": incident.urgency, "needs": incident.needs, "situation": incident.situation},
            organisation=self.actor.organisation,
            now=self.now,
            reported_at=incident.reported_at,
        )


class StepAction(Protocol):
    """A step from outside: which incident, who, when, the words of the step, and a key for repeats."""

    def __call__(
        self, *, number: str, actor: Actor, now: datetime, key: str = "", **words: Any
    ) -> Answer: ...


def step_action(decide_and_save: Callable[..., Answer]) -> StepAction:
    """Makes a step of a function that takes `work` and its own words.

    An absent incident and one the actor has no part in give the same refusal. With a `key` a repeat
    gets the first answer again and changes nothing.
    """

    @wraps(decide_and_save)
    def act(*, number: str, actor: Actor, now: datetime, key: str = "", **words: Any) -> Answer:
        try:
            with transaction.atomic():
                answer = _act(decide_and_save, number, actor, now, key, words)
        except JustChanged:
            return Refused("just_changed")
        if not answer and answer.code in AT_THE_DOOR:
            record_look(
                actor=actor,
                subject=f"incident:{number}"[:80],
                what=decide_and_save.__name__[:40],
                purpose="work",
                outcome=answer.code,
                now=now,
            )
        return answer

    return act


def answered_before(*, actor: Actor, key: str, request: str) -> Answer | None:
    """The answer this key got before; a key used for another request is refused."""
    before = receipt(actor, key)
    if before is None:
        return None
    fingerprint, answer = before
    if fingerprint != request:
        return Refused("key_used_otherwise")
    return Agreed(tuple(Event(kind, data) for kind, data in answer["events"]))


def fingerprint_of(name: str, number: str, words: dict[str, Any]) -> str:
    """What makes two requests the same request."""
    text = json.dumps([name, number, words], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def locked_incident(number: str) -> Incident | None:
    """The incident, held until the transaction ends, so that two steps at once go one after the other."""
    found = Incident.objects.filter(number=number)
    if connection.vendor == "postgresql":
        found = found.select_for_update()
    return found.first()


def _act(
    decide_and_save: Callable[..., Answer],
    number: str,
    actor: Actor,
    now: datetime,
    key: str,
    words: dict[str, Any],
) -> Answer:
    incident = locked_incident(number)
    request = fingerprint_of(decide_and_save.__name__, number, words)
    before = answered_before(actor=actor, key=key, request=request) if key else None
    if before is not None:
        return before
    if incident is None:
        return Refused("not_found")
    answer = decide_and_save(Work(incident, facts_of(incident), actor, now), **words)
    if answer and key:
        kept = {"events": [[event.type, dict(event.data)] for event in answer.events]}
        remember(actor=actor, key=key, request=request, answer=kept, now=now)
    return answer

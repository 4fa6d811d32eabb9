"""One process of the race: random legal and illegal steps until it is killed.

Usage: python -m tests.races.stepper NAME SEED DIARY NUMBERS. Every step is announced in the diary before
it is taken (`try`) and confirmed after it was acknowledged (`ack`), each line forced to disk. A step that
was announced but not confirmed when the process died is sent again with the same key first.
"""

import json
import os
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

import django

django.setup()

from samenop.apps.incidents import service  # noqa: E402  # Django must be set up first
from samenop.apps.partners.models import Professional  # noqa: E402
from samenop.apps.partners.service import actor_of  # noqa: E402
from samenop.core.kernel import Actor, Agreed  # noqa: E402

ORGANISATIONS = ("meldkamer", "politie", "crisisdienst", "ontnuchtering", "opvang")
PARTS = ("operator", "triage_nurse", "officer", "sobering_worker", "outsider")


def words_for(action: str, dice: random.Random, key: str) -> dict[str, Any]:
    """Words for an action: sometimes right, sometimes not."""
    now = datetime.now(UTC)
    words: dict[str, dict[str, Any]] = {
        "write_note": {"text": f"regel {key}"},
        "classify_incident": {
            "urgency": dice.choice(("urgent_police", "urgent_no_police", "onzin")),
            "needs": dice.choice(("police", "care", "both")),
            "reason": dice.choice(("", "omdat het kan")),
        },
        "offer_incident": {"to": dice.choice(ORGANISATIONS)},
        "accept_incident": {},
        "refuse_incident": {"ground": dice.choice(("no_capacity", "geen zin"))},
        "withdraw_offer": {},
        "set_safety": {"phase": dice.choice(("acute_unsafe", "directly_safe", "stable_safe"))},
        "ask_care": {},
        "tell_reporter": {"message": "finished"},
        "promise": {
            "kind": "call_back",
            "organisation_slug": "politie",
            "who": "x",
            "due_at": now + timedelta(hours=1),
        },
        "release_incident": {
            "people_know": True,
            "own_strength": dice.random() < 0.3,
            "own_strength_said": True,
        },
        "close_incident": {},
    }
    return words[action]


ACTIONS = (
    "write_note",
    "write_note",
    "classify_incident",
    "offer_incident",
    "offer_incident",
    "accept_incident",
    "accept_incident",
    "refuse_incident",
    "withdraw_offer",
    "set_safety",
    "ask_care",
    "tell_reporter",
    "promise",
    "release_incident",
    "close_incident",
)


def actors() -> list[Actor]:
    """The part of the cast that plays."""
    people = Professional.objects.filter(username__in=PARTS).select_related("organisation")
    found = (actor_of(person, at=datetime.now(UTC)) for person in people.prefetch_related("roles_held"))
    return [actor for actor in found if actor is not None]


def write(diary: IO[str], **line: Any) -> None:
    """A line that is on disk when this returns."""
    diary.write(json.dumps(line, default=str) + "\n")
    diary.flush()
    os.fsync(diary.fileno())


def unconfirmed(path: Path) -> list[dict[str, Any]]:
    """Steps that were announced and never confirmed: the process died in the middle."""
    if not path.exists():
        return []
    lines = [json.loads(line) for line in path.read_text().splitlines() if line.endswith("}")]
    confirmed = {line["key"] for line in lines if line["what"] == "ack"}
    return [line for line in lines if line["what"] == "try" and line["key"] not in confirmed]


def take(diary: IO[str], step: dict[str, Any], actor: Actor) -> None:
    """Takes one step and writes down what was acknowledged."""
    action = getattr(service, step["action"])
    words = step["words"]
    if "due_at" in words and isinstance(words["due_at"], str):
        words = {**words, "due_at": datetime.fromisoformat(words["due_at"])}
    answer = action(number=step["number"], actor=actor, now=datetime.now(UTC), key=step["key"], **words)
    agreed = isinstance(answer, Agreed)
    write(
        diary,
        what="ack",
        key=step["key"],
        actor=actor.id,
        action=step["action"],
        number=step["number"],
        agreed=agreed,
        code="" if agreed else answer.code,
        at=time.time(),
    )


def main(name: str, seed: str, diary_path: str, numbers_path: str) -> None:
    """Until killed."""
    path = Path(diary_path)
    pending = unconfirmed(path)
    numbers = json.loads(Path(numbers_path).read_text())
    dice = random.Random(f"{seed}-{time.time_ns()}")
    players = {actor.id: actor for actor in actors()}
    with path.open("a") as diary:
        for step in pending:
            take(diary, step, players[step["actor"]])
        counter = 0
        while True:
            counter += 1
            key = f"{name}-{os.getpid()}-{counter}"
            action = dice.choice(ACTIONS)
            actor = dice.choice(list(players.values()))
            step = {
                "key": key,
                "action": action,
                "number": dice.choice(numbers),
                "words": words_for(action, dice, key),
            }
            write(diary, what="try", actor=actor.id, **step)
            take(diary, step, actor)


if __name__ == "__main__":
    main(*sys.argv[1:5])

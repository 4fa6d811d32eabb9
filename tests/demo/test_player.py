"""The demo plays on: legal steps by colleagues, around forty incidents, and never through a visitor's hands."""

from datetime import timedelta
from random import Random

import pytest
from django.db import DatabaseError, transaction

from samenop.apps.incidents import service
from samenop.apps.incidents.models import Incident
from samenop.apps.ledger.models import Entry
from samenop.apps.ledger.service import breaks, last_entry
from samenop.apps.partners.models import Professional
from samenop.apps.partners.service import actor_of
from samenop.core.incidents.steps import OPEN
from samenop.demo import player
from samenop.demo.personas import BY_USERNAME
from samenop.demo.player import play_step
from tests.demo.conftest import NOW, Loaded


def _open() -> int:
    return Incident.objects.filter(status__in=OPEN).count()


def test_two_hundred_steps_keep_the_board_full_and_the_chain_whole(middenland: Loaded) -> None:
    chance, at, before, done = Random(7), NOW, last_entry(), []
    for _ in range(200):
        at += timedelta(seconds=4)
        done.append(play_step(at, chance))
        assert 30 <= _open() <= 50
    assert len([step for step in done if step]) >= 190
    moves = {step.split(" ", 1)[1] for step in done if step}
    assert {"report", "classify", "go", "release", "close"} <= moves
    assert breaks()[0] == []
    personas = {
        f"professional:{pk}"
        for pk in Professional.objects.filter(username__in=BY_USERNAME).values_list("pk", flat=True)
    }
    actors = set(Entry.objects.filter(id__gt=before).values_list("actor", flat=True))
    assert actors
    assert not actors & personas
    assert all(actor.startswith(("professional:", "reporter:")) for actor in actors)


def _touch_everything_but(kept: Incident) -> None:
    operator = actor_of(Professional.objects.get(username="operator"), at=NOW)
    assert operator is not None
    for incident in Incident.objects.exclude(status__in=("closed", "joined")).exclude(pk=kept.pk):
        assert service.write_note(number=incident.number, actor=operator, now=NOW, text="Ik kijk mee.")


def test_an_incident_in_a_visitors_hands_is_left_alone_for_five_minutes(middenland: Loaded) -> None:
    """A visitor is at work on all but one: only that one, and new reports, may move."""
    kept = Incident.objects.filter(status="in_hand").order_by("pk").first()
    assert kept is not None
    theirs = set(Incident.objects.exclude(pk=kept.pk).values_list("number", flat=True))
    _touch_everything_but(kept)
    chance = Random(11)
    soon = [play_step(NOW + timedelta(minutes=4), chance) for _ in range(15)]
    assert not {step.split()[0] for step in soon if step} & theirs
    later = [play_step(NOW + timedelta(minutes=6), chance) for _ in range(15)]
    assert {step.split()[0] for step in later if step} & theirs


def test_what_a_visitor_reported_is_taken_further_by_colleagues(middenland: Loaded) -> None:
    operator = actor_of(Professional.objects.get(username="operator"), at=NOW)
    assert operator is not None
    draft = service.ReportDraft(text="Er loopt een verwarde man tussen de auto's, hij schreeuwt.")
    taken = service.take_report(draft=draft, actor=operator, now=NOW)
    assert isinstance(taken, service.TakenIn)
    cast = player.colleagues(NOW)
    chance, at = Random(5), NOW + timedelta(minutes=6)
    for _ in range(40):
        at += timedelta(minutes=2)
        incident = Incident.objects.get(number=taken.number)
        if incident.status == "closed":
            break
        assert player.advance(incident, at, chance, cast), incident.status
    assert Incident.objects.get(number=taken.number).status == "closed"


def _moves_that_are_undone(seed: int) -> list[str | None]:
    chance, steps = Random(seed), []
    with transaction.atomic():
        for place in range(15):
            step = play_step(NOW + timedelta(seconds=5 * place), chance)
            # The number of a new incident is the database's own; what happens is ours.
            steps.append(step and step.split(" ", 1)[1])
        transaction.set_rollback(True)
    return steps


def test_the_same_chance_on_the_same_board_plays_the_same_moves(middenland: Loaded) -> None:
    first = _moves_that_are_undone(3)
    assert any(first)
    assert first == _moves_that_are_undone(3)
    assert first != _moves_that_are_undone(4)


def test_a_busy_database_means_next_time(middenland: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise DatabaseError("database is locked")

    monkeypatch.setattr(player, "colleagues", locked)
    assert play_step(NOW, Random(1)) is None

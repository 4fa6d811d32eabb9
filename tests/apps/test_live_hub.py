"""Who hears what: slow readers, many changes at once, and the borders between organisations."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from samenop.apps.incidents import service
from samenop.apps.incidents.models import Incident
from samenop.apps.ledger.service import entries_after, last_entry
from samenop.apps.live.changes import Changes, changes_in
from samenop.apps.live.deliveries import MOST_LINES, deliveries
from samenop.apps.live.hub import LONGEST_QUEUE, Audience, Circle, Follower, Hub
from samenop.apps.live.messages import BEAT, RESET, framed
from samenop.apps.live.topics import MOST_TOPICS, keys_for
from samenop.apps.live.visitors import Visitor
from samenop.site.board_lines import make_line
from tests.cast import NOW, Cast

CONTROL = Audience("board:control", "meldkamer", "nl")
ENGLISH = Audience("board:control", "meldkamer", "en")
TRIAGE = Audience("board:triage", "crisisdienst", "nl")
HOUSING = Audience("board:care", "woonstad", "nl")


def told(chunk: bytes) -> list[dict[str, str]]:
    return [json.loads(part.removeprefix("data: ")) for part in chunk.decode().split("\n\n") if part]


def in_a_loop(test: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    """A test that waits for something, without a plugin."""

    @wraps(test)
    def run() -> None:
        asyncio.run(test())

    return run


def follower(visitor: str = "x") -> Follower[str]:
    return Follower(visitor, frozenset(), deque(), asyncio.Event())


def visitor(cast: Cast, part: str) -> Visitor:
    return Visitor(cast[part], "nl", 1, "session", b"", b"")


def reported(cast: Cast, text: str = "Man op het viaduct, hij wil springen") -> str:
    draft = service.ReportDraft(text=text)
    taken = service.take_report(draft=draft, actor=cast["operator"], now=NOW)
    assert isinstance(taken, service.TakenIn)
    return taken.number


def changes_since(last: int) -> Changes:
    return changes_in(entries_after(last))


@in_a_loop
async def test_all_that_waits_is_sent_at_once_and_in_order() -> None:
    one = follower()
    one.put(b"a")
    one.put(b"b")
    assert await one.next(1) == b"ab"
    assert await one.next(0.01) == BEAT


@in_a_loop
async def test_a_reader_who_is_too_slow_gets_one_fetch_all_again() -> None:
    one = follower()
    for _ in range(LONGEST_QUEUE + 1):
        one.put(b"x")
    assert await one.next(1) == RESET


@in_a_loop
async def test_who_left_hears_nothing_and_leaves_nothing_behind() -> None:
    hub: Hub[str] = Hub()
    one, other = hub.enter("one", {CONTROL}), hub.enter("other", {CONTROL, TRIAGE})
    hub.leave(one)
    hub.deliver(CONTROL, b"x")
    assert (list(one.waiting), list(other.waiting)) == ([], [b"x"])
    hub.leave(other)
    assert hub.keys() == frozenset()


@in_a_loop
async def test_a_closing_hub_ends_all_streams_and_those_that_still_come() -> None:
    hub: Hub[str] = Hub()
    early = hub.enter("early", {CONTROL})
    hub.close()
    assert early.ended
    assert hub.enter("late", {CONTROL}).ended


def test_a_message_is_one_event_whatever_is_in_it() -> None:
    assert framed({"html": "a\n\nb\r\ndata: x"}).count(b"\n") == 2


def test_a_line_goes_to_those_who_take_part_and_to_nobody_else(cast: Cast) -> None:
    before = last_entry()
    number = reported(cast)
    keys = {CONTROL, ENGLISH, TRIAGE, HOUSING, Circle("reports", "meldkamer"), Circle("reports", "woonstad")}
    ready = dict(deliveries(changes_since(before), keys, make_line=make_line, now=NOW))
    assert set(ready) == {CONTROL, ENGLISH, TRIAGE, Circle("reports", "meldkamer")}
    assert [row["number"] for row in told(ready[TRIAGE])] == [number]
    assert told(ready[CONTROL]) != told(ready[ENGLISH])
    assert "springen" not in repr(ready)


def test_a_line_that_left_every_board_is_sent_empty(cast: Cast) -> None:
    number = reported(cast)
    before = last_entry()
    into = reported(cast)
    assert service.join_incident(number=number, actor=cast["operator"], now=NOW, into=into)
    ready = dict(deliveries(changes_since(before), {CONTROL}, make_line=make_line, now=NOW))
    assert {row["number"]: bool(row["html"]) for row in told(ready[CONTROL])} == {number: False, into: True}


def test_a_police_matter_stands_on_no_board_of_care(cast: Cast) -> None:
    before = last_entry()
    number = reported(cast, "Fiets gestolen bij het station")
    Incident.objects.filter(number=number).update(smells_of_care=False)
    service.deploy_unit(
        number=number,
        actor=cast["operator"],
        now=NOW,
        unit="Duo 1",
        organisation_slug="crisisdienst",
        discipline="crisis_service",
    )
    ready = dict(deliveries(changes_since(before), {TRIAGE}, make_line=make_line, now=NOW))
    assert [row["html"] for row in told(ready.get(TRIAGE, b""))] in ([], [""])


def test_so_many_changes_at_once_mean_fetch_all_again(cast: Cast) -> None:
    many = Changes({f"1-{count}": count for count in range(MOST_LINES + 1)}, {}, rights=False)
    ready = dict(deliveries(many, {CONTROL, "incident:1-7", "incident:2"}, make_line=make_line, now=NOW))
    assert ready[CONTROL] == RESET
    assert told(ready["incident:1-7"]) == [{"kind": "signal", "topic": "incident:1-7", "entry": 7}]
    assert "incident:2" not in ready


def test_many_lines_cost_the_same_number_of_queries(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    keys = {CONTROL, ENGLISH, TRIAGE, HOUSING}
    for count in (1, 12):
        before = last_entry()
        for _ in range(count):
            reported(cast)
        changes = changes_since(before)
        with django_assert_max_num_queries(7):  # type: ignore[operator]  # a fixture without a public type
            deliveries(changes, keys, make_line=make_line, now=NOW)


def test_topics_that_are_not_ones_own_do_not_exist(cast: Cast) -> None:
    number = reported(cast)
    asked = [
        f"incident:{number}",
        "incident:261127-999",
        "board:control",
        "board:triage",
        "reports",
        "board:x",
    ]
    assert set(keys_for(visitor(cast, "operator"), asked)) == {
        f"incident:{number}",
        "board:control",
        "reports",
    }
    assert set(keys_for(visitor(cast, "triage_nurse"), asked)) == {f"incident:{number}", "board:triage"}
    assert set(keys_for(visitor(cast, "outsider"), asked)) == {"reports"}
    assert keys_for(visitor(cast, "privacy_officer"), asked) == {}
    many = [f"incident:{count}" for count in range(MOST_TOPICS)] + ["board:control"]
    assert keys_for(visitor(cast, "operator"), many) == {}

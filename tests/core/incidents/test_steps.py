"""A step is agreed exactly when the table has it; fewer permissions never allow more."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from samenop.core.batons.holding import Baton, Offer
from samenop.core.incidents.facts import Facts
from samenop.core.incidents.steps import STATUSES, STEPS, decide_step, status_after
from samenop.core.kernel import Actor, Refused

AT = datetime(2026, 11, 27, tzinfo=UTC)
ORGANISATIONS = ("meldkamer", "politie", "opvang", "buiten")
PERMISSIONS = sorted({step.permission for step in STEPS.values()})


@st.composite
def situations(draw: st.DrawFn) -> tuple[Facts, Actor]:
    holder = draw(st.sampled_from(ORGANISATIONS[:3]))
    to = draw(st.sampled_from([None, *[one for one in ORGANISATIONS[:3] if one != holder]]))
    facts = Facts(
        number="1",
        status=draw(st.sampled_from(STATUSES)),
        baton=Baton(holder, AT, Offer(to, holder, AT) if to else None),
        started_by="meldkamer",
        involved=frozenset(ORGANISATIONS[:3]),
    )
    actor = Actor(
        id="professional:1",
        name="x",
        organisation=draw(st.sampled_from(ORGANISATIONS)),
        kind="police",
        permissions=frozenset(draw(st.lists(st.sampled_from(PERMISSIONS)))),
    )
    return facts, actor


@given(situations(), st.sampled_from(sorted(STEPS)))
@settings(max_examples=400, deadline=None)
def test_a_step_is_agreed_exactly_when_the_table_has_it(told: tuple[Facts, Actor], name: str) -> None:
    facts, actor = told
    step = STEPS[name]
    turn = {
        "involved": True,
        "holder": actor.organisation == facts.baton.holder,
        "offered": facts.baton.offer is not None and facts.baton.offer.to == actor.organisation,
    }[step.who]
    expected = (
        actor.organisation in facts.involved
        and step.permission in actor.permissions
        and facts.status in step.possible
        and turn
    )
    assert bool(decide_step(name, facts, actor)) == expected


@given(situations(), st.sampled_from(sorted(STEPS)), st.sampled_from(PERMISSIONS))
@settings(max_examples=200, deadline=None)
def test_less_permission_never_allows_more(told: tuple[Facts, Actor], name: str, lost: str) -> None:
    facts, actor = told
    poorer = replace(actor, permissions=actor.permissions - {lost})
    assert decide_step(name, facts, actor) or not decide_step(name, facts, poorer)


def test_who_takes_no_part_gets_the_answer_of_absent_before_any_other() -> None:
    facts = Facts("1", "closed", Baton("meldkamer", AT), "meldkamer", frozenset({"meldkamer"}))
    outsider = Actor(id="professional:9", name="x", organisation="buiten", kind="housing")
    assert all(decide_step(name, facts, outsider) == Refused("not_found") for name in STEPS)


def test_every_move_ends_in_a_status_and_starts_where_the_step_is_possible() -> None:
    for step in STEPS.values():
        for before, after in step.moves:
            assert before in step.possible
            assert after in STATUSES
            assert status_after(step.name, before) == after


def test_nothing_follows_the_end() -> None:
    ended = {name for name, step in STEPS.items() if step.possible & {"closed", "joined"}}
    assert ended == {"keep_promise"}

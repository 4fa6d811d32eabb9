"""The baton: always one holder, only the holder offers, a refusal does not move it (stateful)."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from samenop.core.batons.holding import (
    REFUSAL_GROUNDS,
    Baton,
    decide_accept,
    decide_offer,
    decide_refuse,
    decide_withdraw,
    holding_after,
)
from samenop.core.kernel import Actor, Agreed, Answer, Refused

ORGANISATIONS = ("meldkamer", "politie", "crisisdienst", "opvang")
START = datetime(2026, 11, 27, tzinfo=UTC)
organisations = st.sampled_from(ORGANISATIONS)


def actor_of(organisation: str) -> Actor:
    return Actor(id=f"professional:{organisation}", name=organisation, organisation=organisation, kind="x")


class PassingOn(RuleBasedStateMachine):
    """Everybody tries everything; the model knows what must come of it."""

    def __init__(self) -> None:
        super().__init__()
        self.baton = Baton("meldkamer", START)
        self.history = [(self.baton.holder, START)]
        self.moment = START

    def take(self, answer: Answer) -> None:
        self.moment += timedelta(minutes=1)
        if isinstance(answer, Agreed):
            for event in answer.events:
                self.baton = holding_after(self.baton, event, self.moment)
        if self.baton.holder != self.history[-1][0]:
            self.history.append((self.baton.holder, self.moment))

    @rule(by=organisations, to=organisations, must=st.booleans())
    def offer(self, by: str, to: str, must: bool) -> None:
        before = self.baton
        answer = decide_offer(before, actor_of(by), to=to, now=self.moment, must_take=must)
        assert bool(answer) == (by == before.holder and before.offer is None and to != before.holder)
        self.take(answer)
        assert self.baton.holder == before.holder

    @rule(by=organisations)
    def accept(self, by: str) -> None:
        before = self.baton
        answer = decide_accept(before, actor_of(by))
        assert bool(answer) == (before.offer is not None and before.offer.to == by)
        self.take(answer)
        assert self.baton.holder == (by if answer else before.holder)

    @rule(by=organisations, ground=st.sampled_from((*REFUSAL_GROUNDS, "geen zin")))
    def refuse(self, by: str, ground: str) -> None:
        before = self.baton
        answer = decide_refuse(before, actor_of(by), ground=ground)
        mine = before.offer is not None and before.offer.to == by and not before.offer.must_take
        assert bool(answer) == (mine and ground in REFUSAL_GROUNDS)
        self.take(answer)
        assert self.baton.holder == before.holder

    @rule(by=organisations)
    def withdraw(self, by: str) -> None:
        before = self.baton
        answer = decide_withdraw(before, actor_of(by))
        assert bool(answer) == (by == before.holder and before.offer is not None)
        self.take(answer)
        assert self.baton.holder == before.holder

    @invariant()
    def somebody_holds_it_and_never_offers_to_themselves(self) -> None:
        assert self.baton.holder in ORGANISATIONS
        assert self.baton.offer is None or self.baton.offer.to != self.baton.holder

    @invariant()
    def the_history_has_no_gap(self) -> None:
        moments = [at for _, at in self.history]
        assert moments == sorted(moments)
        assert self.history[-1][0] == self.baton.holder
        assert self.history[-1][1] == self.baton.since


PassingOn.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestPassingOn = PassingOn.TestCase


def test_who_must_take_it_cannot_refuse() -> None:
    baton = Baton("meldkamer", START)
    offered = decide_offer(baton, actor_of("meldkamer"), to="opvang", now=START, must_take=True)
    baton = holding_after(baton, offered.events[0], START)
    assert decide_refuse(baton, actor_of("opvang"), ground="no_capacity") == Refused("must_take")

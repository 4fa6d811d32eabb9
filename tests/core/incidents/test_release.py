"""Letting go: everything that is missing is said at once, and nothing is let go while acute."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from samenop.core.batons.holding import Baton
from samenop.core.incidents.deployment import decide_progress
from samenop.core.incidents.facts import Deployed, Facts, HandoverOpen, OutcomeKept
from samenop.core.incidents.release import (
    Letting,
    decide_close,
    decide_override,
    decide_release,
    missing_for_release,
)
from samenop.core.kernel import Actor, Agreed, Refused

AT = datetime(2026, 11, 27, tzinfo=UTC)
OFFICER = Actor(
    id="professional:1",
    name="Anton",
    organisation="politie",
    kind="police",
    permissions=frozenset({"incident.release", "incident.close", "deployment.progress"}),
)
DUTY = replace(OFFICER, id="professional:2", permissions=frozenset({"release.second"}))
READY = Facts(
    number="1",
    status="handed_over",
    baton=Baton("crisisdienst", AT),
    started_by="meldkamer",
    involved=frozenset({"meldkamer", "politie", "crisisdienst"}),
    police=frozenset({"meldkamer", "politie"}),
    safety_phase="directly_safe",
    outcome=OutcomeKept("voluntary_admission", "admission", "crisisdienst"),
    handover=HandoverOpen(1, "accepted", safe_by_giver=True, safe_by_receiver=True),
    reporter_told=True,
    advice_asked=True,
)
KNOWN = Letting(people_know=True)


def test_a_complete_release_is_agreed() -> None:
    assert isinstance(decide_release(READY, OFFICER, KNOWN), Agreed)


def test_everything_that_is_missing_is_said_at_once() -> None:
    bare = replace(
        READY,
        status="in_hand",
        baton=Baton("meldkamer", AT),
        safety_phase="acute_unsafe",
        outcome=None,
        handover=None,
        reporter_told=False,
        transports_open=1,
    )
    answer = decide_release(bare, OFFICER, Letting())
    assert isinstance(answer, Refused)
    assert set(answer.missing) == {
        "still_acute",
        "follow_up_not_held",
        "outcome_missing",
        "people_do_not_know",
        "reporter_not_told",
        "transport_open",
    }


def test_both_parties_must_say_that_it_is_safe() -> None:
    one_side = replace(READY, handover=HandoverOpen(1, "accepted", safe_by_giver=True))
    assert missing_for_release(one_side, KNOWN) == ("not_agreed_safe",)


def test_own_strength_counts_only_when_the_people_said_so() -> None:
    alone = replace(READY, baton=Baton("meldkamer", AT), handover=None, outcome=None)
    assert missing_for_release(alone, replace(KNOWN, own_strength=True)) == ("own_strength_not_said",)
    assert missing_for_release(alone, replace(KNOWN, own_strength=True, own_strength_said=True)) == ()


def test_who_does_not_tell_the_reporter_writes_why() -> None:
    untold = replace(READY, reporter_told=False)
    assert missing_for_release(untold, KNOWN) == ("reporter_not_told",)
    assert missing_for_release(untold, replace(KNOWN, why_not_told="Melder onbekend")) == ()


@given(
    phase=st.sampled_from(["unknown", "acute_unsafe"]),
    persons=st.integers(0, 2),
    letting=st.builds(Letting, st.booleans(), st.booleans(), st.booleans(), st.text(max_size=5)),
)
def test_nobody_lets_go_while_it_is_acute_or_unknown(phase: str, persons: int, letting: Letting) -> None:
    facts = replace(READY, safety_phase=phase, persons_acute=persons)
    assert not decide_release(facts, OFFICER, letting)


def test_the_override_needs_a_reason_and_another_person_who_may_sign() -> None:
    facts = replace(READY, status="in_hand")
    reason = "Schietpartij op de markt"
    assert decide_override(facts, OFFICER, reason=reason, second=DUTY)
    for second in (None, OFFICER, replace(DUTY, permissions=frozenset())):
        answer = decide_override(facts, OFFICER, reason=reason, second=second)
        assert answer == Refused("override_incomplete", missing=("second_name_missing",))
    both = decide_override(facts, OFFICER, reason="", second=None)
    assert both.missing == ("reason_missing", "second_name_missing")


def test_acute_danger_is_not_overruled() -> None:
    facts = replace(READY, status="in_hand", safety_phase="acute_unsafe")
    assert decide_override(facts, OFFICER, reason="Een ander spoed", second=DUTY) == Refused("still_acute")


def test_the_last_police_unit_is_not_clear_before_release() -> None:
    one = Deployed(1, "politie", "police", "on_scene")
    facts = replace(READY, status="in_hand", deployments=(one,))
    assert decide_progress(facts, OFFICER, deployment=1, to="clear") == Refused("release_first")
    two = replace(facts, deployments=(one, Deployed(2, "politie", "police", "on_scene")))
    assert decide_progress(two, OFFICER, deployment=1, to="clear")
    free = replace(facts, extra=frozenset({"police_free"}))
    assert decide_progress(free, OFFICER, deployment=1, to="clear")
    assert decide_progress(replace(facts, status="released"), OFFICER, deployment=1, to="clear")


def test_an_open_promise_keeps_it_open() -> None:
    released = replace(READY, status="released")
    assert decide_close(released, OFFICER)
    assert decide_close(replace(released, open_promises=2), OFFICER) == Refused("promises_open", {"count": "2"})

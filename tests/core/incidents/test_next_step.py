"""The one next step: never one that is refused, and the pressing one first."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenop.core.batons.holding import Baton, Offer
from samenop.core.incidents.facts import SAFETY_PHASES, Deployed, Facts, OutcomeKept, Picture
from samenop.core.incidents.next_step import ORDER, next_step
from samenop.core.incidents.steps import STATUSES, STEPS, decide_step
from samenop.core.kernel import Actor

NOW = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)
EVERYTHING = frozenset(step.permission for step in STEPS.values())


def actor(organisation: str = "meldkamer", permissions: frozenset[str] = EVERYTHING) -> Actor:
    """Somebody with the permissions, for an organisation."""
    return Actor("professional:1", "Iemand", organisation, "control_room", permissions=permissions)


def facts(**more: object) -> Facts:
    """An assessed incident of the control room with police and crisis service, unless told otherwise."""
    given_facts = {
        "number": "261127-1",
        "status": "assessed",
        "baton": Baton("meldkamer", NOW),
        "started_by": "meldkamer",
        "involved": frozenset({"meldkamer", "politie", "crisisdienst"}),
        "police": frozenset({"meldkamer", "politie"}),
    }
    return Facts(**(given_facts | more))  # type: ignore[arg-type]  # named fields of Facts


OFFERED = Baton("meldkamer", NOW, Offer("crisisdienst", "meldkamer", NOW))
CAR = Deployed(1, "politie", "police", "under_way")
CAR_THERE = Deployed(1, "politie", "police", "on_scene")
DUO_THERE = Deployed(2, "crisisdienst", "crisis_service", "on_scene")


@pytest.mark.parametrize(
    ("told", "who", "expected"),
    [
        ({"status": "reported"}, "meldkamer", "classify"),
        ({"baton": OFFERED}, "crisisdienst", "accept"),
        ({"urgency": "urgent_police"}, "meldkamer", "deploy"),
        ({"deployments": (CAR,)}, "politie", "progress"),
        ({"deployments": (CAR_THERE,)}, "politie", "set_safety"),
        ({"advice_asked": True}, "crisisdienst", "advise"),
        ({"extra": frozenset({"needs_care"})}, "meldkamer", "ask_care"),
        (
            {"safety_phase": "acute_unsafe", "picture": Picture(1, 1, frozenset({"politie"}))},
            "crisisdienst",
            "confirm_picture",
        ),
        (
            {"safety_phase": "acute_unsafe", "deployments": (CAR_THERE, DUO_THERE)},
            "politie",
            "propose_picture",
        ),
        (
            {
                "safety_phase": "directly_safe",
                "deployments": (CAR_THERE, DUO_THERE),
                "picture": Picture(1, 1, frozenset({"crisisdienst"})),
            },
            "crisisdienst",
            "record_outcome",
        ),
        (
            {
                "safety_phase": "directly_safe",
                "outcome": OutcomeKept("not_assessable", "sobering_place", "ontnuchtering", NOW),
            },
            "meldkamer",
            "offer",
        ),
        (
            {"safety_phase": "directly_safe", "status": "handed_over", "baton": Baton("crisisdienst", NOW)},
            "meldkamer",
            "tell_reporter",
        ),
        (
            {
                "safety_phase": "directly_safe",
                "status": "handed_over",
                "baton": Baton("crisisdienst", NOW),
                "reporter_told": True,
            },
            "politie",
            "release",
        ),
        ({"status": "released", "reporter_told": True, "open_promises": 1}, "politie", "keep_promise"),
        ({"status": "released", "reporter_told": True}, "meldkamer", "close"),
        ({"status": "closed"}, "meldkamer", None),
        ({"status": "reported"}, "buitenstaander", None),
    ],
)
def test_what_cannot_wait_comes_first(told: dict[str, object], who: str, expected: str | None) -> None:
    assert next_step(facts(**told), actor(who)) == expected


def test_acute_danger_is_never_followed_by_letting_go() -> None:
    told = facts(
        safety_phase="acute_unsafe",
        status="handed_over",
        baton=Baton("crisisdienst", NOW),
        reporter_told=True,
        deployments=(CAR_THERE,),
    )
    assert next_step(told, actor("politie")) != "release"


@given(
    status=st.sampled_from(STATUSES),
    phase=st.sampled_from(SAFETY_PHASES),
    permissions=st.frozensets(st.sampled_from(sorted(EVERYTHING))),
    units=st.lists(
        st.sampled_from(["assigned", "under_way", "on_scene", "clear", "recalled"]), max_size=3
    ),
    who=st.sampled_from(["meldkamer", "politie", "crisisdienst", "buitenstaander"]),
    asked=st.booleans(),
)
def test_the_next_step_is_never_one_that_the_table_refuses(
    status: str, phase: str, permissions: frozenset[str], units: list[str], who: str, asked: bool
) -> None:
    told = facts(
        status=status,
        safety_phase=phase,
        baton=Baton("meldkamer", NOW - timedelta(minutes=5), Offer("crisisdienst", "meldkamer", NOW)),
        deployments=tuple(Deployed(i, "politie", "police", unit) for i, unit in enumerate(units)),
        advice_asked=asked,
    )
    someone = actor(who, permissions)
    name = next_step(told, someone)
    assert name is None or decide_step(name, told, someone)


def test_every_step_of_the_order_is_a_step_of_the_table() -> None:
    assert {name for name, _ in ORDER} <= set(STEPS)

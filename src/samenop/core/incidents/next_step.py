"""The one next step of a reader on an incident: a list that is read from the top, the first that fits counts."""

from collections.abc import Callable

from samenop.core.incidents.deployment import NEXT
from samenop.core.incidents.facts import Facts
from samenop.core.incidents.release import Letting, missing_for_release
from samenop.core.incidents.steps import decide_step
from samenop.core.kernel import Actor

Fits = Callable[[Facts, Actor], bool]
_POLICE_GOES = frozenset({"urgent_police", "deferrable_police"})
_CARE = frozenset({"crisis_service", "ambulance", "other_care"})
# What the one who lets go states himself on the form; everything else must already be true.
_STATED = Letting(people_know=True, why_not_told="stated on the form")


def _own_unit_moves(facts: Facts, actor: Actor) -> bool:
    return any(
        one.organisation == actor.organisation and one.status in {"assigned", "under_way"}
        for one in facts.deployments
    )


def _own_care_unit_is_done(facts: Facts, actor: Actor) -> bool:
    return any(
        one.organisation == actor.organisation
        and one.discipline in _CARE
        and one.status == "on_scene"
        and "clear" in NEXT[one.status]
        for one in facts.deployments
    )


def _somebody_is_there(facts: Facts, actor: Actor) -> bool:
    return any(one.status == "on_scene" for one in facts.deployments)


def _nobody_goes(facts: Facts, actor: Actor) -> bool:
    return facts.urgency in _POLICE_GOES and not facts.deployments


def _care_is_needed(facts: Facts, actor: Actor) -> bool:
    return "needs_care" in facts.extra and not facts.advice_asked


def _care_was_asked(facts: Facts, actor: Actor) -> bool:
    return facts.advice_asked and "advised" not in facts.extra


def _safety_is_not_known(facts: Facts, actor: Actor) -> bool:
    return facts.safety_phase == "unknown" and _somebody_is_there(facts, actor)


def _picture_is_not_mine(facts: Facts, actor: Actor) -> bool:
    return facts.picture is not None and actor.organisation not in facts.picture.confirmed


def _several_without_picture(facts: Facts, actor: Actor) -> bool:
    there = {one.organisation for one in facts.deployments if one.status in {"under_way", "on_scene"}}
    return facts.picture is None and len(there) > 1


def _care_is_there_without_outcome(facts: Facts, actor: Actor) -> bool:
    care = any(one.discipline in _CARE and one.status == "on_scene" for one in facts.deployments)
    return facts.outcome is None and care


def _follow_up_waits_for_its_holder(facts: Facts, actor: Actor) -> bool:
    if facts.outcome is None or facts.baton.offer is not None:
        return False
    return facts.outcome.follow_up_holder not in {"", facts.baton.holder}


def _reporter_waits(facts: Facts, actor: Actor) -> bool:
    if facts.reporter_told or not facts.reporter_reachable:
        return False
    return facts.baton.holder != facts.started_by or facts.status == "released"


def _may_be_let_go(facts: Facts, actor: Actor) -> bool:
    return actor.organisation in facts.police and not missing_for_release(facts, _STATED)


# In the order of what cannot wait: an open question, a report nobody looked at, people on their way.
ORDER: tuple[tuple[str, Fits], ...] = (
    ("accept", lambda facts, actor: True),
    ("classify", lambda facts, actor: facts.status == "reported"),
    ("advise", _care_was_asked),
    ("progress", _own_unit_moves),
    ("deploy", _nobody_goes),
    ("ask_care", _care_is_needed),
    ("set_safety", _safety_is_not_known),
    ("confirm_picture", _picture_is_not_mine),
    ("propose_picture", _several_without_picture),
    ("record_outcome", _care_is_there_without_outcome),
    ("offer", _follow_up_waits_for_its_holder),
    ("tell_reporter", _reporter_waits),
    ("release", _may_be_let_go),
    ("progress", _own_care_unit_is_done),
    ("keep_promise", lambda facts, actor: facts.status == "released" and facts.open_promises > 0),
    ("close", lambda facts, actor: facts.open_promises == 0),
)


def next_step(facts: Facts, actor: Actor) -> str | None:
    """The name of the one step this actor can best take now; None when it is somebody else's turn.

    Never a step that the table refuses: the button that follows from it always works.
    """
    for name, fits in ORDER:
        if fits(facts, actor) and decide_step(name, facts, actor):
            return name
    return None

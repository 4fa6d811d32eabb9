"""Who is on the way and who may leave: the course of one unit (A7, A16)."""

from samenop.core.incidents.facts import DEPLOYMENT_STATUSES, Deployed, Facts
from samenop.core.incidents.steps import decide_step
from samenop.core.kernel import Actor, Agreed, Answer, Event, Refused

NEXT = {
    "assigned": ("under_way", "on_scene", "recalled"),
    "under_way": ("on_scene", "recalled"),
    "on_scene": ("clear",),
    "clear": (),
    "recalled": (),
}
PRESENT = frozenset({"assigned", "under_way", "on_scene"})


def decide_progress(facts: Facts, actor: Actor, *, deployment: int, to: str) -> Answer:
    """A unit comes a step further. The last police unit is not clear before release (A16)."""
    answer = decide_step("progress", facts, actor)
    if not answer:
        return answer
    unit = next((one for one in facts.deployments if one.id == deployment), None)
    if unit is None:
        return Refused("not_found")
    if actor.organisation != unit.organisation and not actor.may("deployment.assign"):
        return Refused("not_your_unit")
    if to not in DEPLOYMENT_STATUSES or to not in NEXT[unit.status]:
        return Refused("not_in_this_order", {"status": unit.status})
    if to == "clear" and _is_last_police(facts, unit):
        return Refused("release_first")
    data = {"deployment": unit.id, "discipline": unit.discipline, "from": unit.status, "to": to}
    return Agreed((Event("deployment.progressed", data),))


def _is_last_police(facts: Facts, unit: Deployed) -> bool:
    if unit.discipline != "police" or facts.status in {"released", "closed"} or "police_free" in facts.extra:
        return False
    others = [
        one
        for one in facts.deployments
        if one.id != unit.id and one.discipline == "police" and one.status in PRESENT
    ]
    return not others

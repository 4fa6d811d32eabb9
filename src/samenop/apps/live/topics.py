"""Which of the asked topics a visitor may follow; the others do not exist for them."""

from collections.abc import Hashable, Iterable

from samenop.apps.incidents.service import visible_numbers
from samenop.apps.live.hub import Audience, Reception
from samenop.apps.live.visitors import Visitor

MOST_TOPICS = 60
BOARD_PERMISSIONS = {
    "board:control": "board.control",
    "board:triage": "board.triage",
    "board:care": "board.care",
}


def keys_for(visitor: Visitor, topics: Iterable[str]) -> dict[str, Hashable]:
    """Topic → the key under which the hub keeps it; one query however many incidents are asked."""
    asked = list(dict.fromkeys(topics))[:MOST_TOPICS]
    numbers = [topic.removeprefix("incident:") for topic in asked if topic.startswith("incident:")]
    seen = visible_numbers(visitor.actor, numbers) if numbers else frozenset()
    keys: dict[str, Hashable] = {f"incident:{number}": f"incident:{number}" for number in seen}
    for topic in asked:
        if _may_follow_board(visitor, topic):
            keys[topic] = Audience(topic, visitor.actor.organisation, visitor.language)
    if "reports" in asked and visitor.actor.may("report.take"):
        keys["reports"] = Reception(visitor.actor.organisation)
    return keys


def _may_follow_board(visitor: Visitor, topic: str) -> bool:
    actor = visitor.actor
    if topic == f"board:street:{actor.organisation}":
        return actor.may("board.street")
    permission = BOARD_PERMISSIONS.get(topic)
    return permission is not None and actor.may(permission)

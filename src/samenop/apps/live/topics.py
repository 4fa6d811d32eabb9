"""Which of the asked topics a visitor may follow; the others do not exist for them."""

from collections.abc import Hashable, Iterable

from samenop.apps.incidents.service import visible_numbers
from samenop.apps.live.deliveries import REPORTS, STREET
from samenop.apps.live.hub import Audience, Circle
from samenop.apps.live.visitors import Visitor

MOST_TOPICS = 60
# Topic → the permission it asks. A board is that of the reader's own organisation, always.
BOARDS = {"board:control": "board.control", "board:triage": "board.triage", "board:care": "board.care"}
CIRCLES = {STREET: "board.street", REPORTS: "report.take"}


def keys_for(visitor: Visitor, topics: Iterable[str]) -> dict[str, Hashable]:
    """Topic → the key under which the hub keeps it; one query however many incidents are asked."""
    asked = list(dict.fromkeys(topics))[:MOST_TOPICS]
    numbers = [topic.removeprefix("incident:") for topic in asked if topic.startswith("incident:")]
    seen = visible_numbers(visitor.actor, numbers) if numbers else frozenset()
    keys: dict[str, Hashable] = {f"incident:{number}": f"incident:{number}" for number in seen}
    actor = visitor.actor
    for topic in asked:
        if topic in BOARDS and actor.may(BOARDS[topic]):
            keys[topic] = Audience(topic, actor.organisation, visitor.language)
        if topic in CIRCLES and actor.may(CIRCLES[topic]):
            keys[topic] = Circle(topic, actor.organisation)
    return keys

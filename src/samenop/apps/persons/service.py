"""The front door of persons."""

from samenop.apps.persons.actions import find_or_add_person, withdraw_agreement
from samenop.apps.persons.queries import agreements_for_briefing, agreements_now, persons_like

__all__ = [
    "agreements_for_briefing",
    "agreements_now",
    "find_or_add_person",
    "persons_like",
    "withdraw_agreement",
]

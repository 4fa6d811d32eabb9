"""Finds the story of an address while a report is typed: the same event already known, and what went before."""

import re
from datetime import datetime, timedelta

from samenop.apps.incidents.models import Incident
from samenop.apps.incidents.queries import at_address, visible
from samenop.core.incidents.steps import OPEN
from samenop.core.kernel import Actor

SAME_EVENT_WITHIN = timedelta(hours=1)
_LETTERS_BEFORE_A_NUMBER = re.compile(r"^[^\d,]+")
_SHORTEST = 4


def street_of(address: str) -> str:
    """The street without number, place or capitals; empty when it is too short to mean anything."""
    found = _LETTERS_BEFORE_A_NUMBER.match(" ".join(address.casefold().split()))
    street = found.group().strip() if found else ""
    return street if len(street) >= _SHORTEST else ""


def perhaps_the_same(actor: Actor, address: str, *, now: datetime, limit: int = 3) -> list[Incident]:
    """Open incidents of the last hour on this address or in this street that the reader takes part in (A1)."""
    street = street_of(address)
    if not street or not actor.may("incident.see"):
        return []
    recent = visible(actor).filter(status__in=OPEN, reported_at__gte=now - SAME_EVENT_WITHIN)
    # The database cannot fold capitals and spaces as people type them; an hour holds few incidents.
    near = [one for one in recent.select_related("holder").order_by("-reported_at") if street_of(one.address) == street]
    typed = address.casefold().strip()
    return sorted(near, key=lambda one: one.address.casefold().strip() != typed)[:limit]


def earlier_on_address(actor: Actor, address: str, *, limit: int = 5) -> list[Incident]:
    """Earlier incidents on exactly this address that the reader took part in (A21)."""
    if len(address.strip()) < _SHORTEST or not actor.may("incident.see"):
        return []
    found = at_address(visible(actor), address.strip()).exclude(status__in=OPEN)
    return list(found.order_by("-reported_at")[:limit])

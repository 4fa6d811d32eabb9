"""Who of the care partners is open, able and obliged, in which order, and who must take in the end (A6)."""

from samenop.core.incidents.routing.last_resort import LastResort
from samenop.core.incidents.routing.offer import (
    Agreement,
    Candidate,
    Capability,
    Contact,
    Duty,
    Need,
    Person,
    Place,
)
from samenop.core.incidents.routing.option import Option
from samenop.core.incidents.routing.route import NotNow, Routing, route_care

__all__ = [
    "Agreement",
    "Candidate",
    "Capability",
    "Contact",
    "Duty",
    "LastResort",
    "Need",
    "NotNow",
    "Option",
    "Person",
    "Place",
    "Routing",
    "route_care",
]

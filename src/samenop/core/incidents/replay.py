"""The state of an incident told again from its ledger: what the database says must equal this."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from samenop.core.batons.holding import Baton, holding_after
from samenop.core.incidents.steps import status_after
from samenop.core.kernel import Event

# Which step stands behind an event that moves the status.
_MOVING = {
    "incident.classified": "classify",
    "deployment.assigned": "deploy",
    "baton.accepted": "accept",
    "incident.released": "release",
    "incident.closed": "close",
    "incident.joined": "join",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the ledger alone says of an incident."""

    status: str
    baton: Baton
    urgency: str = ""
    needs: str = ""
    safety_phase: str = "unknown"


def told_from(events: Iterable[tuple[Event, datetime]]) -> Told | None:
    """The state after the events, in order; None when the first is not the intake."""
    told: Told | None = None
    for event, at in events:
        if told is None:
            if event.type != "incident.reported":
                return None
            told = Told("reported", Baton(event.data["holder"], at))
            continue
        told = told_after(told, event, at)
    return told


def told_after(told: Told, event: Event, at: datetime) -> Told:
    """One event further."""
    told = replace(told, baton=holding_after(told.baton, event, at))
    if event.type in _MOVING:
        told = replace(told, status=status_after(_MOVING[event.type], told.status))
    if event.type == "incident.classified":
        return replace(told, urgency=event.data["urgency"], needs=event.data["needs"])
    if event.type == "safety.set" and event.data["person"] is None:
        return replace(told, safety_phase=event.data["phase"])
    return told

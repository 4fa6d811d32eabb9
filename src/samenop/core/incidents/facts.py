"""What the rules need to know of one incident: coordination only, never content."""

from dataclasses import dataclass, field
from datetime import datetime

from samenop.core.batons.holding import Baton

SAFETY_PHASES = ("unknown", "acute_unsafe", "directly_safe", "stable_safe", "recovery")
DEPLOYMENT_STATUSES = ("assigned", "under_way", "on_scene", "clear", "recalled")


@dataclass(frozen=True, slots=True)
class Deployed:
    """One unit on the incident and how far it is."""

    id: int
    organisation: str
    discipline: str
    status: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The latest joint picture, who confirmed it, and whose confirmation is asked."""

    id: int
    version: int
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OutcomeKept:
    """The latest outcome of an assessment and what it leads on to."""

    kind: str
    follow_up: str
    follow_up_holder: str
    reassess_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HandoverOpen:
    """The handover that goes with the present offer, or the accepted one."""

    id: int
    status: str
    fields: frozenset[str] = frozenset()
    safe_by_giver: bool = False
    safe_by_receiver: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """One incident as the rules see it.

    `involved` are the organisations that take part; `police` those of them that wear the uniform or
    sit at the control room. `accepted_by` is set once somebody else than the first holder accepted.
    """

    number: str
    status: str
    baton: Baton
    started_by: str
    involved: frozenset[str]
    police: frozenset[str] = frozenset()
    safety_phase: str = "unknown"
    persons_acute: int = 0
    urgency: str = ""
    deployments: tuple[Deployed, ...] = ()
    picture: Picture | None = None
    outcome: OutcomeKept | None = None
    handover: HandoverOpen | None = None
    reporter_told: bool = False
    reporter_reachable: bool = True
    open_promises: int = 0
    waiting: bool = False
    advice_asked: bool = False
    transports_open: int = 0
    joined_into: str = ""
    extra: frozenset[str] = field(default_factory=frozenset)

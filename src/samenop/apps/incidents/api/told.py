"""How incidents are told to connected systems: coordination to everyone involved, content by the one door."""

from datetime import datetime
from typing import Any

from samenop.apps.batons.service import ClockNow
from samenop.apps.dossiers.service import Withheld
from samenop.apps.incidents.models import Deployment, Incident, JointPicture, Outcome, Transport, Waiting
from samenop.apps.incidents.queries import BoardRow, IncidentView
from samenop.frame.rest.fields import Told


class ClockTold(Told):
    """A norm that runs on the incident."""

    norm: str
    state: str
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None
    estimated: bool


class DeploymentTold(Told):
    """A unit and how far it is; `estimated` names the stamps that are an estimate."""

    id: int
    unit: str
    organisation: str
    discipline: str
    status: str
    assigned_at: datetime
    expected_at: datetime | None
    under_way_at: datetime | None
    on_scene_at: datetime | None
    clear_at: datetime | None
    estimated: list[str]


class TransportTold(Told):
    """A ride and how far it is."""

    id: int
    kind: str
    organisation: str
    status: str
    ordered_at: datetime
    expected_at: datetime | None
    done_at: datetime | None


class WaitingTold(Told):
    """Who waits for whom, from offered to released."""

    waiting: str
    waits_for: str | None
    offered_at: datetime | None
    accepted_at: datetime | None
    arrived_at: datetime | None
    released_at: datetime | None
    estimated: list[str]


class IncidentTold(Told):
    """The coordination of an incident."""

    number: str
    status: str
    revision: int
    holder: str
    held_since: datetime
    offered_to: str | None
    must_take: bool
    lead: str
    scale: str
    urgency: str
    needs: str
    proposed_urgency: str
    proposed_needs: str
    situation: str
    smells_of_care: bool
    safety_phase: str
    area: str
    address: str
    latitude: float | None
    longitude: float | None
    reported_at: datetime
    reporter_told_at: datetime | None
    police_free_at: datetime | None
    released_at: datetime | None
    closed_at: datetime | None


class IncidentRow(IncidentTold):
    """One incident in a list, with what runs on it."""

    clocks: list[ClockTold]
    deployments: list[DeploymentTold]


class PictureTold(Told):
    """A version of the joint picture and who confirmed it; its words are an entry."""

    version: int
    proposed_by: str
    look_again_at: datetime
    confirmed_by: list[str]
    entry: int


class OutcomeTold(Told):
    """What came of an assessment and what it leads on to."""

    kind: str
    follow_up: str
    follow_up_holder: str | None
    reassess_at: datetime | None
    at: datetime


class EntryTold(Told):
    """One piece of content that the caller may read, with its labels."""

    id: int
    kind: str
    owner: str
    nature: str
    as_of: datetime
    written_at: datetime
    text: str
    payload: dict[str, Any]


class WithheldTold(Told):
    """Content that is there but not shared with the caller: its kind, whose kind, and what can be asked instead."""

    kind: str
    owner_kind: str
    instead: str


class IncidentWhole(IncidentTold):
    """Everything of one incident that the caller may see."""

    involved: list[str]
    clocks: list[ClockTold]
    deployments: list[DeploymentTold]
    transports: list[TransportTold]
    waitings: list[WaitingTold]
    pictures: list[PictureTold]
    outcomes: list[OutcomeTold]
    entries: list[EntryTold]
    withheld: list[WithheldTold]
    possible: list[str]


PLAIN = (
    "number",
    "status",
    "revision",
    "held_since",
    "must_take",
    "scale",
    "urgency",
    "needs",
    "proposed_urgency",
    "proposed_needs",
    "situation",
    "smells_of_care",
    "safety_phase",
    "area",
    "address",
    "latitude",
    "longitude",
    "reported_at",
    "reporter_told_at",
    "police_free_at",
    "released_at",
    "closed_at",
)


def row_told(row: BoardRow) -> IncidentRow:
    """One line of the list."""
    return IncidentRow(
        **_plain(row.incident),
        clocks=[_clock(one) for one in row.clocks],
        deployments=[_deployment(one) for one in row.deployments],
    )


def whole_told(view: IncidentView, language: str) -> IncidentWhole:
    """One incident as its reader sees it."""
    return IncidentWhole(
        **_plain(view.incident),
        involved=sorted(one.organisation_id for one in view.involvements),
        clocks=[_clock(one) for one in view.clocks],
        deployments=[_deployment(one) for one in view.deployments],
        transports=[_transport(one) for one in view.transports],
        waitings=[_waiting(one) for one in view.waitings],
        pictures=[_picture(one) for one in view.pictures],
        outcomes=[_outcome(one) for one in view.outcomes],
        entries=[_entry(one) for one in view.dossier.entries],
        withheld=[_withheld(one, language) for one in view.dossier.withheld],
        possible=sorted(name for name, answer in view.steps.items() if answer),
    )


def _plain(incident: Incident) -> dict[str, Any]:
    told = {name: getattr(incident, name) for name in PLAIN}
    return told | {
        "holder": incident.holder_id,
        "offered_to": incident.offered_to_id,
        "lead": incident.lead_id,
    }


def _clock(clock: ClockNow) -> ClockTold:
    names = ("norm", "state", "started_at", "due_at", "stopped_at", "estimated")
    return ClockTold(**{name: getattr(clock, name) for name in names})


def _deployment(one: Deployment) -> DeploymentTold:
    names = (
        "unit",
        "discipline",
        "status",
        "assigned_at",
        "expected_at",
        "under_way_at",
        "on_scene_at",
        "clear_at",
        "estimated",
    )
    told = {name: getattr(one, name) for name in names}
    return DeploymentTold(id=one.pk, organisation=one.organisation_id, **told)


def _transport(one: Transport) -> TransportTold:
    names = ("kind", "status", "ordered_at", "expected_at", "done_at")
    told = {name: getattr(one, name) for name in names}
    return TransportTold(id=one.pk, organisation=one.organisation_id, **told)


def _waiting(one: Waiting) -> WaitingTold:
    names = ("offered_at", "accepted_at", "arrived_at", "released_at", "estimated")
    told = {name: getattr(one, name) for name in names}
    return WaitingTold(waiting=one.waiting_id, waits_for=one.waits_for_id, **told)


def _picture(one: JointPicture) -> PictureTold:
    return PictureTold(
        version=one.version,
        proposed_by=one.proposed_by_id,
        look_again_at=one.look_again_at,
        confirmed_by=sorted(confirmed.organisation_id for confirmed in one.confirmations.all()),
        entry=one.entry,
    )


def _outcome(one: Outcome) -> OutcomeTold:
    return OutcomeTold(
        kind=one.kind,
        follow_up=one.follow_up,
        follow_up_holder=one.follow_up_holder_id,
        reassess_at=one.reassess_at,
        at=one.at,
    )


def _entry(one: Any) -> EntryTold:
    names = ("kind", "nature", "as_of", "written_at", "text", "payload")
    return EntryTold(id=one.pk, owner=one.owner_id, **{name: getattr(one, name) for name in names})


def _withheld(one: Withheld, language: str) -> WithheldTold:
    rule = one.decision.rule
    instead = "" if rule is None else rule.alternative_en if language.startswith("en") else rule.alternative_nl
    return WithheldTold(kind=one.kind, owner_kind=one.owner_kind, instead=instead)

"""Reading incidents: the open ones by page, one of them whole, and what happened to it."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from ninja import Router

from samenop.apps.incidents.api.steps import camel_keys
from samenop.apps.incidents.api.told import IncidentRow, IncidentWhole, row_told, whole_told
from samenop.apps.incidents.queries import (
    board_rows,
    events_page,
    incident_for,
    incident_view,
    note_board_look,
    open_page,
)
from samenop.core.kernel import Refused
from samenop.frame.rest.access import CallingRequest, api_needs
from samenop.frame.rest.fields import PathNumber, Told
from samenop.frame.rest.paging import Cursor, PageSize, cursor_after, key_after
from samenop.frame.rest.problems import Problem

router = Router(tags=["incidenten"], by_alias=True)


class IncidentPage(Told):
    """Some open incidents, oldest first; `next` brings the following, null at the end."""

    items: list[IncidentRow]
    next: str | None


class EventTold(Told):
    """Something that happened: by whom, when, and only references."""

    id: int
    type: str
    at: datetime
    actor: str
    organisation: str
    data: dict[str, Any]


class EventPage(Told):
    """Some of what happened, oldest first; `next` brings the following, null at the end."""

    items: list[EventTold]
    next: str | None


@router.get(
    "/incidents",
    response=IncidentPage,
    summary="Lijst van open incidenten",
    operation_id="listIncidents",
    url_name="api-incidents",
)
@api_needs("incident.see")
def list_open(request: CallingRequest, cursor: Cursor = "", page_size: PageSize = 50) -> Any:
    """Those in which the caller's organisation takes part; coordination only, no content."""
    now = timezone.now()
    found = open_page(request.auth, after=key_after(cursor), limit=page_size + 1)
    shown = found[:page_size]
    rows = board_rows(request.auth, shown, now=now, with_summary=False)
    note_board_look(request.auth, "api", now=now)
    rows.sort(key=lambda row: row.incident.pk)
    more = cursor_after(shown[-1].pk) if len(found) > page_size else None
    return IncidentPage(items=[row_told(row) for row in rows], next=more)


@router.get(
    "/incidents/{number}",
    response=IncidentWhole,
    summary="Bekijk een incident",
    operation_id="readIncident",
    url_name="api-incident",
)
@api_needs("incident.see")
def read_one(request: CallingRequest, number: PathNumber) -> Any:
    """Coordination, the content that the sharing rules open to the caller, and what is withheld."""
    view = incident_view(request.auth, number, now=timezone.now())
    if view is None:
        raise Problem(Refused("not_found"))
    return whole_told(view, get_language() or "nl")


@router.get(
    "/incidents/{number}/events",
    response=EventPage,
    summary="Bekijk wat er is gebeurd",
    operation_id="listEvents",
    url_name="api-incident-events",
)
@api_needs("incident.see")
def list_events(request: CallingRequest, number: PathNumber, cursor: Cursor = "", page_size: PageSize = 50) -> Any:
    """The ledger of one incident, from the first report on."""
    incident = incident_for(request.auth, number)
    if incident is None:
        raise Problem(Refused("not_found"))
    found = events_page(incident, after=key_after(cursor), limit=page_size + 1)
    shown = found[:page_size]
    more = cursor_after(shown[-1].id) if len(found) > page_size else None
    items = [
        EventTold(
            id=one.id,
            type=one.type,
            at=one.at,
            actor=one.actor,
            organisation=one.organisation,
            data=camel_keys(one.data),
        )
        for one in shown
    ]
    return EventPage(items=items, next=more)

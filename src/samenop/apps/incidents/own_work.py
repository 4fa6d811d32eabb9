"""What waits for one organisation: offers, rides, follow-ups and promises; each list in one query."""

from datetime import datetime, timedelta

from django.db.models import Q

from samenop.apps.batons.models import Promise
from samenop.apps.batons.service import promises_waiting
from samenop.apps.incidents.models import Incident, Outcome, Transport
from samenop.apps.incidents.queries import visible
from samenop.core.incidents.steps import OPEN
from samenop.core.kernel import Actor

# A re-assessment that is this long ago and whose incident is closed is history.
STILL_MATTERS = timedelta(hours=24)


def offers_to(actor: Actor) -> list[Incident]:
    """The incidents whose baton is offered to the reader's organisation, longest waiting first."""
    offered = visible(actor).filter(offered_to=actor.organisation, status__in=OPEN)
    return list(offered.select_related("holder").order_by("offered_at"))


def rides_of(actor: Actor) -> list[Transport]:
    """The rides of the reader's organisation that are not done."""
    rides = Transport.objects.filter(
        organisation=actor.organisation,
        status__in=("ordered", "under_way", "on_scene"),
        incident__in=visible(actor),
    )
    return list(rides.select_related("incident").order_by("ordered_at"))


def follow_ups_of(actor: Actor, *, now: datetime, limit: int = 50) -> list[Outcome]:
    """The follow-ups that the reader's organisation holds, the latest of each incident; first those with a time."""
    mine = Outcome.objects.filter(follow_up_holder=actor.organisation, incident__in=visible(actor))
    matters = Q(incident__status__in=(*OPEN, "released")) | Q(reassess_at__gt=now - STILL_MATTERS)
    latest: dict[int, Outcome] = {}
    for row in mine.filter(matters).select_related("incident", "by").order_by("-pk")[:limit]:
        latest.setdefault(row.incident_id, row)
    return sorted(latest.values(), key=lambda row: (row.reassess_at is None, row.reassess_at or row.at))


def promises_of(actor: Actor) -> list[Promise]:
    """The promises of the reader's organisation that are not kept yet."""
    return promises_waiting(actor.organisation)

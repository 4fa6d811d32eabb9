"""What a connected system wants to hear of, and where."""

from typing import Any

from django.utils import timezone
from ninja import Router, Status

from samenop.apps.connections.models import Subscription
from samenop.apps.connections.service import signing_key, subscribe, subscriptions_of, unsubscribe
from samenop.core.kernel import Refused
from samenop.frame.rest.access import CallingRequest, api_needs
from samenop.frame.rest.fields import Asked, PathId, Told, list_of, text_of
from samenop.frame.rest.problems import Problem

router = Router(tags=["abonnementen"], by_alias=True)
# What happens to an incident, by the names of the ledger.
EVENT_TYPES = frozenset(
    {
        "baton.accepted",
        "baton.offered",
        "baton.refused",
        "baton.withdrawn",
        "care.advised",
        "care.asked",
        "clock.breached",
        "clock.climbed",
        "clock.warned",
        "deployment.assigned",
        "deployment.progressed",
        "direct_line.made",
        "handover.accepted",
        "handover.offered",
        "handover.returned",
        "incident.classified",
        "incident.closed",
        "incident.joined",
        "incident.released",
        "incident.reported",
        "incident.scaled",
        "note.written",
        "observation.made",
        "outcome.recorded",
        "picture.confirmed",
        "picture.proposed",
        "police.set_free",
        "promise.broken",
        "promise.kept",
        "promise.made",
        "report.added",
        "report.joined",
        "reporter.told",
        "safety.set",
        "situation.chosen",
        "transport.ordered",
        "transport.progressed",
        "waiting.told",
    }
)
# One may fail to answer for a while, but nobody needs hundreds of addresses.
MOST = 20


class SubscriptionAsked(Asked):
    """Where messages go, and of which kinds of event ("*" for all)."""

    address: text_of(300, shortest=8)  # type: ignore[valid-type]  # a kind of field
    types: list_of(text_of(80), min_length=1, max_length=60)  # type: ignore[valid-type]  # as above


class SubscriptionTold(Told):
    """A subscription."""

    id: int
    address: str
    types: list[str]


class SubscriptionMade(SubscriptionTold):
    """A new subscription, with the key by which the receiver checks signatures; it is told once."""

    signing_key: str


class Subscriptions(Told):
    """Every subscription of the caller."""

    items: list[SubscriptionTold]


@router.get(
    "/subscriptions",
    response=Subscriptions,
    summary="Lijst van eigen abonnementen",
    operation_id="listSubscriptions",
    url_name="api-subscriptions",
)
@api_needs("incident.see")
def list_own(request: CallingRequest) -> Any:
    """Only those of the caller itself."""
    return Subscriptions(items=[_told(one) for one in subscriptions_of(request.auth)])


@router.post(
    "/subscriptions",
    response={201: SubscriptionMade},
    summary="Neem een abonnement op gebeurtenissen",
    operation_id="subscribe",
    openapi_extra={
        "requestBody": {
            "content": {
                "application/json": {
                    "example": {
                        "address": "https://meldkamer.example/samenop",
                        "types": ["incident.released", "baton.offered"],
                    }
                }
            }
        }
    },
    url_name="api-subscriptions",
)
@api_needs("incident.see")
def make(request: CallingRequest, body: SubscriptionAsked) -> Any:
    """Thin CloudEvents by POST, signed in the header Samenop-Signature, repeated until they are answered with 2xx."""
    if len(subscriptions_of(request.auth)) >= MOST:
        raise Problem(Refused("subscriptions_too_many", {"most": str(MOST)}))
    made = subscribe(
        address=body.address, types=body.types, known_types=EVENT_TYPES, actor=request.auth, now=timezone.now()
    )
    if isinstance(made, Refused):
        raise Problem(made)
    told = _told(made).model_dump()
    return Status(201, SubscriptionMade(**told, signing_key=signing_key(made)))


@router.delete(
    "/subscriptions/{subscription}",
    response={204: None},
    summary="Zeg een abonnement op",
    operation_id="unsubscribe",
    url_name="api-subscription",
)
@api_needs("incident.see")
def end(request: CallingRequest, subscription: PathId) -> Any:
    """What still waits is not sent any more."""
    answer = unsubscribe(subscription=subscription, actor=request.auth, now=timezone.now())
    if isinstance(answer, Refused):
        raise Problem(answer)
    return Status(204, None)


def _told(one: Subscription) -> SubscriptionTold:
    return SubscriptionTold(id=one.pk, address=one.address, types=one.types)

"""Reads connected systems: who calls, what they asked to hear, and what does not arrive."""

import hashlib
from datetime import datetime

from django.db.models import Count, Max, Q

from samenop.apps.connections.models import Connection, Message, Subscription
from samenop.catalogues.roles_catalogue import roles
from samenop.core.access.roles import permissions_of
from samenop.core.kernel import Actor

PREFIX = "connection:"


def key_hash(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


def actor_for_key(key: str, *, now: datetime) -> Actor | None:
    """The connected system behind a key; None for unknown, ended and expired alike."""
    found = (
        Connection.objects.select_related("organisation")
        .filter(key_hash=key_hash(key), active=True, organisation__active=True)
        .filter(Q(expires_at=None) | Q(expires_at__gt=now))
        .first()
    )
    return actor_of_connection(found) if found else None


def actor_of_connection(connection: Connection) -> Actor:
    """A connected system as an actor, with what its roles may in an organisation of its kind."""
    organisation = connection.organisation
    return Actor(
        id=f"{PREFIX}{connection.pk}",
        name=connection.name,
        organisation=organisation.slug,
        kind=organisation.kind,
        roles=frozenset(connection.roles),
        permissions=permissions_of(connection.roles, roles(), organisation.kind),
        organisation_name=organisation.name,
    )


def connection_id(actor: Actor) -> int:
    """The connection behind an actor; 0 for an actor that is no connected system."""
    key = actor.id.removeprefix(PREFIX)
    return int(key) if actor.id.startswith(PREFIX) and key.isdecimal() else 0


def subscriptions_of(actor: Actor) -> list[Subscription]:
    """What this connected system asked to hear."""
    found = Subscription.objects.filter(connection=connection_id(actor), active=True)
    return list(found.order_by("pk"))


def all_connections() -> list[Connection]:
    """Every connected system with how many messages wait, arrived and were given up, in one query."""
    waiting = Q(subscriptions__messages__sent_at=None, subscriptions__messages__given_up_at=None)
    return list(
        Connection.objects.select_related("organisation")
        .annotate(
            waiting=Count("subscriptions__messages", filter=waiting),
            given_up=Count(
                "subscriptions__messages", filter=Q(subscriptions__messages__given_up_at__isnull=False)
            ),
            last_sent_at=Max("subscriptions__messages__sent_at"),
        )
        .order_by("organisation__name", "name")
    )


def failing_messages(limit: int = 100) -> list[Message]:
    """Messages that were tried and did not arrive, the newest first."""
    return list(
        Message.objects.filter(sent_at=None)
        .exclude(error="")
        .select_related("subscription__connection__organisation")
        .order_by("-pk")[:limit]
    )

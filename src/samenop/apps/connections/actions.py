"""Writes connected systems: a key once, subscriptions, and the messages that follow from what happened."""

import secrets
from collections.abc import Collection
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from samenop.apps.connections.models import Connection, Message, Subscription
from samenop.apps.connections.queries import connection_id, key_hash
from samenop.apps.ledger.service import record
from samenop.apps.partners.models import Organisation
from samenop.catalogues.roles_catalogue import roles as known_roles
from samenop.core.kernel import Actor, Agreed, Answer, Event, Refused

ALL = "*"
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def register_connection(
    *, name: str, organisation: Organisation, roles: Collection[str], actor: Actor, now: datetime,
    expires_at: datetime | None = None,
) -> tuple[Connection, str] | Refused:
    """A system may call from now on. Its key is told once; only the hash is kept.

    Refused when a role is unknown or cannot be given in an organisation of this kind.
    """
    catalogue = known_roles()
    if not all(one in catalogue and organisation.kind in catalogue[one].organisation_kinds for one in roles):
        return Refused("role_unknown")
    key = secrets.token_urlsafe(32)
    with transaction.atomic():
        made = Connection.objects.create(
            name=name,
            organisation=organisation,
            key_hash=key_hash(key),
            roles=sorted(roles),
            created_at=now,
            expires_at=expires_at,
        )
        event = Event("connection.registered", {"connection": made.pk, "organisation": organisation.slug})
        record([event], subject=f"connection:{made.pk}", actor=actor, now=now)
    return made, key


def end_connection(*, connection: int, actor: Actor, now: datetime) -> Answer:
    """The key stops to count at once, and no message goes out any more."""
    with transaction.atomic():
        if not Connection.objects.filter(pk=connection, active=True).update(active=False):
            return Refused("not_found")
        event = Event("connection.ended", {"connection": connection})
        record([event], subject=f"connection:{connection}", actor=actor, now=now)
    return Agreed((event,))


def subscribe(
    *, address: str, types: Collection[str], known_types: Collection[str], actor: Actor, now: datetime
) -> Subscription | Refused:
    """A connected system wants to hear of these kinds of event ("*" is all) at its address."""
    if not is_safe_address(address):
        return Refused("subscription_address_unsafe")
    if not types or not set(types) <= {ALL, *known_types}:
        return Refused("subscription_types_unknown")
    connection = connection_id(actor)
    if not connection:
        return Refused("not_found")
    with transaction.atomic():
        made = Subscription.objects.create(
            connection_id=connection, address=address, types=sorted(set(types)), secret=secrets.token_urlsafe(32)
        )
        event = Event("subscription.made", {"subscription": made.pk})
        record([event], subject=f"connection:{connection}", actor=actor, now=now)
    return made


def unsubscribe(*, subscription: int, actor: Actor, now: datetime) -> Answer:
    """No more messages; what still waits is not sent. Another's subscription is not found."""
    connection = connection_id(actor)
    with transaction.atomic():
        mine = Subscription.objects.filter(pk=subscription, connection=connection, active=True)
        if not mine.update(active=False):
            return Refused("not_found")
        event = Event("subscription.ended", {"subscription": subscription})
        record([event], subject=f"connection:{connection}", actor=actor, now=now)
    return Agreed((event,))


def queue_messages(
    *, entry: int, type: str, subject: str, at: datetime, organisations: Collection[str], now: datetime
) -> int:
    """One message per subscription of these organisations that asked for this kind of event.

    Called again for the same entry it adds none. Returns how many subscriptions it is for.
    """
    asked = [
        one
        for one in _listening(now).filter(connection__organisation__in=list(organisations))
        if ALL in one.types or type in one.types
    ]
    Message.objects.bulk_create(
        [
            Message(subscription=one, entry=entry, type=type, subject=subject, at=at, next_try_at=now)
            for one in asked
        ],
        ignore_conflicts=True,
    )
    return len(asked)


def is_safe_address(address: str) -> bool:
    """https and no password in it; to this machine itself only while trying out (demo, debug)."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    host = (parts.hostname or "").casefold()
    if not host or parts.username or parts.password or port == 0 or not address.isascii():
        return False
    if host in LOCAL:
        return (settings.DEMO or settings.DEBUG) and parts.scheme in {"http", "https"}
    return parts.scheme == "https"


def _listening(now: datetime) -> QuerySet[Subscription]:
    alive = Q(connection__expires_at=None) | Q(connection__expires_at__gt=now)
    return Subscription.objects.filter(alive, active=True, connection__active=True)

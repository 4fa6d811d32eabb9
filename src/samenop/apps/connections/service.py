"""The front door of connected systems."""

from samenop.apps.connections.actions import (
    end_connection,
    queue_messages,
    register_connection,
    subscribe,
    unsubscribe,
)
from samenop.apps.connections.queries import (
    actor_for_key,
    actor_of_connection,
    connection_id,
    subscriptions_of,
)
from samenop.apps.connections.sending import send_due_messages, signing_key

__all__ = [
    "actor_for_key",
    "actor_of_connection",
    "connection_id",
    "end_connection",
    "queue_messages",
    "register_connection",
    "send_due_messages",
    "signing_key",
    "subscribe",
    "subscriptions_of",
    "unsubscribe",
]

"""Sends what waits: signed, thin, with a lease so that no two workers send at once, and ever longer rests."""

import hashlib
import hmac
import ipaddress
import json
import socket
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.db.models import F, Q

from samenop.apps.connections.actions import is_safe_address
from samenop.apps.connections.models import Message, Subscription

LEASE = timedelta(seconds=60)
FIRST_REST = timedelta(seconds=30)
LONGEST_REST = timedelta(hours=6)
# Half a minute, one, two … in all about a day; then a person has to look.
MOST_TRIES = 12
AT_ONCE = 20
PATIENCE = 5  # seconds to connect, and again to answer
SIGNATURE = "Samenop-Signature"
SUBJECT = "incident:"


def send_due_messages(now: datetime) -> int:
    """Tries every message that is due, a few at a time; returns how many were tried.

    A message is leased before it is sent: a worker that dies leaves it to the next one after the lease,
    with the same id, so that the receiver can tell a repeat from something new.
    """
    due = _due(now).order_by("next_try_at", "pk").values_list("pk", flat=True)[:AT_ONCE]
    return sum(_send_one(pk, now) for pk in list(due))


def cloud_event(message: Message) -> dict[str, Any]:
    """The message by the NL GOV profile for CloudEvents 1.0: what kind of thing happened where, no content."""
    event: dict[str, Any] = {
        "specversion": "1.0",
        "id": str(message.entry),
        "source": f"urn:nld:oin:{settings.OIN}:systeem:samenop",
        "type": f"nl.samenop.{message.type}.v1",
        "time": message.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "datacontenttype": "application/json",
    }
    if message.subject.startswith(SUBJECT):
        number = message.subject.removeprefix(SUBJECT)
        event |= {"subject": number, "dataref": f"{_base()}/api/v1/incidents/{number}"}
    return event


def signing_key(subscription: Subscription) -> str:
    """What the receiver checks signatures with: made of ours and theirs, so the database alone gives none away."""
    return hmac.new(settings.SECRET_KEY.encode(), f"webhook:{subscription.secret}".encode(), hashlib.sha256).hexdigest()


def signature(key: str, body: bytes, at: datetime) -> str:
    """`t=<seconds>,v1=<hex>`: HMAC-SHA256 over the moment of sending, a dot and the body."""
    seconds = int(at.timestamp())
    digest = hmac.new(key.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={digest}"


def _base() -> str:
    return settings.CSRF_TRUSTED_ORIGINS[0].rstrip("/") if settings.CSRF_TRUSTED_ORIGINS else ""


def _due(now: datetime) -> Any:
    return Message.objects.filter(
        Q(leased_until=None) | Q(leased_until__lte=now),
        sent_at=None,
        given_up_at=None,
        next_try_at__lte=now,
        subscription__active=True,
        subscription__connection__active=True,
    )


def _send_one(pk: int, now: datetime) -> int:
    lease = now + LEASE
    if not _due(now).filter(pk=pk).update(leased_until=lease, tries=F("tries") + 1):
        return 0
    message = Message.objects.select_related("subscription").get(pk=pk)
    error = _post(message, now)
    # Only who still has the lease may say how it went; after it another worker has the message.
    Message.objects.filter(pk=pk, leased_until=lease, sent_at=None).update(**_outcome(message, error, now))
    return 1


def _outcome(message: Message, error: str, now: datetime) -> dict[str, Any]:
    if not error:
        return {"sent_at": now, "leased_until": None, "error": ""}
    if message.tries >= MOST_TRIES:
        return {"given_up_at": now, "leased_until": None, "error": error}
    rest = min(FIRST_REST * 2 ** (message.tries - 1), LONGEST_REST)
    return {"next_try_at": now + rest, "leased_until": None, "error": error}


def _post(message: Message, now: datetime) -> str:
    """Sends it; "" when it arrived, else why not, without a word of what the other side answered."""
    address = message.subscription.address
    if not is_safe_address(address) or not _leads_outside(address):
        return "address"
    body = json.dumps(cloud_event(message), ensure_ascii=False, separators=(",", ":")).encode()
    headers = {
        "Content-Type": "application/cloudevents+json; charset=utf-8",
        SIGNATURE: signature(signing_key(message.subscription), body, now),
    }
    try:
        with requests.Session() as session:
            # No proxies or passwords from the surroundings.
            session.trust_env = False
            with session.post(
                address, data=body, headers=headers, timeout=PATIENCE, allow_redirects=False, stream=True
            ) as answer:
                return "" if 200 <= answer.status_code < 300 else f"HTTP {answer.status_code}"
    except (requests.RequestException, ValueError) as error:
        return type(error).__name__


def _leads_outside(address: str) -> bool:
    """False for a name that leads to this machine or its neighbours on the wire; demo and debug may."""
    if settings.DEMO or settings.DEBUG:
        return True
    try:
        parts = urlsplit(address)
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        # Then it cannot be reached either; the attempt says so in its own words.
        return True
    return not any(_is_near(str(one[4][0])) for one in found)


def _is_near(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    return ip.is_loopback or ip.is_link_local or ip.is_unspecified or ip.is_multicast

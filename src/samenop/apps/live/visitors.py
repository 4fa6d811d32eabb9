"""Who is behind a stream: the session of the browser, looked at when it opens and again and again after."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils.translation import get_language_from_request

from samenop.apps.partners.models import Professional
from samenop.apps.partners.service import actor_of
from samenop.core.kernel import Actor

Key = TypeVar("Key", str, int)
AT_ONCE = 500  # rows per query; below what SQLite takes as parameters


@dataclass(frozen=True, slots=True)
class Visitor:
    """A professional at a browser. The digests show that session and password are still the same."""

    actor: Actor
    language: str
    professional: int
    session: str
    session_digest: bytes
    password_digest: bytes


def visitor_of(request: HttpRequest, session: str, *, now: datetime) -> Visitor | None:
    """The visitor behind a session cookie; None when nobody is logged in or they have left.

    `request` carries the cookies and the preferred language of the browser.
    """
    kept = Session.objects.filter(session_key=session, expire_date__gt=now).first()
    if kept is None:
        return None
    request.session = SessionStore(session)
    # Django's own check: the hash of the password in the session must be that of today.
    person = get_user(request)
    if not isinstance(person, Professional):
        return None
    actor = actor_of(person, at=now)
    if actor is None:
        return None
    return Visitor(
        actor=actor,
        language=get_language_from_request(request),
        professional=person.pk,
        session=session,
        session_digest=_digest(kept.session_data),
        password_digest=_digest(person.password),
    )


def still_welcome(visitors: Collection[Visitor], *, now: datetime) -> set[Visitor]:
    """Those whose session, password and rights are what they were; a few queries for thousands."""
    sessions = _sessions({one.session for one in visitors}, now)
    people = _people({one.professional for one in visitors}, now)
    return {
        one
        for one in visitors
        if sessions.get(one.session) == one.session_digest
        and people.get(one.professional) == (one.password_digest, one.actor)
    }


def _sessions(keys: set[str], now: datetime) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for some in _portions(sorted(keys)):
        rows = Session.objects.filter(session_key__in=some, expire_date__gt=now)
        found |= {key: _digest(data) for key, data in rows.values_list("session_key", "session_data")}
    return found


def _people(keys: set[int], now: datetime) -> dict[int, tuple[bytes, Actor | None]]:
    found: dict[int, tuple[bytes, Actor | None]] = {}
    for some in _portions(sorted(keys)):
        rows = Professional.objects.filter(pk__in=some).select_related("organisation")
        for person in rows.prefetch_related("roles_held"):
            found[person.pk] = _digest(person.password), actor_of(person, at=now)
    return found


def _portions(keys: list[Key]) -> list[list[Key]]:
    return [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()

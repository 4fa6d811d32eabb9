"""Another process that works on the same database: does what its lines of JSON ask, and answers in JSON.

`python tests/site/hand.py` with SAMENOP_DATABASE_URL set; the server under test runs beside it.
"""

import json
import os
import sys
import traceback
from datetime import date
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "samenop.site.settings"
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from samenop.apps.incidents import service  # noqa: E402
from samenop.apps.incidents.web.row_rendering import is_on_board, render_board_row  # noqa: E402
from samenop.apps.ledger.service import breaks, last_entry, unhandled  # noqa: E402
from samenop.apps.partners.models import Professional, RoleHeld  # noqa: E402
from samenop.apps.partners.service import actor_of  # noqa: E402
from samenop.core.kernel import Actor  # noqa: E402
from tests.cast import make_cast  # noqa: E402


def actor(part: str) -> Actor:
    found = actor_of(Professional.objects.get(username=part), at=timezone.now())
    assert found is not None
    return found


def begin() -> None:
    """Tables and cast."""
    call_command("migrate", interactive=False, verbosity=0)
    make_cast(timezone.now())


def log_in(part: str) -> str:
    """A session as the log-in page makes it; its key is the cookie."""
    person = Professional.objects.get(username=part)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    assert session.session_key
    return session.session_key


def log_out(session: str) -> None:
    SessionStore(session).flush()


def leave(part: str) -> None:
    Professional.objects.filter(username=part).update(is_active=False)


def lose_role(part: str) -> None:
    RoleHeld.objects.filter(professional__username=part).update(until_on=date(2020, 1, 2))


def report(text: str) -> str:
    draft = service.ReportDraft(text=text, address="Ringweg 1")
    taken = service.take_report(draft=draft, actor=actor("operator"), now=timezone.now())
    assert isinstance(taken, service.TakenIn)
    return taken.number


def step(name: str, number: str, part: str, words: dict[str, Any]) -> bool:
    """One action by its name; whether it was agreed."""
    return bool(getattr(service, name)(number=number, actor=actor(part), now=timezone.now(), **words))


def rows(part: str, board: str, language: str) -> dict[str, str]:
    """The board as a page fetched now would show it."""
    who, now = actor(part), timezone.now()
    made = service.board_rows(who, service.open_incidents(who), now=now, with_summary=False)
    shown = [row for row in made if is_on_board(row, board)]
    return {row.incident.number: render_board_row(row, language=language, now=now) for row in shown}


def last() -> int:
    return last_entry()


def broken() -> int:
    return len(breaks()[0])


def waiting() -> int:
    return len(unhandled())


def main() -> None:
    """Line by line until the input ends."""
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"answer": globals()[asked.pop("do")](**asked)}
        except Exception:
            answer = {"failed": traceback.format_exc()}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

"""What can be wrong with an installation, each with what to do about it."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from gettext import gettext as _
from typing import Any

from django.conf import settings
from django.db import Error, connection

import samenop.catalogues
from samenop.apps.connections.models import Message
from samenop.apps.ledger.models import Entry
from samenop.site.ledger_seal import last_seal
from samenop.site.tables import waiting_migrations

OWN_MACHINE = {"127.0.0.1", "localhost", "[::1]", "::1"}
TOO_LONG = timedelta(minutes=5)
MANY_TRIES = 3


def problems(*, now: datetime) -> Iterator[str]:
    """Everything that is wrong, as sentences that say what to do; nothing when all is well."""
    found = list(hindrances(now=now))
    yield from found
    if not found:
        yield from worries(now=now)


def hindrances(*, now: datetime) -> Iterator[str]:
    """What must be repaired before a server may start."""
    yield from _settings()
    yield from _catalogues()
    unreachable = list(_database())
    yield from unreachable
    if not unreachable:
        yield from _seal(now)


def worries(*, now: datetime) -> Iterator[str]:
    """What needs a hand while the server goes on: a control room never stays dark for a late message."""
    yield from _consequences(now)
    yield from _messages(now)


def _settings() -> Iterator[str]:
    elsewhere = set(settings.ALLOWED_HOSTS) - OWN_MACHINE
    if settings.DEMO and elsewhere:
        yield _("Demo mode lets anyone be anybody, and SAMENOP_HOSTS lets others in: unset SAMENOP_DEMO.")
    if elsewhere and not settings.DEMO and not settings.SESSION_COOKIE_SECURE:
        yield _("SAMENOP_HOSTS names this server to others without https: set SAMENOP_HTTPS=1.")
    if settings.DEBUG and elsewhere:
        yield _("Debug mode shows the inside of the server to others: unset SAMENOP_DEBUG.")


def _catalogues() -> Iterator[str]:
    """Reads every catalogue; what is wrong in one is said with file and line."""
    for found in pkgutil.iter_modules(samenop.catalogues.__path__):
        if not found.name.endswith("_catalogue"):
            continue
        try:
            for read in _readers(found.name):
                read()
        except Exception as error:
            said = _("Catalogue {name}: {error}. Repair the file and check again.")
            yield said.format(name=found.name.removesuffix("_catalogue"), error=error)


def _readers(name: str) -> list[Callable[[], Any]]:
    module = importlib.import_module(f"samenop.catalogues.{name}")
    return [
        value
        for word, value in vars(module).items()
        if not word.startswith("_")
        and hasattr(value, "cache_clear")
        and value.__module__ == module.__name__
        and all(one.default is not one.empty for one in inspect.signature(value).parameters.values())
    ]


def _database() -> Iterator[str]:
    try:
        connection.ensure_connection()
        waiting = waiting_migrations()
    except Error as error:
        said = _("The database does not answer ({error}): look at SAMENOP_DATABASE_URL.")
        yield said.format(error=str(error).strip().splitlines()[0])
        return
    if waiting:
        said = _("{count} changes to the tables are waiting, the first is {first}. First: samenop migrate")
        yield said.format(count=len(waiting), first=waiting[0])


def _seal(now: datetime) -> Iterator[str]:
    """Only the tail, so that it is quick; `samenop verify` reads everything."""
    sealed = last_seal()
    if sealed is None:
        return
    number, chain = sealed["entries"]
    kept = Entry.objects.filter(id=number).values_list("chain", flat=True).first()
    if number and kept != chain:
        said = _("Entry {number} of the ledger is not as it was sealed. Look with: samenop verify")
        yield said.format(number=number)


def _consequences(now: datetime) -> Iterator[str]:
    waiting = Entry.objects.filter(handled_at=None, at__lt=now - TOO_LONG).count()
    if waiting:
        said = _("{count} entries have waited for minutes. Is a worker running? Start: samenop worker")
        yield said.format(count=waiting)


def _messages(now: datetime) -> Iterator[str]:
    failing = Message.objects.filter(sent_at=None, tries__gte=MANY_TRIES, subscription__active=True)
    by_address: dict[str, int] = {}
    for address in failing.values_list("subscription__address", flat=True):
        by_address[address] = by_address.get(address, 0) + 1
    for address, count in sorted(by_address.items()):
        said = _("{count} messages to {address} do not arrive: look at Connected systems, or ask them.")
        yield said.format(count=count, address=address)

"""`samenop serve`: the production server, after the checks."""

import signal
import sys
from argparse import Namespace
from gettext import gettext as _
from types import FrameType

from django.db import connections
from django.utils import timezone

from samenop.site.checks import hindrances, worries
from samenop.site.server import CannotListen, address_of, listening_socket, serve


def run(options: Namespace) -> int:
    """0 after a clean end; 1 when a check fails or the address cannot be taken."""
    now = timezone.now()
    found = list(hindrances(now=now))
    for problem in found or worries(now=now):
        print(f"- {problem}", file=sys.stderr)
    if found:
        print(_("The server does not start before this is repaired."), file=sys.stderr)
        return 1
    try:
        listening = listening_socket(options.host, options.port)
    except CannotListen as error:
        print(cannot_listen(options, error), file=sys.stderr)
        return 1
    connections.close_all()
    signal.signal(signal.SIGTERM, _leave)
    url = address_of(listening)
    try:
        serve(
            listening,
            workers=options.workers,
            ready=lambda: print(_("Samenop is running at {url}").format(url=url), flush=True),
        )
    except (KeyboardInterrupt, SystemExit) as end:
        return int(end.code or 0) if isinstance(end, SystemExit) else 0
    return 0


def cannot_listen(options: Namespace, error: CannotListen) -> str:
    """Why the address was not ours, and what to do."""
    said = _("samenop: {host} port {port} cannot be used ({error}); choose another with --port")
    return said.format(host=options.host, port=options.port, error=error)


def _leave(number: int, frame: FrameType | None) -> None:
    """The server has ended its work by the time this is called."""
    raise SystemExit(0)

"""`samenop demo`: the fictional region, its server, its worker and its play in one process."""

import ipaddress
import os
import signal
import sys
import threading
import webbrowser
from argparse import Namespace
from datetime import datetime
from gettext import gettext as _
from random import SystemRandom
from types import FrameType

from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from samenop.apps.partners.service import organisations
from samenop.demo.player import play_step
from samenop.demo.region import load
from samenop.site.commands.serve import cannot_listen
from samenop.site.server import CannotListen, address_of, listening_socket, serve
from samenop.site.worker import Duty, books_and_clocks, outside, work_until

PLAY_EVERY = 4.0  # seconds


def run(options: Namespace) -> int:
    """0 after a clean end; 1 when the address cannot be taken; 2 when others would be let in unasked."""
    if not options.allow_network and not _is_own_machine(options.host):
        said = _(
            "samenop: in the demo anyone can be anybody, so {host} needs --allow-network (ALLOW_NETWORK=1)"
        )
        print(said.format(host=options.host), file=sys.stderr)
        return 2
    try:
        listening = listening_socket(options.host, options.port)
    except CannotListen as error:
        print(cannot_listen(options, error), file=sys.stderr)
        return 1
    _prepare()
    signal.signal(signal.SIGTERM, _leave)
    stop = threading.Event()
    lanes = [books_and_clocks(), outside(), [Duty("play", PLAY_EVERY, _play)]]
    worker = threading.Thread(target=work_until, args=(stop, lanes), daemon=True)
    url = address_of(listening)

    def ready() -> None:
        print(_("Samenop is running at {url}").format(url=url), flush=True)
        worker.start()
        if not options.no_browser and _has_screen():
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

    try:
        serve(listening, workers=1, ready=ready)
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        stop.set()
        if worker.is_alive():
            worker.join(timeout=5)
    return 0


def _play(now: datetime) -> int:
    """One step of a fitting colleague; every demo goes its own way."""
    return 0 if play_step(now, SystemRandom()) is None else 1


def _prepare() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    if not organisations():
        print(_("The demo region is being filled …"), flush=True)
        load(timezone.now())
    connections.close_all()


def _is_own_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _has_screen() -> bool:
    """Without one, a text browser would take over the terminal."""
    return sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)

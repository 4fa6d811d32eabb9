"""`samenop worker`: does what follows from what happened, until it is told to stop."""

import signal
import threading
from argparse import Namespace
from gettext import gettext as _
from types import FrameType

from samenop.apps.ledger.service import unhandled
from samenop.site.worker import books_and_clocks, do_all_once, outside, work_until


def run(options: Namespace) -> int:
    """0 after a clean end; with --once 1 when an entry could not be handled."""
    lanes = [books_and_clocks(), outside()]
    if options.once:
        for name, count in do_all_once(lanes).items():
            print(f"{_words()[name]}: {count}")
        return 1 if unhandled(limit=1) else 0
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    print(_("The worker is running."), flush=True)
    work_until(stop, lanes)
    return 0


def _words() -> dict[str, str]:
    return {
        "consequences": _("Entries handled"),
        "clocks": _("Words of clocks"),
        "promises": _("Promises broken"),
        "seals": _("Seals written"),
        "messages": _("Messages sent"),
    }

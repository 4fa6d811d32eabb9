"""What happens without anybody asking: consequences, clocks, promises, messages and seals.

Several workers may run at once, also on several machines: whatever is done is claimed first, in the same
transaction. A worker that is killed leaves nothing half done; the next one takes it up.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import Error, connection, connections, transaction
from django.utils import timezone

from samenop.apps.batons.service import break_promises, let_clocks_speak
from samenop.apps.connections.service import send_due_messages
from samenop.apps.incidents.handlers import handle_entry
from samenop.apps.ledger.service import claim, heads, unhandled
from samenop.site.ledger_seal import Heads, write_seal

AT_ONCE = 200
LONGEST_REST = timedelta(minutes=5)
log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Consequences:
    """Handles ledger entries; one that fails rests a while, so that it holds up no other."""

    resting: dict[int, tuple[datetime, timedelta]] = field(default_factory=dict)

    def __call__(self, now: datetime) -> int:
        """Handles what is waiting, each entry in one transaction with what follows from it."""
        done = 0
        for entry in unhandled(AT_ONCE + len(self.resting)):
            until, rest = self.resting.get(entry.id, (now, timedelta(seconds=1)))
            if until > now:
                continue
            try:
                with transaction.atomic():
                    if claim(entry.id, now=now):
                        handle_entry(entry, now)
                        done += 1
                self.resting.pop(entry.id, None)
            except Exception as error:
                log.error("entry_not_handled", entry=entry.id, type=entry.type, error=type(error).__name__)
                self.resting[entry.id] = now + rest, min(rest * 2, LONGEST_REST)
        return done


@dataclass(slots=True)
class Seals:
    """Keeps the heads of both books outside the database, when they have grown."""

    written: Heads | None = None

    def __call__(self, now: datetime) -> int:
        """Writes one line, or none when nothing was added since the last one."""
        newest = heads()
        if newest == self.written:
            return 0
        write_seal(newest, now=now)
        self.written = newest
        return 1


@dataclass(slots=True)
class Duty:
    """Something to do every so many seconds; `do` says how much it did."""

    name: str
    every: float
    do: Callable[[datetime], int]
    due_at: datetime | None = None

    def perform(self, now: datetime) -> int:
        """Does it when it is due."""
        if self.due_at is not None and now < self.due_at:
            return 0
        self.due_at = now + timedelta(seconds=self.every)
        return self.do(now)


def books_and_clocks() -> list[Duty]:
    """What touches our own database only."""
    return [
        Duty("consequences", settings.POLL_SECONDS, Consequences()),
        Duty("clocks", 1, lambda now: let_clocks_speak(now=now)),
        Duty("promises", 1, lambda now: break_promises(now=now)),
        Duty("seals", 60, Seals()),
    ]


def outside() -> list[Duty]:
    """What calls others, and may have to wait for them; so it has a thread of its own."""
    return [Duty("messages", 1, lambda now: send_due_messages(now))]


def do_all_once(lanes: Sequence[Sequence[Duty]]) -> dict[str, int]:
    """Does what is waiting now, until nothing is left to do at once; how much of each."""
    sums: dict[str, int] = {}
    for duty in (duty for lane in lanes for duty in lane):
        sums[duty.name] = 0
        while done := duty.do(timezone.now()):
            sums[duty.name] += done
    return sums


def work_until(stop: threading.Event, lanes: Sequence[Sequence[Duty]]) -> None:
    """Each lane in a thread of its own until told to stop; what is being done is finished first."""
    threads = [threading.Thread(target=_work, args=(stop, lane), daemon=True) for lane in lanes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _work(stop: threading.Event, lane: Sequence[Duty]) -> None:
    breath = min(duty.every for duty in lane)
    while not stop.is_set():
        done = sum(_perform(duty) for duty in lane if not stop.is_set())
        stop.wait(0 if done >= AT_ONCE else breath)
    connections.close_all()


def _perform(duty: Duty) -> int:
    try:
        return duty.perform(timezone.now())
    except Exception as error:
        log.error("duty_failed", duty=duty.name, error=type(error).__name__)
        if isinstance(error, Error):
            connection.close()  # a broken connection must not stay
        duty.due_at = timezone.now() + timedelta(seconds=max(duty.every, 2))
        return 0

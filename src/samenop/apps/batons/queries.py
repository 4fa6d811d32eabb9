"""Reads running clocks and promises; for lists many subjects at once, in one query each."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from samenop.apps.batons.models import Clock, Promise
from samenop.catalogues.loading import Words
from samenop.catalogues.norms_catalogue import norms


@dataclass(frozen=True, slots=True)
class ClockNow:
    """A clock as a screen shows it: name, moments, level it climbed to, and its state now."""

    norm: str
    name: Words
    started_at: datetime
    warn_at: datetime | None
    due_at: datetime | None
    stopped_at: datetime | None
    level: str
    estimated: bool
    state: str


def clock_now(clock: Clock, *, now: datetime) -> ClockNow:
    """The kept clock with its state at this moment."""
    named = norms().get(clock.norm)
    return ClockNow(
        norm=clock.norm,
        name=named.name if named else Words(nl=clock.norm, en=clock.norm),
        started_at=clock.started_at,
        warn_at=clock.warn_at,
        due_at=clock.due_at,
        stopped_at=clock.stopped_at,
        level=clock.level,
        estimated=clock.estimated,
        state=_state(clock, now),
    )


def running_clocks(subjects: Collection[str], *, now: datetime) -> dict[str, list[ClockNow]]:
    """The running clocks of each subject, the most pressing first."""
    found: dict[str, list[ClockNow]] = defaultdict(list)
    rows = Clock.objects.filter(subject__in=list(subjects), stopped_at=None).order_by("due_at")
    for row in rows:
        found[row.subject].append(clock_now(row, now=now))
    return found


def all_clocks(subject: str, *, now: datetime) -> list[ClockNow]:
    """Every clock that ever ran on the subject, in the order of their start."""
    rows = Clock.objects.filter(subject=subject).order_by("started_at", "pk")
    return [clock_now(row, now=now) for row in rows]


def promises_on(subject: str) -> list[Promise]:
    """The promises on a subject, first due first."""
    rows = Promise.objects.filter(subject=subject).select_related("organisation")
    return list(rows.order_by("due_at"))


def open_promises(subject: str) -> int:
    """How many promises on the subject are not kept yet."""
    return Promise.objects.filter(subject=subject, kept_at=None).count()


def promises_waiting(organisation: str | None = None, *, limit: int = 100) -> list[Promise]:
    """Open promises of one organisation or of all, first due first."""
    rows = Promise.objects.filter(kept_at=None).select_related("organisation")
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    return list(rows.order_by("due_at")[:limit])


def _state(clock: Clock, now: datetime) -> str:
    if clock.stopped_at is not None:
        return "stopped"
    if clock.due_at is not None and now >= clock.due_at:
        return "breached"
    return "warned" if clock.warn_at is not None and now >= clock.warn_at else "running"

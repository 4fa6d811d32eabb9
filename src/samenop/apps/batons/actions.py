"""Starts and stops clocks by what happened, lets them speak, and keeps promises."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from samenop.apps.batons.models import Clock, Promise
from samenop.apps.ledger.service import record
from samenop.apps.partners.service import system_actor
from samenop.catalogues.norms_catalogue import all_norms
from samenop.core.clocks.running import (
    ClimbTime,
    ClockTimes,
    clocks_to_start,
    clocks_to_stop,
    events_due,
    next_due_at,
)
from samenop.core.kernel import Event


def run_clocks(
    *,
    subject: str,
    events: Iterable[Event],
    facts: Mapping[str, str],
    organisation: str,
    now: datetime,
    reported_at: datetime | None = None,
    estimated: bool = False,
) -> None:
    """Stops and starts the clocks that these events pull, in the transaction of the change."""
    norms = all_norms(settings.REGION)
    for event in events:
        told = {**facts, **{key: str(value) for key, value in event.data.items()}}
        stopped = clocks_to_stop(norms, event.type, told)
        if stopped:
            Clock.objects.filter(subject=subject, norm__in=stopped, stopped_at=None).update(
                stopped_at=now, next_at=None
            )
        # What runs already keeps running: one clock per norm, held by the database itself.
        Clock.objects.bulk_create(
            [
                _new_clock(subject, times, organisation, estimated=estimated)
                for times in clocks_to_start(norms, event.type, told, at=now, reported_at=reported_at)
            ],
            ignore_conflicts=True,
        )


@dataclass(frozen=True, slots=True)
class NewSubject:
    """A subject that has just come to be: nothing runs on it yet, so nothing has to be stopped or looked up."""

    subject: str
    event: Event
    facts: Mapping[str, str]
    organisation: str
    reported_at: datetime | None = None


def start_clocks(subjects: Iterable[NewSubject], *, now: datetime) -> None:
    """Starts the clocks of many new subjects in one insert, in the transaction in which they come to be."""
    norms = all_norms(settings.REGION)
    Clock.objects.bulk_create(
        _new_clock(one.subject, times, one.organisation, estimated=False)
        for one in subjects
        for times in clocks_to_start(
            norms,
            one.event.type,
            {**one.facts, **{key: str(value) for key, value in one.event.data.items()}},
            at=now,
            reported_at=one.reported_at,
        )
    )


def let_clocks_speak(*, now: datetime, limit: int = 200) -> int:
    """Writes every warning, breach and climb that is due; returns how many were written.

    Two workers at once never both write one: the clock is claimed by its own `next_at`.
    """
    said = 0
    due = Clock.objects.filter(stopped_at=None, next_at__lte=now).order_by("next_at")[:limit]
    for clock in due:
        with transaction.atomic():
            said += _speak(clock, now)
    return said


def break_promises(*, now: datetime, limit: int = 200) -> int:
    """Marks promises that were not kept in time, so that they surface (A17)."""
    broken = 0
    late = Promise.objects.filter(kept_at=None, broken_at=None, due_at__lte=now)
    for promise in late.select_related("organisation")[:limit]:
        with transaction.atomic():
            mine = Promise.objects.filter(pk=promise.pk, kept_at=None, broken_at=None)
            if mine.update(broken_at=now):
                actor = system_actor("clock", promise.organisation_id)
                event = Event("promise.broken", {"promise": promise.pk, "kind": promise.kind})
                record([event], subject=promise.subject, actor=actor, now=now)
                broken += 1
    return broken


def make_promise(
    *,
    subject: str,
    kind: str,
    organisation: str,
    who: str,
    due_at: datetime,
    entry: int | None,
    now: datetime,
) -> Promise:
    """A promise with who, what and when; the caller has decided and records the event."""
    return Promise.objects.create(
        subject=subject,
        kind=kind,
        organisation_id=organisation,
        who=who,
        due_at=due_at,
        made_at=now,
        entry=entry,
    )


def keep_promise(*, promise: int, subject: str, now: datetime) -> bool:
    """Marks a promise as kept; false when it was kept before or is of another subject."""
    return Promise.objects.filter(pk=promise, subject=subject, kept_at=None).update(kept_at=now) == 1


def stop_all_clocks(*, subject: str, now: datetime, but: Iterable[str] = ()) -> None:
    """At the end of a subject nothing keeps running on it."""
    running = Clock.objects.filter(subject=subject, stopped_at=None).exclude(norm__in=list(but))
    running.update(stopped_at=now, next_at=None)


def _new_clock(subject: str, times: ClockTimes, organisation: str, *, estimated: bool) -> Clock:
    return Clock(
        subject=subject,
        norm=times.norm,
        organisation=organisation,
        started_at=times.started_at,
        warn_at=times.warn_at,
        due_at=times.due_at,
        climbs=[[climb.at.isoformat(), climb.level] for climb in times.climbs],
        # Due from the start on: an event that lies before `now` is still said, once.
        next_at=min(times.warn_at, times.due_at),
        estimated=estimated,
    )


def _speak(clock: Clock, now: datetime) -> int:
    times = times_of(clock)
    after = clock.next_at
    dues = [due for due in events_due(times, now) if after is None or due.at >= after]
    types = {due.event.type for due in dues}
    levels = [due.event.data["level"] for due in dues if "level" in due.event.data]
    claimed = Clock.objects.filter(pk=clock.pk, stopped_at=None, next_at=clock.next_at).update(
        next_at=next_due_at(times, now),
        warned_at=clock.warned_at or (now if "clock.warned" in types else None),
        breached_at=clock.breached_at or (now if "clock.breached" in types else None),
        level=levels[-1] if levels else clock.level,
    )
    if not claimed or not dues:
        return 0
    actor = system_actor("clock", clock.organisation)
    record([due.event for due in dues], subject=clock.subject, actor=actor, now=now)
    return len(dues)


def times_of(clock: Clock) -> ClockTimes:
    """The kept clock as the core reads it."""
    started = clock.started_at
    return ClockTimes(
        norm=clock.norm,
        started_at=started,
        warn_at=clock.warn_at or started,
        due_at=clock.due_at or started,
        climbs=tuple(ClimbTime(datetime.fromisoformat(at), level) for at, level in clock.climbs),
        stopped_at=clock.stopped_at,
    )



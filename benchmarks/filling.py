"""Fills a database with years of closed incidents and an evening of open ones.

The closed ones are written in bulk, each with its report, content, unit, clock and sealed ledger entries,
so that every table is as large as it would be; the open ones come in by the real actions.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice

from django.db import connection, transaction

from benchmarks.region import actor_at, report_texts
from samenop.apps.batons.models import Clock
from samenop.apps.dossiers.service import new_entry, write_entries
from samenop.apps.incidents.models import Deployment, Incident, Involvement, Report
from samenop.apps.incidents.service import (
    ReportDraft,
    TakenIn,
    ask_care,
    classify_incident,
    deploy_unit,
    take_reports,
)
from samenop.apps.ledger.models import Entry
from samenop.apps.ledger.service import record_many
from samenop.core.kernel import Actor, Agreed, Event

AT_ONCE = 1000
YEARS = 3
STREETS = ("Ringweg", "Dorpsstraat", "Stationsplein", "Havenkade", "Molenweg", "Parklaan", "Kerkstraat")
LIFE = ("incident.reported", "incident.classified", "incident.released", "incident.closed")


def close_many(count: int, *, region: int, now: datetime) -> None:
    """So many closed incidents, spread over three years before now; for an empty database."""
    actor = actor_at(f"meldkamer-{region}", now)
    step = timedelta(days=365 * YEARS) / max(count, 1)
    texts = report_texts()
    for start in range(1, count + 1, AT_ONCE):
        keys = range(start, min(start + AT_ONCE, count + 1))
        with transaction.atomic():
            _write_closed(
                [_closed(key, region, now - step * (count + 1 - key)) for key in keys], actor, texts
            )
    # What follows from them was drawn long ago.
    Entry.objects.filter(handled_at=None).update(handled_at=now)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as its own helper does within the hour


def open_many(count: int, *, region: int, now: datetime) -> list[str]:
    """So many incidents of this evening, most of them classified, some with a unit or a question to care."""
    actor = actor_at(f"meldkamer-{region}", now)
    texts = report_texts()
    numbers: list[str] = []
    for start in range(0, count, AT_ONCE):
        drafts = [
            ReportDraft(
                text=next(texts),
                address=f"{STREETS[place % len(STREETS)]} {place}",
                received_at=now - timedelta(seconds=45 * (count - place)),
            )
            for place in range(start, min(start + AT_ONCE, count))
        ]
        taken = take_reports(drafts=drafts, actor=actor, now=now)
        numbers += [one.number for one in taken if isinstance(one, TakenIn)]
    for place, number in enumerate(numbers):
        _live_a_little(place, number, region, actor, now)
    return numbers


def _live_a_little(place: int, number: str, region: int, actor: Actor, now: datetime) -> None:
    step = {"number": number, "actor": actor, "now": now}
    if place % 5:
        urgency = ("urgent_police", "deferrable_police", "not_urgent_no_police")[place % 3]
        _must(classify_incident(**step, urgency=urgency, needs="both", reason="meting"))
    if place % 3 == 0:
        police = {"organisation_slug": f"politie-{region}", "discipline": "police"}
        _must(deploy_unit(**step, unit=f"Wagen {place % 6 + 1}", **police))
    if place % 4 == 0:
        _must(ask_care(**step, question="Kennen jullie deze meneer?"))


def _must(answer: object) -> None:
    assert isinstance(answer, Agreed), answer


def _closed(key: int, region: int, at: datetime) -> Incident:
    return Incident(
        number=f"{at:%y%m%d}-{key}",
        status="closed",
        holder_id=f"politie-{region}" if key % 3 else f"crisisdienst-{region}",
        held_since=at,
        started_by_id=f"meldkamer-{region}",
        lead_id=f"politie-{region}",
        urgency="urgent_police" if key % 2 else "not_urgent_no_police",
        needs="both" if key % 2 else "care",
        smells_of_care=key % 2 == 0,
        address=f"{STREETS[key % len(STREETS)]} {key % 400}",
        reported_at=at,
        released_at=at + timedelta(hours=1),
        closed_at=at + timedelta(hours=2),
        revision=len(LIFE),
    )


def _write_closed(incidents: list[Incident], actor: Actor, texts: Iterable[str]) -> None:
    Incident.objects.bulk_create(incidents)
    said = islice(texts, len(incidents))
    entries = write_entries(
        new_entry(subject=one.subject, kind="report_text", actor=actor, now=one.reported_at, text=text)
        for one, text in zip(incidents, said, strict=True)
    )
    Report.objects.bulk_create(
        Report(
            incident=one,
            source="samenop",
            channel="call_112",
            reporter_kind="citizen",
            received_at=one.reported_at,
            entry=entry.pk,
            told_at=one.released_at,
        )
        for one, entry in zip(incidents, entries, strict=True)
    )
    Involvement.objects.bulk_create(
        Involvement(incident=one, organisation_id=slug, since=one.reported_at, through="intake")
        for one in incidents
        for slug in sorted({one.started_by_id, one.lead_id, one.holder_id})
    )
    Deployment.objects.bulk_create(
        Deployment(
            incident=one,
            organisation_id=one.lead_id,
            unit="Wagen 1",
            discipline="police",
            status="clear",
            assigned_at=one.reported_at,
            clear_at=one.released_at,
        )
        for one in incidents
    )
    Clock.objects.bulk_create(
        Clock(
            subject=one.subject,
            norm="police_arrival",
            organisation=one.started_by_id,
            started_at=one.reported_at,
            due_at=one.reported_at + timedelta(minutes=15),
            stopped_at=one.released_at,
        )
        for one in incidents
    )
    told = [(one.subject, Event(kind, {"holder": one.holder_id})) for one in incidents for kind in LIFE]
    record_many(told, actor=actor, now=incidents[-1].reported_at)

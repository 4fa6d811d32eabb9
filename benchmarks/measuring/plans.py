"""How the database goes about the queries that run all evening: none may read a large table from end to end."""

import re
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from benchmarks.child import Bench
from benchmarks.region import actor_at
from samenop.apps.batons.models import Clock
from samenop.apps.dossiers.models import Entry as DossierEntry
from samenop.apps.dossiers.queries import readable
from samenop.apps.incidents.models import Deployment, Incident, Report
from samenop.apps.incidents.queries import NOT_CLOSED, at_address, open_incidents, visible
from samenop.apps.ledger.models import Entry

LARGE = (Incident, Report, Deployment, Clock, DossierEntry, Entry)


def measure(bench: Bench) -> None:
    """The plan of each, and how many of them scan a table that grows with the years."""
    scans = []
    for what, query in _queries().items():
        plan = query.explain()
        bench.plan(what, plan)
        if _scans_a_large_table(plan):
            scans.append(what)
    about = "Queries of the evening that read a table of years from end to end"
    bench.figure(about, "queries that scan", len(scans), "count", most=0, note=", ".join(scans))


def _queries() -> dict[str, QuerySet[Any]]:
    actor = actor_at("meldkamer-1", timezone.now())
    opened = list(open_incidents(actor))
    keys, subjects = [one.pk for one in opened], [one.subject for one in opened]
    page = visible(actor).filter(status__in=NOT_CLOSED, pk__gt=0).order_by("pk")[:101]
    return {
        "the open incidents of a board": open_incidents(actor),
        "a page of open incidents for the API": page,
        "one incident by its number": visible(actor).filter(number=opened[0].number),
        "the clocks of a board": Clock.objects.filter(subject__in=subjects, stopped_at=None),
        "the units of a board": Deployment.objects.filter(incident__in=keys).exclude(status="clear"),
        "the dossier of one incident": DossierEntry.objects.filter(
            readable(actor, "live"), subject=subjects[0], erased_at=None
        ).order_by("id"),
        "the log of one incident": Entry.objects.filter(subject=subjects[0]).order_by("id"),
        "the newest ledger entry": Entry.objects.order_by("-id")[:1],
        "what the live screens have not heard": Entry.objects.filter(id__gt=1).order_by("id")[:500],
        "what is still to be handled": Entry.objects.filter(handled_at=None).order_by("id")[:200],
        "a report that may be known": Report.objects.filter(source="x", external_id__in=["a", "b"]),
        "clocks that must speak": Clock.objects.filter(stopped_at=None, next_at__lte=timezone.now()).order_by(
            "next_at"
        )[:200],
        "earlier incidents at an address": at_address(visible(actor).order_by("-reported_at"), "Ringweg 1")[
            :10
        ],
    }


def _scans_a_large_table(plan: str) -> bool:
    """A walk along the primary key with a limit is no scan; a walk without an index is."""
    tables = [model._meta.db_table for model in LARGE]
    if connection.vendor == "postgresql":
        return any(f"Seq Scan on {table}" in plan for table in tables)
    return any(re.search(rf"SCAN {table}(?! USING)", plan) for table in tables)

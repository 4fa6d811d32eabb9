"""The API over real HTTP against four processes: reading, taking reports in, and a status step on each."""

import itertools
import json
from collections.abc import Iterator

from django.db import connections
from django.utils import timezone

from benchmarks.child import Bench
from benchmarks.driving import Load, Request, drive
from benchmarks.processes import serving
from benchmarks.region import key_of, report_texts
from samenop.apps.incidents.models import Incident

WORKERS = 4
REPORTS = "/api/v1/reports"


def measure(bench: Bench) -> None:
    """Reading first, while the number of open incidents is that of an evening."""
    key = key_of("meldkamer-1", "operator", timezone.now())
    opened = list(
        Incident.objects.filter(holder="meldkamer-1")
        .exclude(status="closed")
        .values_list("number", flat=True)
    )
    total = Incident.objects.count()
    connections.close_all()
    about = f"API, {WORKERS} processes, {total:,} incidents"
    seconds = bench.size(12, 1)
    with serving(WORKERS) as server:

        def ask(requests: Iterator[Request], at_once: int, **words: bool) -> Load:
            return drive(
                server.port,
                requests,
                at_once=at_once,
                seconds=seconds,
                headers={"Authorization": f"Bearer {key}"},
                warm_up=2 * WORKERS + at_once,
                **words,
            )

        lists = itertools.cycle([Request("GET", "/api/v1/incidents?pageSize=100")])
        tell(bench, about, "list pages of 100", ask(lists, 8), least=100)
        ones = itertools.cycle([Request("GET", f"/api/v1/incidents/{number}") for number in opened])
        tell(bench, about, "one incident read", ask(ones, 8), least=300)
        made: list[str] = []
        for at_once in (1, 8, 32):
            load = ask(_reports(), at_once, keep=True)
            targets = {"least": 200.0, "slowest": 100.0} if at_once == 8 else {}
            tell(bench, about, f"reports created, {at_once} at once", load, **targets)
            made += [json.loads(body)["number"] for body in load.bodies]
        tell(bench, about, "status step with its ledger entry, 8 at once", ask(_steps(made), 8), least=200)


def tell(
    bench: Bench,
    about: str,
    name: str,
    load: Load,
    *,
    least: float | None = None,
    slowest: float | None = None,
) -> None:
    """Throughput and times of one load; `least` a second and `slowest` in milliseconds are targets."""
    bench.figure(about, f"{name}, a second", load.per_second, "count", least=least, note=load.note())
    bench.figure(about, f"{name}, median", load.milliseconds(0.5), "ms")
    bench.figure(about, f"{name}, 99 of 100 within", load.milliseconds(0.99), "ms", most=slowest)


def _reports() -> Iterator[Request]:
    for place, text in enumerate(report_texts()):
        body = {
            "text": text,
            "channel": "call_112",
            "reporterKind": "citizen",
            "address": f"Ringweg {place % 900}",
            "receivedAt": timezone.now().isoformat(),
        }
        yield Request("POST", REPORTS, body)


def _steps(numbers: list[str]) -> Iterator[Request]:
    """From reported to assessed: each incident once."""
    body = {"urgency": "urgent_police", "needs": "both", "reason": "meting"}
    return (Request("POST", f"/api/v1/incidents/{number}/classifications", body) for number in numbers)

"""The yardstick: a bare Django view with one insert on the same server, database and driver."""

from collections.abc import Iterator

from django.db import connection, connections

from benchmarks.child import Bench
from benchmarks.driving import Request, drive
from benchmarks.measuring.api import WORKERS, tell
from benchmarks.processes import started
from benchmarks.region import report_texts
from benchmarks.yardstick.app import Report

ABOUT = f"Yardstick: a bare Django view with one insert, {WORKERS} processes"


def measure(bench: Bench) -> None:
    """The same texts at the same concurrency as the API."""
    with connection.schema_editor() as editor:
        editor.create_model(Report)
    connections.close_all()
    with started(["-m", "benchmarks.yardstick.serve", str(WORKERS)]) as server:
        for at_once in (1, 8, 32):
            load = drive(
                server.port,
                _reports(),
                at_once=at_once,
                seconds=bench.size(8, 1),
                warm_up=2 * WORKERS + at_once,
            )
            tell(bench, ABOUT, f"inserts, {at_once} at once", load)


def _reports() -> Iterator[Request]:
    for place, text in enumerate(report_texts()):
        yield Request("POST", "/", {"text": text, "address": f"Ringweg {place % 900}"})

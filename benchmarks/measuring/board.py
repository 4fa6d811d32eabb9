"""The board of a control room as its page is made: server time and queries, beside years of closed incidents."""

import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.child import Bench
from benchmarks.driving import percentile
from benchmarks.region import person_of
from samenop.apps.incidents.models import Incident

MOST_QUERIES = 12


def measure(bench: Bench) -> None:
    """The page of the control room with many open incidents, and the queries of one with few."""
    count = {closed: Incident.objects.filter(status="closed").count() for closed in (True,)}[True]
    busy, quiet = _client("meldkamer-1"), _client("meldkamer-2")
    opened = Incident.objects.filter(holder="meldkamer-1").exclude(status="closed").count()
    about = f"Board with {opened} open and {count:,} closed incidents, server time of the whole page"
    for _ in range(3):
        _get(busy)
    times = []
    for _ in range(bench.size(100, 5)):
        began = time.perf_counter()
        _get(busy)
        times.append(time.perf_counter() - began)
    bench.figure(about, "median", percentile(times, 0.5) * 1000, "ms")
    bench.figure(about, "95 of 100 within", percentile(times, 0.95) * 1000, "ms", most=50)
    for name, client in (("queries", busy), ("queries with a tenth as many open", quiet)):
        with CaptureQueriesContext(connection) as asked:
            _get(client)
        found = [query["sql"] for query in asked.captured_queries]
        reading = [sql for sql in found if not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
        bench.figure(about, name, len(reading), "count", most=MOST_QUERIES)
    bench.figure(about, "size of the page", len(_get(busy)) / 1024, "kB")


def _client(organisation: str) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person_of(organisation))
    return client


def _get(client: Client) -> bytes:
    answer = client.get("/now/")
    assert answer.status_code == 200, answer.status_code
    return answer.content

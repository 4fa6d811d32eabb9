"""The actions themselves, one after the other without HTTP: time and queries of a report and of a step."""

import time

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.child import Bench
from benchmarks.driving import percentile
from benchmarks.region import actor_at, report_texts
from samenop.apps.incidents.service import ReportDraft, TakenIn, classify_incident, take_report
from samenop.core.kernel import Agreed

ABOUT = "Actions in one process, without HTTP"


def measure(bench: Bench) -> None:
    """Reports, then one step on each."""
    actor = actor_at("meldkamer-1", timezone.now())
    texts = report_texts()
    taken: list[float] = []
    steps: list[float] = []

    def report() -> str:
        draft = ReportDraft(text=next(texts), address="Ringweg 1", received_at=timezone.now())
        answer = take_report(draft=draft, actor=actor, now=timezone.now())
        assert isinstance(answer, TakenIn), answer
        return answer.number

    def step(number: str) -> None:
        answer = classify_incident(
            number=number,
            actor=actor,
            now=timezone.now(),
            urgency="urgent_police",
            needs="both",
            reason="meting",
        )
        assert isinstance(answer, Agreed), answer

    step(report())  # the catalogues are read
    for _ in range(bench.size(400, 10)):
        began = time.perf_counter()
        number = report()
        taken.append(time.perf_counter() - began)
        began = time.perf_counter()
        step(number)
        steps.append(time.perf_counter() - began)
    for name, times in (("a report", taken), ("a step with its ledger entry", steps)):
        bench.figure(ABOUT, f"{name}, median", percentile(times, 0.5) * 1000, "ms")
        bench.figure(ABOUT, f"{name}, 99 of 100 within", percentile(times, 0.99) * 1000, "ms")
    with CaptureQueriesContext(connection) as asked:
        number = report()
    bench.figure(ABOUT, "a report, statements", _statements(asked), "count")
    with CaptureQueriesContext(connection) as asked:
        step(number)
    bench.figure(ABOUT, "a step, statements", _statements(asked), "count")


def _statements(asked: CaptureQueriesContext) -> int:
    return sum(not query["sql"].startswith(("BEGIN", "COMMIT")) for query in asked.captured_queries)

"""Not a measurement but what the others stand on: two regions, years of closed incidents, an evening of open ones."""

from django.utils import timezone

from benchmarks.child import Bench
from benchmarks.filling import close_many, open_many
from benchmarks.region import make_regions

CLOSED, OPEN, OPEN_ELSEWHERE = 100_000, 200, 20


def measure(bench: Bench) -> None:
    """Fills the database; the second region has a tenth of the open incidents, to compare with."""
    now = timezone.now()
    make_regions(2)
    close_many(bench.size(CLOSED, 400), region=1, now=now)
    open_many(bench.size(OPEN, 40), region=1, now=now)
    open_many(bench.size(OPEN_ELSEWHERE, 5), region=2, now=now)

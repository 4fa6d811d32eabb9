"""How long it takes until Samenop answers: from nothing, and with its tables there."""

import statistics
import subprocess
import sys
import time
from itertools import repeat

from benchmarks.child import Bench
from benchmarks.driving import Request, drive
from benchmarks.processes import serving

ABOUT = "Start-up"


def measure(bench: Bench) -> None:
    """Tables first, then the server a few times."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "samenop", "migrate"], check=True, capture_output=True)
    bench.figure(ABOUT, "empty database with all tables", time.monotonic() - began, "s")
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "samenop", "--help"], check=True, capture_output=True)
    bench.figure(ABOUT, "the help of the command line", time.monotonic() - began, "s")
    for workers in (1, 4):
        ready, first = zip(*(_start(workers) for _ in range(bench.size(3, 1))), strict=True)
        bench.figure(
            ABOUT, f"server with {workers} processes until it is ready", statistics.median(ready), "s"
        )
        bench.figure(ABOUT, f"first answer of {workers} after that", statistics.median(first) * 1000, "ms")


def _start(workers: int) -> tuple[float, float]:
    with serving(workers) as server:
        asked = repeat(Request("GET", "/login/"), 1)
        load = drive(server.port, asked, at_once=1, seconds=10)
        assert len(load.times) == 1, load.note()
        return server.ready_after, load.times[0]

"""A foreign file taken in by `samenop intake`, twice: the second time adds nothing."""

import json
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.child import Bench
from benchmarks.region import make_regions

FILE = Path(__file__).parents[3] / "shared" / "data" / "toronto_persons_in_crisis.csv"
ABOUT = "Intake of police calls for persons in crisis (Toronto), `samenop intake`"


def measure(bench: Bench) -> None:
    """Nothing is said when the file is not there."""
    if not FILE.exists():
        return
    make_regions(1)
    lines = FILE.read_text(encoding="utf-8-sig").splitlines(keepends=True)[: bench.size(1_000_000, 301)]
    file = bench.folder / f"calls-{bench.database}.csv"
    file.write_text("".join(lines), encoding="utf-8")
    seconds, told = _take_in(file)
    note = f"{told['rows']:,} rows, {len(told['refused'])} refused"
    least = 500 if bench.database == "sqlite" else None
    bench.figure(ABOUT, "reports a second", told["taken"] / seconds, "count", least=least, note=note)
    bench.figure(ABOUT, "the whole file", seconds, "s")
    seconds, told = _take_in(file)
    bench.figure(ABOUT, "added by taking it in again", told["taken"], "count", most=0)
    bench.figure(ABOUT, "taking it in again", seconds, "s")
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "samenop", "verify", "--no-seal"], check=True, capture_output=True)
    bench.figure(ABOUT, "`samenop verify` of the ledger after it", time.monotonic() - began, "s")


def _take_in(file: Path) -> tuple[float, dict[str, object]]:
    words = [
        sys.executable,
        "-m",
        "samenop",
        "intake",
        str(file),
        "--map",
        "toronto_persons_in_crisis",
        "--json",
    ]
    began = time.monotonic()
    done = subprocess.run(words, capture_output=True, text=True, timeout=600)
    assert done.returncode in (0, 1), done.stderr[-2000:]
    return time.monotonic() - began, json.loads(done.stdout.splitlines()[-1])

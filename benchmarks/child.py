"""Measures one thing on one database in a process of its own, and prints what it found as lines of JSON.

`python -m benchmarks.child NAME DATABASE [--quick] [--profile]` with SAMENOP_DATABASE_URL set.
"""

import argparse
import cProfile
import json
import pstats
import sys
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

import django

from benchmarks.results import Figure


@dataclass(frozen=True, slots=True)
class Bench:
    """What a measurement is told: which kind of database, how large, and where it may write files."""

    database: str
    quick: bool
    folder: Path

    def size(self, real: int, quick: int) -> int:
        """The real size, or the tiny one that only shows that it runs."""
        return quick if self.quick else real

    def figure(
        self,
        about: str,
        name: str,
        value: float,
        unit: str,
        *,
        least: float | None = None,
        most: float | None = None,
        note: str = "",
    ) -> None:
        """Says one number."""
        one = Figure(about, name, round(value, 4), unit, self.database, least, most, note)
        print(json.dumps(asdict(one), ensure_ascii=False), flush=True)

    def plan(self, what: str, plan: str) -> None:
        """Says how the database goes about a query."""
        told = {"what": what, "database": self.database, "plan": plan}
        print(json.dumps(told, ensure_ascii=False), flush=True)


def main() -> None:
    """The measurement that was asked for."""
    words = argparse.ArgumentParser()
    words.add_argument("name")
    words.add_argument("database")
    words.add_argument("folder", type=Path)
    words.add_argument("--quick", action="store_true")
    words.add_argument("--profile", action="store_true")
    asked = words.parse_args()
    django.setup()
    measure = import_module(f"benchmarks.measuring.{asked.name}").measure
    bench = Bench(asked.database, asked.quick, asked.folder)
    if not asked.profile:
        measure(bench)
        return
    profile = cProfile.Profile()
    profile.runcall(measure, bench)
    pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(60)


if __name__ == "__main__":
    main()

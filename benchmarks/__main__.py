"""`python -m benchmarks [--only NAME …] [--quick]`: measures, prints, and keeps the results.

With a PostgreSQL in SAMENOP_DATABASE_URL (`make bench` brings one) both databases are measured side by side,
otherwise SQLite alone. A run of a part renews that part of the day's results. `--quick` only shows that
everything runs: tiny sizes, nothing is kept.
"""

import argparse
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.databases import fresh
from benchmarks.machine import words
from benchmarks.results import Figure, Run, read, shown, target_words
from benchmarks.summary import write_summary

# In this order: what needs the years of incidents, from reading to writing; then what brings its own database.
ON_FULL = ("board", "plans", "api", "actions")
ON_EMPTY = ("yardstick", "startup", "intake", "live")
WITHOUT = ("suggesting",)
NAMES = (*WITHOUT, *ON_FULL, *ON_EMPTY)
LONGEST = 1200  # seconds for one measurement


def main() -> int:
    """1 when a measurement did not come to its end; a missed target is no failure, it is written down."""
    asked = _asked()
    server = os.environ.get("SAMENOP_DATABASE_URL", "")
    server = server if server.startswith("postgres") else ""
    run = Run(datetime.now(UTC), words(server), asked.quick)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="samenop-bench-")))
        kinds = [kind for kind in ("sqlite", "postgres") if kind in asked.on and (server or kind == "sqlite")]
        measuring = _Measuring(run, folder, asked.profile)
        chosen = asked.only or NAMES
        full = {}
        if set(chosen) & set(ON_FULL):
            full = {kind: stack.enter_context(fresh(kind, folder, server)) for kind in kinds}
            for kind, url in full.items():
                measuring.one("fill", kind, url)
        for name in NAMES:
            if name not in chosen:
                continue
            for kind in kinds if name not in WITHOUT else kinds[:1]:
                if kind in full and name in ON_FULL:
                    measuring.one(name, kind, full[kind])
                else:
                    with fresh(kind, folder, server) as url:
                        measuring.one(name, kind, url)
    for path in (*run.write(), *([] if asked.quick else [write_summary(run)])):
        print(f"written: {path.name}")
    return 1 if run.troubles else 0


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument(
        "--only", action="append", choices=NAMES, help="only this; may be given more than once"
    )
    asked.add_argument("--on", action="append", choices=("sqlite", "postgres"), help="only this database")
    asked.add_argument("--quick", action="store_true", help="tiny sizes, keeps nothing")
    asked.add_argument("--profile", action="store_true", help="where the time of the measuring process goes")
    found = asked.parse_args()
    found.on = found.on or ["sqlite", "postgres"]
    return found


class _Measuring:
    """Runs each measurement in a process of its own, so that none warms or burdens the next."""

    def __init__(self, run: Run, folder: Path, profile: bool) -> None:
        self.run, self.folder, self.profile = run, folder, profile

    def one(self, name: str, kind: str, url: str) -> None:
        """One measurement on one database; a failure is kept in words and the others go on."""
        print(f"… {name} ({kind})", file=sys.stderr, flush=True)
        began = time.monotonic()
        options = [
            *(["--quick"] if self.run.quick else []),
            *(["--profile"] if self.profile and name != "fill" else []),
        ]
        command = [sys.executable, "-m", "benchmarks.child", name, kind, str(self.folder), *options]
        try:
            done = subprocess.run(
                command, env=self._environment(url), stdout=subprocess.PIPE, text=True, timeout=LONGEST
            )
        except subprocess.TimeoutExpired:
            self.run.troubles.append(f"{name} on {kind} took longer than {LONGEST} s")
            return
        figures, plans = read(done.stdout)
        self.run.figures += figures
        self.run.plans += plans
        for one in figures:
            print(_line(one))
        if done.returncode:
            self.run.troubles.append(f"{name} on {kind} did not come to its end")
        print(f"  {name} ({kind}): {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)

    def _environment(self, url: str) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("SAMENOP_")}
        return ours | {
            "SAMENOP_DATABASE_URL": url,
            "SAMENOP_VAR": str(self.folder / "var"),
            "SAMENOP_SECRET_KEY": "only-for-benchmarks-" + "x" * 40,
            "DJANGO_SETTINGS_MODULE": "samenop.site.settings",
        }


def _line(one: Figure) -> str:
    target = f"   ({target_words(one)})" if target_words(one) else ""
    note = f"   {one.note}" if one.note else ""
    return f"{one.database:9} {one.about} | {one.name}: {shown(one)} {one.unit}{target}{note}"


if __name__ == "__main__":
    sys.exit(main())

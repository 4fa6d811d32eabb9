"""Runs the tests in stages, each on its database, and says at the end what ran where.

`stages.py` runs all of them, `stages.py fast` the named ones; `--results FOLDER` says where the junit
files go. A stage whose folders do not exist is not listed; a stage in which nothing ran has failed.
"""

import argparse
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Slow folders have stages of their own; every other folder under tests/ is fast, also one made tomorrow.
SLOW = ("journeys", "races", "site")
FOLDERS = sorted(path.name for path in (ROOT / "tests").iterdir() if path.is_dir())
FAST = tuple(name for name in FOLDERS if name not in SLOW)
# The demo region is loaded on PostgreSQL by the journeys; in a test it takes a minute there.
WITHOUT_DATABASE = ("core", "architecture", "demo")
# It drives the whole application in the test's own transaction, which PostgreSQL's lasting connections end.
ON_SQLITE_ONLY = ("--ignore=tests/api/test_contract.py",)
ON_DATABASE = tuple(name for name in FAST if name not in WITHOUT_DATABASE)
WORKERS = ("-n", "2")


@dataclass(frozen=True)
class Stage:
    """Some folders of tests on one database."""

    name: str
    database: str
    folders: tuple[str, ...]
    options: tuple[str, ...] = ()

    def present(self) -> list[str]:
        """The folders that are there and hold a test."""
        paths = [Path("tests") / folder for folder in self.folders]
        return [str(path) for path in paths if (ROOT / path).is_file() or any((ROOT / path).rglob("test_*.py"))]


STAGES = (
    Stage("fast", "sqlite", FAST, WORKERS),
    Stage("postgres", "postgres", ON_DATABASE, (*WORKERS, *ON_SQLITE_ONLY)),
    # One browser, one story at a time: a loaded machine makes a story about waiting untrue.
    Stage("journeys", "sqlite", ("journeys",)),
    # The stories once more; every single page on SQLite is enough for what a browser sees.
    Stage("journeys-postgres", "postgres", ("journeys/test_viaduct.py", "journeys/test_keyboard.py")),
    # Real servers, workers and commands, one test at a time.
    Stage("processes", "sqlite", ("site",)),
    Stage("processes-postgres", "postgres", ("site",)),
    Stage("races", "sqlite", ("races",)),
    Stage("races-postgres", "postgres", ("races",)),
)


@dataclass
class Result:
    """What the junit file of a stage says, and how pytest ended."""

    stage: Stage
    code: int
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def is_good(self) -> bool:
        """True when pytest was content and something was really tried."""
        return self.code == 0 and self.failed == 0 and self.passed > 0


def command(stage: Stage, report: Path) -> list[str]:
    """The words that run one stage."""
    words = [sys.executable, "-m", "pytest", *stage.present(), "-q", "-ra", *stage.options]
    words.append(f"--junitxml={report}")
    if stage.database == "postgres":
        return [sys.executable, "tools/with_postgres.py", *words]
    return words


def run(stage: Stage, results: Path) -> Result:
    """Runs the stage and reads its report; a report that is missing means that the stage failed."""
    report = results / f"{stage.name}.xml"
    report.unlink(missing_ok=True)
    print(f"\n=== {stage.name}: {' '.join(stage.present())} on {stage.database} ===", flush=True)
    environment = os.environ | {"SAMENOP_TEST_DATABASE": stage.database}
    environment.pop("SAMENOP_DATABASE_URL", None)
    begin = time.monotonic()
    done = subprocess.run(command(stage, report), cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    result = Result(stage, done.returncode, time.monotonic() - begin)
    if report.exists():
        count(report, result)
    if result.code and not result.failed:
        result.failed = 1
    return result


def count(report: Path, result: Result) -> None:
    """Adds up a junit file. Ours, so nothing hostile is parsed."""
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314  # written by our own pytest
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            result.failed += 1
        elif skip is not None:
            result.skipped += 1
            result.reasons[skip.get("message") or "no reason given"] += 1
        else:
            result.passed += 1


def tell(results: list[Result]) -> None:
    """One line per stage, its reasons for skipping, and the sum."""
    print("\n=== what ran ===")
    for result in results:
        verdict = "ok" if result.is_good else f"FAILED (pytest ended with {result.code})"
        stage = f"{result.stage.name:18} {result.stage.database:9}"
        print(f"{stage} {figures(result)}, {result.seconds:.0f} s: {verdict}")
        for reason, times in result.reasons.items():
            print(f"{'':18} skipped {times} x: {reason}")
    print(figures(*results))


def figures(*results: Result) -> str:
    """The sum of these results in one line."""
    sums = (f"{sum(getattr(r, name) for r in results)} {name}" for name in ("passed", "failed", "skipped"))
    return ", ".join(sums)


def main() -> int:
    """0 when every stage that is there is good."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stages", nargs="*", choices=[*(stage.name for stage in STAGES), []])
    parser.add_argument("--results", type=Path, default=ROOT / "var" / "junit")
    wanted = parser.parse_args()
    wanted.results.mkdir(parents=True, exist_ok=True)
    chosen = [stage for stage in STAGES if stage.name in (wanted.stages or [s.name for s in STAGES])]
    results = [run(stage, wanted.results.resolve()) for stage in chosen if stage.present()]
    tell(results)
    return 0 if results and all(result.is_good for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())

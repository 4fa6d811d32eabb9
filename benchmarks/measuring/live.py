"""Open boards by the thousand: how soon a change is on the screen, what a row costs, and everyone back at once.

Ten regions, each with its control room, police, crisis service, care desk and shelter; two languages. Steps
are taken by a process of its own (`benchmarks.stepping`), which writes down when each was committed.
"""

import asyncio
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import uvloop
from django.db import connections
from django.utils import timezone

from benchmarks.child import Bench
from benchmarks.driving import percentile
from benchmarks.listening import Screens, free_port
from benchmarks.processes import Server, serving
from benchmarks.region import make_regions, sessions_of
from benchmarks.rooms import open_rooms

REGIONS, WORKERS = 10, 2
PER_REGION = 40
CHANGES_A_SECOND = 20
# Of a hundred open boards: the audience, and how many of them.
MIX = {
    ("meldkamer", "board:control,reports"): 30,
    ("politie", "board:street:{organisation}"): 40,
    ("crisisdienst", "board:triage"): 10,
    ("zorgloket", "board:care"): 10,
    ("opvang", "board:care"): 10,
}
ENGLISH = 0.1
SETTLE = 3.0


@dataclass(slots=True)
class Told:
    """What was heard of the committed steps."""

    delays: list[float] = field(default_factory=list)
    rows: int = 0
    seconds: float = 0.0
    cpu: float = 0.0


def measure(bench: Bench) -> None:
    """A thousand boards, then five thousand, on one database."""
    now = timezone.now()
    make_regions(REGIONS)
    numbers = bench.folder / f"live-{bench.database}.numbers"
    rooms = open_rooms(REGIONS, bench.size(PER_REGION, 4), now=now)
    numbers.write_text("\n".join(rooms), encoding="ascii")
    most = bench.size(5000, 100)
    screens = _screens(most, now)
    connections.close_all()
    for count in (bench.size(1000, 50), most):
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_measure(bench, screens[:: most // count][:count], numbers))


def _screens(count: int, now: object) -> list[tuple[str, str, str]]:
    """(session, topics, language), mixed, so that every n-th of them has the same mix."""
    made: list[tuple[str, str, str]] = []
    dice = Random(2026)
    for region in range(1, REGIONS + 1):
        for (name, topics), share in MIX.items():
            organisation = f"{name}-{region}"
            for session in sessions_of(organisation, count * share // (100 * REGIONS), until=now):  # type: ignore[arg-type]
                language = "en" if dice.random() < ENGLISH else "nl"
                made.append((session, topics.format(organisation=organisation), language))
    dice.shuffle(made)
    return made


async def _measure(bench: Bench, wanted: list[tuple[str, str, str]], numbers: Path) -> None:
    about = f"Live: {len(wanted):,} open boards, {WORKERS} processes, {CHANGES_A_SECOND} changes a second"
    port = free_port()
    screens = Screens(port, wanted)
    with serving(WORKERS, port=port) as server:
        await asyncio.sleep(1)
        before = server.memory()
        opened = await screens.open_all(within=120)
        _say_opening(bench, about, "opened", opened)
        await asyncio.sleep(SETTLE)
        per_thousand = (server.memory() - before) / len(wanted) * 1000
        bench.figure(about, "memory of the server per 1,000 boards", per_thousand, "MB")
        told = await _while_stepping(bench, server, screens, numbers)
        _say_told(bench, about, told)
    await screens.wait_until_closed(within=20)
    with serving(WORKERS, port=port) as server:
        began_cpu = server.cpu()
        again = await screens.open_all(within=120)
        _say_opening(bench, about, "all back at once after a restart", again)
        bench.figure(about, "all back at once, processor time of the server", server.cpu() - began_cpu, "s")
    screens.close()


def _say_opening(bench: Bench, about: str, name: str, times: list[float]) -> None:
    bench.figure(about, f"{name}, boards", len(times), "count")
    bench.figure(about, f"{name}, median", percentile(times, 0.5), "s")
    bench.figure(about, f"{name}, last one after", max(times, default=0.0), "s")


async def _while_stepping(bench: Bench, server: Server, screens: Screens, numbers: Path) -> Told:
    seconds = bench.size(25, 3)
    diary = numbers.with_suffix(".diary")
    words = ["-m", "benchmarks.stepping", str(numbers), str(diary), str(CHANGES_A_SECOND), str(seconds)]
    stepping = subprocess.Popen([sys.executable, *words])
    try:
        async with asyncio.timeout(60):
            while not diary.exists():  # until the first step, so that start-up is not counted
                await asyncio.sleep(0.05)
        screens.forget()
        cpu, began = server.cpu(), time.monotonic()
        async with asyncio.timeout(seconds + 60):
            while stepping.poll() is None:
                await asyncio.sleep(0.1)
        await asyncio.sleep(1.5)
        told = Told(cpu=server.cpu() - cpu, seconds=time.monotonic() - began)
    finally:
        stepping.kill()
        stepping.wait()
    lines = [line.split() for line in diary.read_text(encoding="ascii").splitlines()]
    diary.unlink()
    _match([(number, float(at)) for number, at in lines], screens.heard, told)
    return told


def _match(commits: list[tuple[str, float]], heard: dict[str, list[float]], told: Told) -> None:
    """A row shows the incident as it is: it answers the newest step committed before it came."""
    by_number: dict[str, list[float]] = {}
    for number, at in commits:
        by_number.setdefault(number, []).append(at)
    for number, times in heard.items():
        told.rows += len(times)
        moments = by_number.get(number, [])
        for at in times:
            before = [moment for moment in moments if moment <= at]
            if before:
                told.delays.append(at - before[-1])


def _say_told(bench: Bench, about: str, told: Told) -> None:
    target = {"most": 1000.0}
    bench.figure(about, "from commit to the new row, median", percentile(told.delays, 0.5) * 1000, "ms")
    bench.figure(
        about,
        "from commit to the new row, 99 of 100 within",
        percentile(told.delays, 0.99) * 1000,
        "ms",
        **target,
    )
    bench.figure(about, "from commit to the new row, longest", max(told.delays, default=0.0) * 1000, "ms")
    bench.figure(about, "rows delivered a second", told.rows / told.seconds, "count")
    share = told.cpu / told.rows * 1e6 if told.rows else 0.0
    bench.figure(about, "processor time of the server per delivered row", share, "µs")
    bench.figure(about, "processor time of the server", told.cpu / told.seconds, "cores")

"""Starts the real server as people do, and reads what its processes cost from the kernel."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60


@dataclass(slots=True)
class Server:
    """A running server: its port, its first process, and how long it took to answer (seconds)."""

    port: int
    process: subprocess.Popen[str]
    ready_after: float

    def workers(self) -> list[int]:
        """The processes that answer; the first one itself when it is alone."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        children = [int(pid) for pid in path.read_text().split()]
        # The helper that multiprocessing starts answers nothing.
        serving = [pid for pid in children if b"resource_tracker" not in _command(pid)]
        return serving or [self.process.pid]

    def cpu(self) -> float:
        """Processor seconds of the workers until now."""
        return sum(cpu_seconds(pid) for pid in self.workers())

    def memory(self) -> float:
        """Megabytes that only the workers hold (shared pages by share)."""
        return sum(megabytes(pid) for pid in self.workers())


@contextmanager
def serving(workers: int, *, port: int = 0, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """`samenop serve` on a free port (or a given one), ended when the block ends."""
    words = ["-m", "samenop", "serve", "--workers", str(workers), "--port", str(port), "--lang", "en"]
    with started(words, environment) as server:
        yield server


@contextmanager
def started(words: Sequence[str], environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """A Python program that prints its address when it is ready."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, *words],
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        said = process.stdout.readline()
        if "127.0.0.1:" not in said:
            raise RuntimeError(f"the server did not start: {said!r}")
        # What it says later is read as well: a full pipe would stop it.
        threading.Thread(target=shutil.copyfileobj, args=(process.stdout, sys.stderr), daemon=True).start()
        yield Server(int(said.strip().rsplit(":", 1)[1]), process, time.monotonic() - began)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def cpu_seconds(pid: int) -> float:
    """Processor time of one process, in user and system mode."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def megabytes(pid: int) -> float:
    """Proportional memory of one process."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b"resource_tracker"

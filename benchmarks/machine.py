"""What it was measured on, in words that hold no path and no name of a machine."""

import os
import platform
import re
import sqlite3
from pathlib import Path

import django
import psycopg

DURABLE = ("fsync", "synchronous_commit", "full_page_writes")


def words(postgres: str) -> dict[str, str]:
    """Cores, memory and versions; of PostgreSQL also whether it waits for the disk."""
    told = {
        "Processor cores": f"{os.cpu_count()} (load when starting: {os.getloadavg()[0]:.1f})",
        "Processor": _processor(),
        "Memory": f"{_memory():.0f} GB",
        "Python": platform.python_version(),
        "Django": django.get_version(),
        "SQLite": f"{sqlite3.sqlite_version}, WAL, synchronous=FULL",
    }
    return told | {"PostgreSQL": _postgres(postgres) if postgres else "not measured"}


def _postgres(url: str) -> str:
    with psycopg.connect(url) as connection:
        version = connection.execute("SHOW server_version").fetchone()
        told = {name: connection.execute(f"SHOW {name}").fetchone() for name in DURABLE}
    said = ", ".join(f"{name}={value[0]}" for name, value in told.items() if value)
    return f"{version[0].split()[0] if version else '?'}, default settings, {said}"


def _processor() -> str:
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return found.group(1).strip() if found else platform.machine()


def _memory() -> float:
    found = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text(encoding="utf-8"))
    return int(found.group(1)) / 1024**2 if found else 0.0

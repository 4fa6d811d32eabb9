"""Eight processes step at once on the same incidents while one is killed every second."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from samenop.apps.dossiers.models import Entry as Content
from samenop.apps.incidents import service
from samenop.apps.incidents.facts import baton_of
from samenop.apps.incidents.models import Incident, Release
from samenop.apps.ledger.models import Receipt
from samenop.apps.ledger.service import breaks, events_of
from samenop.core.incidents.replay import told_from
from tests.cast import NOW, make_cast
from tests.races.stepper import unconfirmed

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 8
INCIDENTS = 100
SECONDS = int(os.environ.get("SAMENOP_RACE_SECONDS", "60"))


def start(name: str, folder: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "tests.races.stepper",
        name,
        name,
        str(folder / f"{name}.diary"),
        str(folder / "numbers.json"),
    ]
    with (folder / f"{name}.errors").open("ab") as errors:
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors, env=os.environ)


@pytest.mark.django_db(transaction=True)
def test_no_acknowledged_step_is_lost_and_none_happens_twice(tmp_path: Path, test_database_env: None) -> None:
    cast = make_cast()
    numbers = [
        service.take_report(
            draft=service.ReportDraft(text=f"Melding {place}"), actor=cast["operator"], now=NOW
        ).number
        for place in range(INCIDENTS)
    ]
    (tmp_path / "numbers.json").write_text(json.dumps(numbers))
    names = [f"p{place}" for place in range(PROCESSES)]
    running = {name: start(name, tmp_path) for name in names}
    try:
        killed = race(running, tmp_path)
    finally:
        for process in running.values():
            process.kill()
            process.wait()
    assert killed >= SECONDS // 4

    check_what_was_acknowledged(tmp_path, names)
    check_the_state(numbers)
    broken, held = breaks()
    assert broken == []
    told = [line for name in names for line in acknowledged(tmp_path / f"{name}.diary")]
    gaps = longest_silence(told)
    print(f"{len(told)} steps acknowledged, {held['entries']} ledger entries, longest silence {gaps:.2f} s")


def race(running: dict[str, subprocess.Popen[bytes]], folder: Path) -> int:
    """A minute of killing one of them every second; each dead one is started again at once.

    Only a process that has stepped since its start is killed: so it dies in the middle of its work.
    """
    dice, killed = random.Random(1), 0
    sizes = {name: written(folder, name) for name in running}
    wait_until(lambda: all(written(folder, name) for name in running))
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        time.sleep(1)
        for name, process in running.items():
            assert process.poll() is None, (folder / f"{name}.errors").read_text()[-3000:]
        stepping = [name for name in running if written(folder, name) > sizes[name]]
        if not stepping:
            continue
        name = dice.choice(sorted(stepping))
        running[name].kill()
        running[name].wait()
        killed += 1
        sizes[name] = written(folder, name)
        running[name] = start(name, folder)
    return killed


def written(folder: Path, name: str) -> int:
    diary = folder / f"{name}.diary"
    return diary.stat().st_size if diary.exists() else 0


def wait_until(condition: Callable[[], bool], seconds: int = 90) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the processes did not start"
        time.sleep(0.2)


def acknowledged(diary: Path) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in diary.read_text().splitlines() if line.endswith("}")]
    return [line for line in lines if line["what"] == "ack"]


def check_what_was_acknowledged(folder: Path, names: list[str]) -> None:
    """Every agreed step stands in the database once; a refused one left nothing behind."""
    receipts = Counter(Receipt.objects.values_list("actor", "key"))
    notes = Counter(Content.objects.filter(kind="shared_note").values_list("text", flat=True))
    assert not [key for key, count in receipts.items() if count > 1]
    agreed_steps = 0
    for name in names:
        for line in acknowledged(folder / f"{name}.diary"):
            kept = receipts[(line["actor"], line["key"])]
            assert kept == (1 if line["agreed"] else 0), line
            if line["action"] == "write_note":
                assert notes[f"regel {line['key']}"] == (1 if line["agreed"] else 0), line
            agreed_steps += bool(line["agreed"])
        for line in unconfirmed(folder / f"{name}.diary"):
            # Died in the middle: it happened or it did not, but never twice.
            assert receipts[(line["actor"], line["key"])] <= 1
            assert notes[f"regel {line['key']}"] <= 1
    # How many is a matter of the machine; that enough was really done to mean something is not.
    assert agreed_steps >= 10


def check_the_state(numbers: list[str]) -> None:
    """What the ledger tells equals what the tables say; one holder; a closed one was released."""
    for incident in Incident.objects.filter(number__in=numbers):
        told = told_from(events_of(incident.subject))
        assert told is not None
        assert (told.status, told.baton) == (incident.status, baton_of(incident)), incident.number
        assert told.safety_phase == incident.safety_phase
        if incident.status in {"released", "closed"}:
            release = Release.objects.get(incident=incident, override=False)
            assert release.follow_up in {"held", "own_strength"}


def longest_silence(told: list[dict[str, object]]) -> float:
    moments = sorted(float(str(line["at"])) for line in told)
    return max((later - earlier for earlier, later in pairwise(moments)), default=0.0)

"""The command line by real processes: help in two languages, exit codes, and what each command does."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.conftest import DATABASE, ROOT, fresh_database
from tests.site.conftest import Hand, environment_of

pytestmark = pytest.mark.timeout(120)
COMMANDS = (
    "demo",
    "serve",
    "worker",
    "migrate",
    "check",
    "verify",
    "backup",
    "restore",
    "intake",
    "suggest",
    "person",
    "connection",
)
Run = Callable[..., subprocess.CompletedProcess[str]]


def samenop(environment: dict[str, str], *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One command, in English unless the words say otherwise."""
    given = environment | {"SAMENOP_LANGUAGE": "en"} | more
    return subprocess.run(
        [sys.executable, "-m", "samenop", *words],
        cwd=ROOT,
        env=given,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs commands on a database that does not exist yet."""
    environment = environment_of(f"sqlite:///{tmp_path / 'empty.sqlite3'}", tmp_path)
    return lambda *words, **more: samenop(environment, *words, **more)


@pytest.fixture(scope="module")
def run_migrated(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs commands on a database with tables and nothing in it; for all tests of this file together."""
    folder = tmp_path_factory.mktemp("migrated")
    environment = environment_of(f"sqlite:///{folder / 'migrated.sqlite3'}", folder)
    assert samenop(environment, "migrate").returncode == 0
    return lambda *words, **more: samenop(environment, *words, **more)


@pytest.fixture
def run_filled(environment: dict[str, str], hand: Hand) -> Run:
    """Runs commands on the database of this file, with a cast and an incident."""
    hand("report", text="Man op het viaduct")
    return lambda *words, **more: samenop(environment, *words, **more)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_explains_itself_in_both_languages(run: Run, command: str) -> None:
    words = [command] if command else []
    english, dutch = run(*words, "--help", "--lang", "en"), run(*words, "--help", "--lang=nl")
    assert (english.returncode, dutch.returncode) == (0, 0)
    assert english.stdout.startswith("usage: samenop")
    assert dutch.stdout.startswith("gebruik: samenop")
    assert "Exit codes: 0 all well" in english.stdout
    assert "Uitgangscodes: 0 alles goed" in dutch.stdout
    # No line of words is the same in both, so nothing was left untranslated.
    both = set(_sentences(english.stdout)) & set(_sentences(dutch.stdout))
    assert both == set()


def _sentences(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line.count(" ") >= 3 and "SAMENOP_" not in line and "[" not in line]


def test_dutch_is_spoken_unless_something_else_is_asked(run: Run) -> None:
    assert run("--help", SAMENOP_LANGUAGE="").stdout.startswith("gebruik:")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["fly"],
        ["verify", "--nonsense"],
        ["backup"],
        ["serve", "--port", "70000"],
        ["serve", "--workers", "0"],
    ],
)
def test_wrong_use_ends_with_two_and_says_what_is_wrong(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert "error:" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAMENOP_DATABASE_URL", "mysql://somewhere"),
        ("SAMENOP_POLL_SECONDS", "often"),
        ("SAMENOP_DEMO", "perhaps"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(run: Run, name: str, value: str) -> None:
    done = run("verify", **{name: value})
    assert done.returncode == 2
    assert name in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_database_that_does_not_answer_is_one_line_that_names_the_setting(run: Run) -> None:
    done = run("verify", SAMENOP_DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing")
    assert done.returncode == 1
    assert "SAMENOP_DATABASE_URL" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_before_migrating_every_command_says_so_and_after_it_all_is_well(run: Run) -> None:
    early = run("verify")
    assert early.returncode == 1
    assert "samenop migrate" in early.stderr
    unready = run("check")
    assert unready.returncode == 1
    assert "samenop migrate" in unready.stderr
    assert "samenop migrate" in run("serve", "--port", "0").stderr
    assert run("migrate").returncode == 0
    again = run("migrate")
    assert (again.returncode, again.stdout) == (0, "The tables are up to date.\n")
    assert run("check").returncode == 0
    assert run("verify").returncode == 0


def test_check_says_what_is_unsafe(run_migrated: Run) -> None:
    open_demo = run_migrated("check", SAMENOP_DEMO="1", SAMENOP_HOSTS="example.nl")
    assert open_demo.returncode == 1
    assert "SAMENOP_DEMO" in open_demo.stderr
    assert "SAMENOP_HTTPS" in run_migrated("check", SAMENOP_HOSTS="example.nl").stderr


def test_the_demo_keeps_to_this_machine_unless_asked(run: Run) -> None:
    done = run("demo", "--host", "0.0.0.0", "--no-browser")  # noqa: S104  # to be refused
    assert done.returncode == 2
    assert "--allow-network" in done.stderr


def test_a_port_that_is_taken_is_said(run_filled: Run, environment: dict[str, str]) -> None:
    first = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import socket,sys; s=socket.create_server(('127.0.0.1',0));"
            "print(s.getsockname()[1],flush=True); sys.stdin.read()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with first:
        assert first.stdout
        done = run_filled("serve", "--port", first.stdout.readline().strip())
        assert first.stdin
        first.stdin.close()
    assert done.returncode == 1
    assert "--port" in done.stderr


def test_the_worker_once_handles_what_waits_and_seals(run_filled: Run, environment: dict[str, str]) -> None:
    first = run_filled("worker", "--once")
    assert first.returncode == 0
    assert "Entries handled: 0" not in first.stdout
    assert "Seals written: 1" in first.stdout
    assert "Entries handled: 0" in run_filled("worker", "--once").stdout
    seals = (Path(environment["SAMENOP_VAR"]) / "ledger.seal").read_text().splitlines()
    assert json.loads(seals[-1])["entries"][0] > 0
    assert run_filled("verify").returncode == 0


def test_two_workers_handle_each_entry_once_and_stop_when_told(
    hand: Hand, environment: dict[str, str]
) -> None:
    numbers = [hand("report", text=f"Man op het viaduct {count}") for count in range(20)]
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "samenop", "worker", "--lang", "en"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for worker in workers:
        assert worker.stdout
        assert worker.stdout.readline() == "The worker is running.\n"
    for number in numbers:
        assert hand("step", name="write_note", number=number, part="operator", words={"text": "x"})
    until = time.monotonic() + 15
    while hand("waiting") and time.monotonic() < until:
        time.sleep(0.1)
    assert hand("waiting") == 0
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
    for worker in workers:
        _, said = worker.communicate(timeout=10)
        assert (worker.returncode, said) == (0, "")
    assert hand("broken") == 0


def test_a_person_can_be_added_and_a_system_too(run_migrated: Run) -> None:
    run = run_migrated
    new = ["--organisation", "meldkamer", "--organisation-name", "Meldkamer", "--kind", "control_room"]
    words = ["person", "olga", "--name", "Olga", "--role", "operator"]
    assert run(*words, *new, SAMENOP_PASSWORD="kort").returncode == 2
    assert run(*words, "--organisation", "meldkamer", SAMENOP_PASSWORD="een lange zin hier").returncode == 2
    assert run(*words, *new, SAMENOP_PASSWORD="een lange zin hier").returncode == 0
    assert "olga" in run(*words, *new, SAMENOP_PASSWORD="een lange zin hier").stderr
    wrong = run("connection", "Systeem", "--organisation", "meldkamer", "--role", "officer")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    good = run("connection", "Systeem", "--organisation", "meldkamer", "--role", "operator")
    assert good.returncode == 0
    assert len(good.stdout.strip()) > 30
    assert run("verify").returncode == 0


def test_verify_names_the_first_entry_that_was_tampered_with(run: Run, tmp_path: Path) -> None:
    with fresh_database(tmp_path) as url:
        environment = environment_of(url, tmp_path)
        helper = Hand(environment)
        helper("begin")
        for count in range(6):
            helper("report", text=f"Man op het viaduct {count}")
        helper.close()
        assert samenop(environment, "worker", "--once").returncode == 0
        assert samenop(environment, "verify").returncode == 0
        _as_a_burglar(url, "UPDATE ledger_entry SET actor = 'professional:999' WHERE id = 4")
        changed = samenop(environment, "verify")
        assert changed.returncode == 1
        assert changed.stderr == "What happened: entry 4 was changed\n"
        _as_a_burglar(url, "DELETE FROM ledger_entry WHERE id >= 3")
        cut = samenop(environment, "verify")
        assert cut.returncode == 1
        assert cut.stderr == "What happened: entry 3 is missing\n"
        # The chain alone cannot see that its end was cut off; the seal outside the database can.
        assert samenop(environment, "verify", "--no-seal").returncode == 0
        assert samenop(environment, "check").returncode == 1


def _as_a_burglar(url: str, statement: str) -> None:
    """By SQL, with the triggers out of the way."""
    if DATABASE == "postgres":
        with psycopg.connect(url) as connection:
            connection.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
            connection.execute(statement)
        return
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'ledger%'"
    )
    for (name,) in found.fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_backup_put_back_is_the_same_database(run_filled: Run, hand: Hand, tmp_path: Path) -> None:
    copy = tmp_path / "copy of samenop"
    number = hand("report", text="Van voor de kopie")
    before = hand("rows", part="operator", board="control", language="nl")
    newest = hand("last")
    made = run_filled("backup", str(copy))
    assert made.returncode == 0, made.stderr
    assert f"{newest} ledger entries" in made.stdout
    assert run_filled("backup", str(copy)).returncode == 2
    later = hand("report", text="Van na de kopie")
    refused = run_filled("restore", str(copy))
    assert refused.returncode == 2
    assert hand("last") > newest
    done = run_filled("restore", str(copy), "--yes")
    assert done.returncode == 0, done.stderr
    assert hand("last") == newest
    after = hand("rows", part="operator", board="control", language="nl")
    assert set(after) == set(before)
    assert number in after
    assert later not in after
    assert run_filled("verify").returncode == 0
    # The books go on where they were, and are still protected.
    assert hand("report", text="Van na het terugzetten") in hand(
        "rows", part="operator", board="control", language="nl"
    )
    assert run_filled("verify").returncode == 0


def test_a_damaged_copy_is_not_put_back(run_filled: Run, hand: Hand, tmp_path: Path) -> None:
    copy, newest = tmp_path / "copy", hand("last")
    assert run_filled("backup", str(copy)).returncode == 0
    whole = copy.read_bytes()
    middle = len(whole) // 2
    for broken in (
        whole[:middle],
        whole[:100],
        b"not a database",
        b"",
        whole[:16] + os.urandom(len(whole) - 16),
    ):
        copy.write_bytes(broken)
        done = run_filled("restore", str(copy), "--yes")
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
    assert run_filled("restore", str(tmp_path / "absent"), "--yes").returncode == 1
    assert hand("last") == newest
    assert run_filled("verify").returncode == 0


def test_a_file_of_reports_is_taken_in_once(run_filled: Run, hand: Hand, tmp_path: Path) -> None:
    file = tmp_path / "meldingen.csv"
    file.write_text("external_id,tekst,kanaal\na1,Man verward op straat,112\na2,Ruzie bij de buren,112\n")
    first = run_filled("intake", str(file), "--map", "samenop", "--json")
    assert first.returncode == 0, first.stderr
    newest = hand("last")
    assert run_filled("intake", str(file), "--map", "samenop", "--json").returncode == 0
    assert hand("last") == newest
    assert run_filled("intake", str(file), "--map", "nothing").returncode == 2
    assert run_filled("verify").returncode == 0


def test_texts_are_answered_without_a_database(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text('{"id": 1, "text": "Hij staat op het viaduct en wil springen"}\n')
    done = run("suggest", str(file), SAMENOP_DATABASE_URL="mysql://not-needed")
    assert done.returncode == 0
    assert json.loads(done.stdout)["suggestions"]

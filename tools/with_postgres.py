"""Runs a command beside a temporary PostgreSQL of the machine's own programs, and takes it away afterwards.

`with_postgres.py [--durable] COMMAND …` sets SAMENOP_DATABASE_URL and SAMENOP_TEST_DATABASE=postgres for the command
and ends with its exit code; 3 when there is no PostgreSQL here. With `--durable` the server waits for the
disk at every commit, as a real one does: slower, and the only honest way to measure.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A database of minutes: nothing has to survive a power cut, and the races open many connections.
HASTY = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
SERVER_OPTIONS = "-c max_connections=200"
NO_POSTGRES = 3


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, newest version first; None when PostgreSQL is not installed."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    on_path = shutil.which("pg_ctl")
    folders = [*reversed(versions), *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


def as_server_user(*words: str | Path) -> list[str]:
    """PostgreSQL refuses to run as root, so root becomes postgres; anyone else stays who they are."""
    command = [str(word) for word in words]
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]


def quietly(*words: str | Path) -> None:
    """One step of starting or stopping; its output only when it fails."""
    # Into a file, not a pipe: the server inherits it and would keep a pipe open for ever.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            as_server_user(*words), stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/"
        )
        if done.returncode:
            output.seek(0)
            sys.exit(output.read().decode(errors="replace"))


@contextmanager
def server(folder: Path, *, durable: bool = False) -> Iterator[str]:
    """A running server on a Unix socket in its own folder; gives its database URL."""
    # Not TMPDIR: that may lie where the postgres user cannot come, or be too long for a socket's name.
    home = Path(tempfile.mkdtemp(prefix="samenop-pg-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(home, owner.pw_uid, owner.pw_gid)
        data = home / "data"
        quietly(
            folder / "initdb",
            "-D",
            data,
            "-U",
            "samenop",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        safety = "" if durable else HASTY
        options = f"{SERVER_OPTIONS} {safety} -c listen_addresses='' -c unix_socket_directories='{home}'"
        quietly(folder / "pg_ctl", "-D", data, "-l", home / "log", "-w", "-t", "60", "-o", options, "start")
        try:
            quietly(folder / "createdb", "-h", home, "-U", "samenop", "samenop")
            yield f"postgres://samenop@/samenop?host={home}"
        finally:
            quietly(folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main(command: list[str]) -> int:
    """The command's own exit code; an interruption reaches the command first and the server last."""
    durable = command[0] == "--durable"
    command = command[1:] if durable else command
    folder = programs()
    if folder is None:
        print("PostgreSQL is not here; as root: apt-get install postgresql", file=sys.stderr)
        return NO_POSTGRES
    # Ended from outside while starting: leave through the doors above, so that nothing stays behind.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    with server(folder, durable=durable) as url:
        given = os.environ | {"SAMENOP_DATABASE_URL": url, "SAMENOP_TEST_DATABASE": "postgres"}
        child = subprocess.Popen(command, env=given)
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda number, _frame: child.send_signal(number))
        return child.wait()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))

"""Makes the working environment: a venv with exactly the locked packages, and the machine's own programs.

Runs on a bare Python 3.11 with nothing installed, so it uses the standard library only.
`set_up.py` makes the venv; `set_up.py machine` also installs PostgreSQL and Chromium where it may.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "samenop-installed"
LOCK = ROOT / "requirements" / "develop.txt"
TOOLS = ROOT / ".tools"
UV = "uv==0.13.9"
# uv's own Pythons come from elsewhere; the machine's Python is the one we were asked to use.
ENVIRONMENT = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}


def run(*words: str | Path, extra: dict[str, str] | None = None) -> None:
    """One command, quiet when it succeeds; its whole output and the end of the set-up when it does not."""
    done = subprocess.run(
        [str(word) for word in words],
        env=ENVIRONMENT | (extra or {}),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\nset-up stopped at: {' '.join(map(str, words))}")


def fingerprint() -> str:
    """What the venv was made from: lock, project file, its Python and this folder (a venv cannot move)."""
    sources = (LOCK, ROOT / "pyproject.toml", VENV / "pyvenv.cfg")
    seen = hashlib.sha256(str(ROOT).encode())
    for source in sources:
        seen.update(source.read_bytes())
    return seen.hexdigest()


def is_current() -> bool:
    """True when the stamp of the last set-up still fits."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == fingerprint()


def make_venv() -> list[str]:
    """The venv and the words that call uv, whichever way this Python offers."""
    uv_inside = [str(PYTHON), "-m", "uv"]
    if PYTHON.exists() and subprocess.run([*uv_inside, "--version"], capture_output=True).returncode == 0:
        return uv_inside
    if importlib.util.find_spec("ensurepip"):
        run(sys.executable, "-m", "venv", "--clear", VENV)
        run(PYTHON, "-m", "pip", "install", "--quiet", UV)
        return uv_inside
    # Debian splits ensurepip off into python3-venv; its pip can still bring uv, and uv makes the venv.
    if importlib.util.find_spec("pip") is None:
        install_packages("python3-pip", why="neither python3-venv nor python3-pip is here")
    run(sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", TOOLS, UV)
    uv = str(TOOLS / "bin" / "uv")
    run(uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV)
    return [uv]


def install_environment() -> None:
    """Exactly the locked packages, checked by hash, and Samenop itself in place."""
    if is_current():
        return
    print("Setting up .venv …", flush=True)
    STAMP.unlink(missing_ok=True)
    uv = make_venv()
    run(*uv, "pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes", LOCK)
    run(*uv, "pip", "install", "--quiet", "--python", PYTHON, "--no-deps", "--no-build-isolation", "-e", ROOT)
    STAMP.write_text(fingerprint())


def install_packages(*names: str, why: str) -> None:
    """Debian packages where we are allowed to; else one line that says what to install."""
    wanted = "apt-get install " + " ".join(names)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"{why}; as root: {wanted}")
    print(f"Installing {', '.join(names)} …", flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run("apt-get", "update", "-q", extra=quiet)
    run("apt-get", "install", "-y", "-q", "--no-install-recommends", *names, extra=quiet)


def missing_programs() -> dict[str, str]:
    """The Debian packages whose programs are not here, with why they are wanted."""
    missing = {}
    if not shutil.which("postgres") and not list(Path("/usr/lib/postgresql").glob("*/bin/postgres")):
        missing["postgresql"] = "the tests on PostgreSQL"
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        missing["chromium"] = "the journeys in a browser"
    if not shutil.which("xgettext"):
        missing["gettext"] = "the completeness of the translations"
    return missing


def install_machine() -> None:
    """PostgreSQL and Chromium for the tests; where we may not install, say so and go on without."""
    missing = missing_programs()
    if not missing:
        return
    try:
        install_packages(*missing, why=f"not here, for {' and '.join(missing.values())}")
    except SystemExit as refused:
        print(refused, file=sys.stderr)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  # older Pythons do get here
        sys.exit("Samenop needs Python 3.11 or newer; set PYTHON=/path/to/python3.11")
    if "machine" in sys.argv[1:]:
        install_machine()
    install_environment()

"""What may not stand in the repository: one machine's paths, package indexes, secrets; and what must."""

import re

import pytest

from tests.architecture.source_tree import ROOT, tracked_files

BINARY = {".png", ".jpg", ".ico", ".woff2", ".mo", ".pdf", ".gz"}
# Put together here, so that this file does not find itself.
INDEX_HOST = re.compile(
    r"https?://(?:(?:files|registry|deb|security|pypi|test\.pypi)\.[a-z]+\.(?:org|net)|[a-z]+\.org/(?:simple|packages)/)"
)
MACHINE_PATH = re.compile(
    r"(?<![A-Za-z0-9_.])/(?:" + "|".join(("work", "root", "farm", "home/[a-z]+")) + r")/"
)
PRIVATE_KEY = re.compile("-----BEGIN [A-Z ]*" + "PRIVATE KEY-----")
MUST_STAND = (
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "LICENSE",
    "publiccode.yml",
    "Makefile",
)


def _places(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in tracked_files():
        if path.suffix in BINARY:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    return found


def test_no_package_index_is_named() -> None:
    """Each place of work has its own index; a lock that names one works nowhere else."""
    assert _places(INDEX_HOST) == []


def test_no_path_of_somebodys_machine_is_named() -> None:
    """It would hold for one person only."""
    assert _places(MACHINE_PATH) == []


def test_no_private_key_is_kept() -> None:
    """Keys come from files outside the repository."""
    assert _places(PRIVATE_KEY) == []


def test_nothing_that_was_made_is_kept() -> None:
    """Databases, caches and environments are made anew."""
    made = {".sqlite3", ".pyc", ".log"}
    assert [str(path) for path in tracked_files() if path.suffix in made or ".venv" in path.parts] == []


@pytest.mark.parametrize("name", MUST_STAND)
def test_what_a_visitor_looks_for_is_there(name: str) -> None:
    """And says something."""
    assert len((ROOT / name).read_text(encoding="utf-8").split()) > 20

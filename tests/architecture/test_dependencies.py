"""Every dependency says why it is here, and is locked with a hash of its own."""

import re
import tomllib

import pytest

from tests.architecture.source_tree import ROOT

PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def _lists() -> list[str]:
    project = tomllib.loads(PROJECT)
    return [
        *project["project"]["dependencies"],
        *(n for g in project["dependency-groups"].values() for n in g),
    ]


@pytest.mark.parametrize("dependency", _lists())
def test_every_dependency_has_a_reason(dependency: str) -> None:
    """The reason stands behind it, as a comment of at least two words."""
    line = next(line for line in PROJECT.splitlines() if line.strip().startswith(f'"{dependency}"'))
    assert re.search(r"#\s*\S+\s+\S+", line), f"say why {dependency} is here"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_is_pinned_and_hashed(lock: object) -> None:
    """So that another machine installs the same bytes, from whichever index it uses."""
    packages = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())  # type: ignore[attr-defined]
    loose = [
        package.split()[0] for package in packages if "==" not in package or "--hash=sha256:" not in package
    ]
    assert packages
    assert loose == []


def test_what_the_project_asks_is_what_is_locked() -> None:
    """After a change of the project file: `make lock`."""
    locked = {
        line.split("==")[0].lower()
        for line in (ROOT / "requirements" / "develop.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    asked = {re.split(r"[\[~=<>! ]", dependency)[0].lower() for dependency in _lists()}
    assert asked - locked == set()

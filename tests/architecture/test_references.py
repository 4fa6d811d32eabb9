"""The reference says what the code says: drawn pages are current, and every word of the code is explained."""

import re
from pathlib import Path

import pytest

from samenop.apps.incidents.wording import EVENTS
from samenop.catalogues.needs_catalogue import ORGANISATION_KINDS
from samenop.catalogues.roles_catalogue import permissions, roles
from samenop.catalogues.situations_catalogue import situations
from samenop.core.batons.holding import REFUSAL_GROUNDS
from samenop.core.clocks.norms import LEVELS
from samenop.core.incidents.facts import DEPLOYMENT_STATUSES, SAFETY_PHASES
from samenop.core.incidents.handover import HANDOVER_FIELDS
from samenop.core.incidents.observation import OBSERVATION_FIELDS
from samenop.core.incidents.outcome import FOLLOW_UPS
from samenop.core.incidents.reaction import (
    ADVICE,
    DISCIPLINES,
    NEEDS,
    PROMISES,
    SCALES,
    TRANSPORT_NEXT,
    TRANSPORTS,
    URGENCIES,
)
from samenop.core.incidents.steps import STATUSES
from samenop.site.configuration import Configuration
from tests.architecture.source_tree import ROOT
from tools import references

GLOSSARY = ROOT / "docs" / "reference" / "glossary.md"
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
ROW = re.compile(r"^\| `(\w+)` \|(.+)\|$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH_IN_CODE = re.compile(r"`((?:src|tests|docs|tools|benchmarks)/[\w./-]+?)/?`")
WORDS = {
    "status": STATUSES,
    "urgency": URGENCIES,
    "needs": NEEDS,
    "safety": SAFETY_PHASES,
    "advice": ADVICE,
    "discipline": DISCIPLINES,
    "deployment": DEPLOYMENT_STATUSES,
    "transport": TRANSPORTS,
    "transport status": tuple(TRANSPORT_NEXT),
    "promise": PROMISES,
    "scale": SCALES,
    "refusal ground": REFUSAL_GROUNDS,
    "level": LEVELS,
    "outcome": tuple(FOLLOW_UPS),
    "follow-up": tuple(sorted({one for several in FOLLOW_UPS.values() for one in several})),
    "handover": HANDOVER_FIELDS,
    "observation": tuple(OBSERVATION_FIELDS),
    "organisation": tuple(sorted(ORGANISATION_KINDS)),
    "role": tuple(roles()),
    "what a permission is about": tuple(sorted({verb.split(".")[0] for verb in permissions()})),
}


def _explained() -> dict[str, str]:
    return dict(ROW.findall(GLOSSARY.read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", references.pages(), ids=lambda path: path.name)
def test_a_drawn_page_is_current(page: Path) -> None:
    """After a change of a catalogue or a role: `make diagrams`."""
    assert page.read_text(encoding="utf-8") == references.pages()[page]


@pytest.mark.parametrize("kind", WORDS)
def test_every_word_of_the_code_is_in_the_glossary(kind: str) -> None:
    """A word that is used and not explained is where police and care start to misunderstand each other."""
    assert sorted(set(WORDS[kind]) - set(_explained())) == []


def test_every_line_of_the_glossary_is_whole() -> None:
    """English, Dutch, meaning, law or agreement; a dash when there is none."""
    assert [
        word for word, rest in _explained().items() if len([c for c in rest.split("|") if c.strip()]) != 4
    ] == []


def test_every_situation_is_on_its_page() -> None:
    page = (ROOT / "docs" / "reference" / "situations.md").read_text(encoding="utf-8")
    assert set(situations()) - set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE)) == set()


def test_every_entry_that_people_read_in_the_log_is_found_in_the_code() -> None:
    """Else the drawing of the entries has missed a way in which they are written."""
    assert set(EVENTS) - set(references.event_types()) == set()


@pytest.mark.parametrize("name", sorted(Configuration.model_fields))
def test_every_setting_is_in_the_readme(name: str) -> None:
    """A setting that nobody can find is not there."""
    assert f"`SAMENOP_{name.upper()}`" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_no_setting_that_is_not_there() -> None:
    named = set(re.findall(r"`SAMENOP_([A-Z_]+)`", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert {name.lower() for name in named} - set(Configuration.model_fields) == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_points_to_is_there(document: Path) -> None:
    """Pictures are made by the journeys, so those are looked at there."""
    text = document.read_text(encoding="utf-8")
    links = [link for link in LINK.findall(text) if "://" not in link and not link.endswith(".png")]
    lost = [link for link in links if not (document.parent / link).exists()]
    lost += [path for path in PATH_IN_CODE.findall(text) if not (ROOT / path).exists()]
    assert lost == []


def test_decisions_are_numbered_in_a_row() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))

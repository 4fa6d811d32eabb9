"""The translations that are kept are the ones that are shown."""

import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tools import messages

LIKE_THE_SOURCE = shutil.ignore_patterns("__pycache__", "static", "*.mo")


def _strings(source: Path) -> set[str]:
    with source.open("rb") as lines:
        return {str(entry.id) for entry in read_po(lines) if entry.id}


def test_dutch_is_there() -> None:
    """The screens are Dutch first."""
    assert "nl" in {path.parent.parent.name for path in messages.sources()}


def test_every_compiled_catalogue_says_what_its_source_says() -> None:
    """After a change of a .po file: `make messages`."""
    assert messages.stale() == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_string_of_the_screens_is_translated(language: str) -> None:
    """A string that is empty or uncertain shows as English between Dutch."""
    source = messages.LOCALE / language / "LC_MESSAGES" / "django.po"
    with source.open("rb") as lines:
        catalogue = read_po(lines, locale=language)
    waiting = [entry.id for entry in catalogue if entry.id and (entry.fuzzy or not entry.string)]
    assert waiting == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_string_of_the_screens_is_collected(language: str, tmp_path: Path) -> None:
    """After a new string on a screen: `make messages`, and translate it."""
    if not messages.can_collect():
        pytest.skip("no gettext here; as root: apt-get install gettext")
    copy = shutil.copytree(messages.PACKAGE, tmp_path / "samenop", ignore=LIKE_THE_SOURCE)
    place = Path("locale") / language / "LC_MESSAGES" / "django.po"
    kept = _strings(copy / place) if (copy / place).exists() else set()
    messages.collect(copy)
    assert sorted(_strings(copy / place) - kept) == []

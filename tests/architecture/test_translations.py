"""The translations that are kept are the ones that are shown."""

import pytest
from babel.messages.pofile import read_po

from tools import messages


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

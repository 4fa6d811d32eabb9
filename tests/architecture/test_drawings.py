"""What is drawn from the code says what the code says."""

from pathlib import Path

import pytest

from samenop.core.incidents.steps import STEPS
from tools import diagrams


@pytest.mark.parametrize("page", diagrams.pages(), ids=lambda path: path.name)
def test_a_drawn_page_is_current(page: Path) -> None:
    """After a change of a table: `make diagrams`."""
    assert page.read_text(encoding="utf-8") == diagrams.pages()[page]


def test_every_move_of_the_table_is_an_arrow() -> None:
    """None is lost when several steps make the same move."""
    drawn = [(name, before, after) for (before, after), names in diagrams.moves().items() for name in names]
    assert sorted(drawn) == sorted(
        (s.name, before, after) for s in STEPS.values() for before, after in s.moves
    )

"""The cast in the database, for every test of an app."""

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone, freshly written."""
    return make_cast()

"""The region, loaded twice: once to see that it comes out the same, and once to stay for the tests of this folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from samenop.demo import region
from tests.demo.state import State, state_of_the_region

NOW = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Loaded:
    """The state after a first load that was undone, and after the load that stays."""

    first: State
    second: State


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Loaded]:
    """Loads the region in a transaction that is undone at the end: loading is too dear to do per test."""
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        with transaction.atomic():
            region.load(NOW)
            first = state_of_the_region()
            transaction.set_rollback(True)
        with transaction.atomic():
            region.load(NOW)
            yield Loaded(first, state_of_the_region())
            transaction.set_rollback(True)


@pytest.fixture
def middenland(loaded: Loaded) -> Iterator[Loaded]:
    """The loaded region for one test; what the test does to it is undone."""
    with transaction.atomic():
        yield loaded
        transaction.set_rollback(True)

"""The race's own processes must reach the database of the test."""

import os
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.db import connection


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """On SQLite a file: several processes cannot share a database in memory."""
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("race") / "race.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture
def test_database_env(transactional_db: None) -> Iterator[None]:
    """SAMENOP_DATABASE_URL names the test database, as a child process must see it."""
    told = connection.settings_dict
    before = os.environ.get("SAMENOP_DATABASE_URL", "")
    if connection.vendor == "sqlite":
        url = f"sqlite:///{told['NAME']}"
    else:
        url = f"postgres://{told['USER']}@/{told['NAME']}?host={quote(str(told['HOST']), safe='')}"
        if told["PORT"]:
            url += f"&port={told['PORT']}"
    os.environ["SAMENOP_DATABASE_URL"] = url
    yield
    os.environ["SAMENOP_DATABASE_URL"] = before
    _unprotect_the_books()


def _unprotect_the_books() -> None:
    """So that the test database can be emptied afterwards: the triggers refuse that, rightly."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION samenop_append_only() CASCADE")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger_%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")

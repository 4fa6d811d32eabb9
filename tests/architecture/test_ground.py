"""The ground that all tests stand on does what it promises."""

import os
import socket

import pytest
from django.db import connection
from pytest_socket import SocketConnectBlockedError


def test_a_test_cannot_reach_outside() -> None:
    """192.0.2.1 is kept for documentation: nobody lives there."""
    with socket.socket() as outgoing, pytest.raises(SocketConnectBlockedError):
        outgoing.connect(("192.0.2.1", 443))


def test_a_test_reaches_this_machine(free_port: int) -> None:
    """Refused by the machine, as nobody listens, and not by us."""
    with socket.socket() as outgoing, pytest.raises(ConnectionRefusedError):
        outgoing.connect(("127.0.0.1", free_port))


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for() -> None:
    """A run that says PostgreSQL and uses SQLite would prove nothing."""
    asked = os.environ.get("SAMENOP_TEST_DATABASE", "sqlite")
    assert connection.vendor == {"sqlite": "sqlite", "postgres": "postgresql"}[asked]


def test_no_test_works_in_somebodys_own_database() -> None:
    """The address is one of this run."""
    assert "samenop-" in os.environ["SAMENOP_DATABASE_URL"]

"""Connected systems with their keys, for every test of the API."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from samenop.apps.connections.models import Connection
from samenop.apps.connections.queries import key_hash
from samenop.apps.connections.service import actor_of_connection
from samenop.core.kernel import Actor
from tests.cast import NOW, Cast, make_cast


@dataclass
class System:
    """A connected system: calls, and keeps what it was told."""

    name: str
    key: str
    actor: Actor

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One request; the answer of Django's test client."""
        content = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return Client().generic(
            method, f"/api/v1{path}", headers={"Authorization": f"Bearer {self.key}", **headers}, **content
        )

    def get(self, path: str) -> Any:
        """The body of an answer that must be 200."""
        answer = self.ask("GET", path)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def post(self, path: str, body: Any = None, *, status: int = 201, **headers: str) -> Any:
        """The body of an answer that must have this status."""
        answer = self.ask("POST", path, body, **headers)
        assert answer.status_code == status, (answer.status_code, answer.content)
        return answer.json()


ROLES = {
    "meldkamer": "dispatch_system",
    "crisisdienst": "care_system",
    "ontnuchtering": "care_system",
    "psycholance": "care_system",
    "opvang": "care_system",
    # The police let go themselves; no role for a system of theirs is in the catalogue, so it is a person's.
    "politie": "duty_officer",
}


def register(organisation: str, role: str, **more: Any) -> System:
    """A connected system whose key is known here."""
    key = f"key-of-{organisation}-{role}"
    connection = Connection.objects.create(
        name=f"System of {organisation}",
        organisation_id=organisation,
        key_hash=key_hash(key),
        roles=[role],
        created_at=NOW,
        **more,
    )
    return System(organisation, key, actor_of_connection(connection))


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone, freshly written."""
    return make_cast()


@pytest.fixture
def systems(cast: Cast) -> dict[str, System]:
    """One system per organisation that takes part in the story."""
    return {organisation: register(organisation, role) for organisation, role in ROLES.items()}


@pytest.fixture
def dispatch(systems: dict[str, System]) -> System:
    """The system of the control room."""
    return systems["meldkamer"]


@pytest.fixture
def reported(dispatch: System) -> Callable[..., str]:
    """Takes a report in and says the number of its incident."""

    def report(text: str = "Man roept op straat en loopt heen en weer.", **more: Any) -> str:
        number: str = dispatch.post("/reports", {"text": text, **more})["number"]
        return number

    return report

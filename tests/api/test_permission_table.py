"""Every operation of the API tried by each kind of connected system, and without a key."""

import json
import re
from typing import Any

import pytest
import yaml
from django.test import Client

from samenop.apps.connections.service import register_connection
from samenop.apps.incidents.service import ReportDraft, TakenIn, take_report
from samenop.apps.partners.models import Organisation
from samenop.site.api import api
from tests.cast import NOW, Cast
from tools.permission_table import TABLE, Route, routes

KEPT = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
OPERATIONS = [route for route in routes() if route.method]
SYSTEMS = {"dispatch_system": "meldkamer", "care_system": "crisisdienst"}
GAP = re.compile(r"<(?:\w+:)?(\w+)>")


def example_of(route: Route) -> Any:
    """A body that the document itself says is right, so that the form is not what refuses."""
    path = "/" + GAP.sub(r"{\1}", route.address).removeprefix("api/v1/")
    told = api.get_openapi_schema()["paths"][path][route.method.lower()]
    return told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")


def ask(route: Route, number: str, **headers: str) -> int:
    """One call of the operation; the status of its answer."""
    address = "/" + GAP.sub(lambda gap: number if gap[1] == "number" else "1", route.address)
    body = example_of(route)
    words = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
    return Client().generic(route.method, address, **words, headers=headers).status_code


@pytest.fixture
def number(cast: Cast) -> str:
    """An incident in which both kinds of system take part as far as a new report goes."""
    draft = ReportDraft(text="Een man wil van het viaduct springen en is verward.", address="Viaduct")
    taken = take_report(draft=draft, actor=cast["operator"], now=NOW)
    assert isinstance(taken, TakenIn)
    return taken.number


@pytest.mark.parametrize("route", OPERATIONS, ids=lambda route: route.id)
def test_who_may_not_is_refused_and_who_may_is_not(route: Route, number: str, cast: Cast) -> None:
    for role, organisation in SYSTEMS.items():
        made = register_connection(
            name=role,
            organisation=Organisation.objects.get(slug=organisation),
            roles=[role],
            actor=cast["administrator"],
            now=NOW,
        )
        assert isinstance(made, tuple)
        status = ask(route, number, Authorization=f"Bearer {made[1]}")
        assert (status != 403) == (role in KEPT[route.id]["roles"]), (role, status)
        assert status not in {401, 500}


@pytest.mark.parametrize("route", OPERATIONS, ids=lambda route: route.id)
def test_without_a_key_nothing_is_told(route: Route, number: str) -> None:
    assert ask(route, number) == 401
    assert ask(route, number, Authorization="Bearer nothing-we-ever-gave") == 401

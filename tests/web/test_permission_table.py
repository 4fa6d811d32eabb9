"""Every page tried by everyone of the cast: who may enters, who may not is refused, who is unknown must log in."""

import re

import pytest
import yaml
from django.http import HttpResponse
from django.test import Client

from samenop.apps.incidents.service import ReportDraft, TakenIn, take_report
from tests.cast import NOW, PEOPLE, Cast, make_cast
from tools.permission_table import TABLE, Route, routes

GAP = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
KEPT = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
# Operations of the API have their own callers, with keys; tests/api tries those.
PAGES = [route for route in routes() if not route.method]


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone, freshly written."""
    return make_cast()


@pytest.fixture
def incident(cast: Cast) -> TakenIn:
    """One incident of the control room, with a page for its reporter."""
    draft = ReportDraft(text="Een man roept op het plein.", reporter_phone="0600000000", address="Plein 1")
    taken = take_report(draft=draft, actor=cast["operator"], now=NOW)
    assert isinstance(taken, TakenIn)
    return taken


def address_of(route: Route, incident: TakenIn) -> str:
    """The route with its gaps filled: a real incident and a real link, and something known elsewhere."""
    values = {
        "number": incident.number,
        "token": incident.token,
        "situation": "missing_persons",
        "step": "note",
    }
    return "/" + GAP.sub(
        lambda gap: str(values.get(gap["name"], 1 if gap["kind"] == "int" else "operator")), route.address
    )


def is_at_the_login(answer: HttpResponse) -> bool:
    """Sent away to say who one is; the start page goes to the bare form, which is no refusal."""
    return answer.status_code == 302 and answer.headers["Location"].startswith("/login/?next=")


def ask(client: Client, address: str) -> HttpResponse:
    """One GET, its file closed."""
    answer = client.get(address)
    # Read to its end, as a browser does; answer.close() would end the request, and the connection, twice.
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer


def is_refused(client: Client, address: str) -> bool:
    """By GET, or by POST where the route takes nothing else."""
    answer = ask(client, address)
    return (client.post(address) if answer.status_code == 405 else answer).status_code == 403


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.id)
def test_the_table_is_true_for_everyone_of_the_cast(route: Route, cast: Cast, incident: TakenIn) -> None:
    """The frozen table against what the page really does."""
    line, address = KEPT[route.id], address_of(route, incident)
    wrong = []
    for part, person in cast.people.items():
        client = Client()
        client.force_login(person)
        if "everyone" in line or PEOPLE[part][2] in line["roles"]:
            answer = ask(client, address)
            if answer.status_code in {403, 500} or is_at_the_login(answer):
                wrong.append(f"{part} was kept out ({answer.status_code})")
        elif not is_refused(client, address):
            wrong.append(f"{part} was let in")
    assert wrong == []


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.id)
def test_who_is_not_known_goes_to_the_login_or_to_an_open_page(
    route: Route, cast: Cast, incident: TakenIn
) -> None:
    """And what is open is open."""
    answer = ask(Client(), address_of(route, incident))
    if "everyone" in KEPT[route.id]:
        assert not is_at_the_login(answer)
        assert answer.status_code != 403
    else:
        # A route that takes only POST may say so first; it tells nothing.
        assert is_at_the_login(answer) or is_at_the_login(Client().post(address_of(route, incident)))

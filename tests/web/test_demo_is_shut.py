"""Picking whom to be exists in the demo only; elsewhere it is as if it had never been made."""

import pytest
from django.test import Client
from pytest_django import Settings

from samenop.demo.personas import BY_USERNAME
from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone, freshly written."""
    return make_cast()


@pytest.mark.parametrize("username", sorted(BY_USERNAME))
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_becomes_somebody_outside_the_demo(
    username: str, method: str, cast: Cast, settings: Settings
) -> None:
    settings.DEMO = False
    client = Client()
    answer = getattr(client, method)(f"/demo/be/{username}/")
    assert answer.status_code == (404 if method == "post" else 405)
    assert "_auth_user_id" not in client.session


def test_outside_the_demo_the_first_page_leads_to_the_login(cast: Cast, settings: Settings) -> None:
    settings.DEMO = False
    answer = Client().get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login/")


def test_outside_the_demo_who_is_known_goes_on_to_the_work(cast: Cast, settings: Settings) -> None:
    settings.DEMO = False
    client = Client()
    client.force_login(cast.people["privacy_officer"])
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"] not in {"/", "/login/"}


def test_no_password_opens_a_person_of_the_demo(cast: Cast) -> None:
    """Everyone of a demo region has a password that nothing matches."""
    answer = Client().post("/login/", {"username": "operator", "password": ""})
    assert answer.status_code == 200
    assert not Client().login(username="operator", password="operator")


def test_in_the_demo_one_picks_whom_to_be(cast: Cast, settings: Settings) -> None:
    """The other side, so that the tests above prove something."""
    settings.DEMO = True
    client = Client()
    assert client.post("/demo/be/privacy_officer/").status_code == 302
    assert client.session["_auth_user_id"] == str(cast.people["privacy_officer"].pk)
    assert client.post("/demo/be/outsider/").status_code == 404

"""Unique words in every kind of content of every owner: each page shows a reader only what the rules open."""

import re
from datetime import UTC, datetime

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import URLResolver, get_resolver

from samenop.apps.dossiers import queries as door
from samenop.apps.dossiers.models import Entry
from samenop.apps.incidents import service
from samenop.apps.incidents.models import Incident, Involvement
from samenop.apps.partners.models import Organisation
from samenop.catalogues.sharing_catalogue import data_kinds, sharing_rules
from samenop.core.sharing.rules import readable_pairs
from tests.cast import ORGANISATIONS, PEOPLE, Cast, make_cast

OWNERS = ("meldkamer", "politie", "crisisdienst", "zorgloket", "ontnuchtering", "instelling")
WORD = re.compile(r"kanarie-(\w+)-(\w+)-einde")


@pytest.fixture
def planted(db: None) -> tuple[Cast, str]:
    """One incident in which everyone but the outsider takes part, full of words."""
    cast, now = make_cast(), datetime.now(UTC)
    taken = service.take_report(draft=service.ReportDraft(text="Melding"), actor=cast["operator"], now=now)
    incident = Incident.objects.get(number=taken.number)
    for slug in ORGANISATIONS:
        if slug != "woonstad":
            Involvement.objects.get_or_create(
                incident=incident, organisation_id=slug, defaults={"since": now, "through": "intake"}
            )
    for slug in OWNERS:
        owner = Organisation.objects.get(pk=slug)
        for kind, label in data_kinds().items():
            word = f"kanarie-{slug}-{kind}-einde"
            Entry.objects.create(
                subject=incident.subject,
                kind=kind,
                owner=owner,
                owner_kind=owner.kind,
                author="professional:0",
                author_name="x",
                nature=label.nature,
                text=word,
                payload={"text": word, "problem": word, "seen": word, "name": word},
                as_of=now,
                written_at=now,
                retention=label.retention,
            )
    return cast, taken.number


def routes(resolver: URLResolver, before: str = "") -> list[str]:
    """Every route of the pages, also one that is made tomorrow."""
    found = []
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        found += routes(one, here) if isinstance(one, URLResolver) else [here]
    return found


def paths(number: str) -> list[str]:
    filled = {
        "<str:number>": number,
        "<slug:step>": "accept",
        "<str:token>": "onbekend",
        "<slug:situation>": "missing_persons",
    }
    made = []
    for route in routes(get_resolver()):
        for place, value in filled.items():
            route = route.replace(place, value)
        if "<" not in route and "(" not in route and not route.startswith(("api/", "static/", "logout")):
            made.append("/" + route)
    steps = [f"/incidents/{number}/steps/{step}/" for step in ("observe", "release", "offer", "note")]
    return made + steps + [f"/incidents/{number}/?part=live", f"/books/?subject=incident:{number}"]


def words_seen(client: Client, number: str) -> set[tuple[str, str]]:
    seen: set[tuple[str, str]] = set()
    for path in paths(number):
        for headers in ({}, {"HX-Request": "true"}):
            answer = client.get(path, headers=headers)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            seen |= set(WORD.findall(body.decode(errors="replace") + str(dict(answer.headers))))
    return seen


def may_see(organisation: str, kind: str) -> set[tuple[str, str]]:
    """What the rules open, straight from the core: own words, and those of readable pairs."""
    pairs = readable_pairs(sharing_rules(), to_kind=kind, phase="live")
    return {
        (owner, data)
        for owner in OWNERS
        for data in data_kinds()
        if owner == organisation or (ORGANISATIONS[owner][1], data) in pairs
    }


@pytest.mark.parametrize("part", PEOPLE)
def test_no_page_shows_a_word_that_the_rules_keep_from_its_reader(
    planted: tuple[Cast, str], part: str
) -> None:
    cast, number = planted
    client = Client(raise_request_exception=True)
    client.force_login(cast.people[part])
    actor = cast[part]
    leaked = words_seen(client, number) - may_see(actor.organisation, actor.kind)
    assert leaked == set()
    if part == "outsider":
        assert words_seen(client, number) == set()


@pytest.mark.parametrize("part", ["operator", "officer", "triage_nurse", "care_desk"])
def test_what_the_rules_open_comes_through_the_door(planted: tuple[Cast, str], part: str) -> None:
    cast, number = planted
    actor = cast[part]
    told = door.dossier_of(
        actor, subject=f"incident:{number}", phase="live", purpose="work", now=datetime.now(UTC)
    )
    seen = {match for entry in told.entries for match in WORD.findall(entry.text)}
    assert seen == may_see(actor.organisation, actor.kind)


def test_without_the_filter_the_canary_sings(
    planted: tuple[Cast, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows that the test above can fail: take the one filter away and words leak."""
    cast, number = planted
    monkeypatch.setattr(door, "readable", lambda actor, phase: Q())
    client = Client()
    client.force_login(cast.people["officer"])
    actor = cast["officer"]
    assert words_seen(client, number) - may_see(actor.organisation, actor.kind)


def test_who_is_not_logged_in_reads_no_word(planted: tuple[Cast, str]) -> None:
    assert words_seen(Client(), planted[1]) == set()

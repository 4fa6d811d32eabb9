"""The organisations and people that are measured with: as many regions as asked, all fictional."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path

import yaml
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command

from benchmarks.suggestion import FRAGMENTS
from samenop.apps.connections.service import register_connection
from samenop.apps.partners.models import Organisation, Professional, RoleHeld, Unit
from samenop.apps.partners.service import actor_of, system_actor
from samenop.core.kernel import Actor, Refused

KINDS = {
    "meldkamer": "control_room",
    "politie": "police",
    "crisisdienst": "crisis_service",
    "zorgloket": "care_desk",
    "opvang": "shelter",
}
ROLES = {
    "meldkamer": "operator",
    "politie": "officer",
    "crisisdienst": "triage_nurse",
    "zorgloket": "care_desk_coordinator",
    "opvang": "care_worker",
}


def make_regions(count: int) -> None:
    """Tables, and so many regions with one organisation of each kind: "meldkamer-1", "politie-1", …"""
    call_command("migrate", interactive=False, verbosity=0)
    for region in range(1, count + 1):
        for name, kind in KINDS.items():
            slug = f"{name}-{region}"
            Organisation.objects.create(slug=slug, name=slug.title(), kind=kind, areas=[f"gebied-{region}"])
        for car in range(1, 7):
            slug, police = f"wagen-{region}-{car}", f"politie-{region}"
            Unit.objects.create(slug=slug, name=slug.title(), organisation_id=police, discipline="police")


def person_of(organisation: str) -> Professional:
    """Somebody who works there in the usual role; made when there is nobody yet."""
    name = f"iemand-{organisation}"
    found = Professional.objects.filter(username=name).first()
    return found or _people(organisation, [name])[0]


def actor_at(organisation: str, at: datetime) -> Actor:
    """The same person as an actor."""
    actor = actor_of(person_of(organisation), at=at)
    assert actor is not None
    return actor


def sessions_of(organisation: str, count: int, *, until: datetime) -> list[str]:
    """So many colleagues who are logged in; the keys are their cookies."""
    people = _people(organisation, [f"collega-{organisation}-{place}" for place in range(count)])
    store = SessionStore()
    made = [
        Session(
            session_key=f"bench{person.pk:024d}"[:32],
            session_data=store.encode(
                {
                    SESSION_KEY: str(person.pk),
                    BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
                    HASH_SESSION_KEY: person.get_session_auth_hash(),
                }
            ),
            expire_date=until + timedelta(days=1),
        )
        for person in people
    ]
    Session.objects.bulk_create(made)
    return [one.session_key for one in made]


def key_of(organisation: str, role: str, at: datetime) -> str:
    """The key of a connected system of this organisation."""
    answer = register_connection(
        name="meting",
        organisation=Organisation.objects.get(pk=organisation),
        roles=[role],
        actor=system_actor("benchmark", organisation),
        now=at,
    )
    assert not isinstance(answer, Refused), answer
    return answer[1]


def report_texts() -> Iterator[str]:
    """What reporters say, one after the other and round again."""
    told = yaml.safe_load(Path(FRAGMENTS).read_text(encoding="utf-8"))
    return cycle([item["text"] for item in told])


def _people(organisation: str, names: list[str]) -> list[Professional]:
    made = [
        Professional(username=name, name=name.title(), organisation_id=organisation, password="!")
        for name in names
    ]
    Professional.objects.bulk_create(made)
    role = ROLES[organisation.rsplit("-", 1)[0]]
    RoleHeld.objects.bulk_create(
        RoleHeld(professional=person, role=role, from_on=date(2020, 1, 1)) for person in made
    )
    return made

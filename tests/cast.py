"""The fixed cast of every test: organisations, people and the outsider who must see nothing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from samenop.apps.partners.models import Organisation, Professional, RoleHeld, Unit
from samenop.apps.partners.service import actor_of
from samenop.core.kernel import Actor

NOW = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)

ORGANISATIONS = {
    "meldkamer": ("Meldkamer Middenland", "control_room"),
    "politie": ("Politie Middenland", "police"),
    "crisisdienst": ("Crisisdienst GGZ Middenland", "crisis_service"),
    "zorgloket": ("Zorgloket Middenland", "care_desk"),
    "ontnuchtering": ("Ontnuchteringsplek De Haven", "sobering_place"),
    "opvang": ("Opvang De Brug", "shelter"),
    "psycholance": ("Psycholance Middenland", "medical_transport"),
    "ambulance": ("Ambulance Middenland", "ambulance"),
    "instelling": ("Zorginstelling De Linde", "care_institution"),
    "veiligheidshuis": ("Zorg- en Veiligheidshuis Middenland", "safety_house"),
    "gemeente": ("Gemeente Middenstad", "municipality"),
    "hub": ("Huis van de Wijk", "hub"),
    "woonstad": ("Wonen Buitenstad", "housing"),
}
PEOPLE = {
    "operator": ("Olga Operator", "meldkamer", "operator"),
    "triage_nurse": ("Tineke Triage", "crisisdienst", "triage_nurse"),
    "officer": ("Anton Agent", "politie", "officer"),
    "duty_officer": ("Dirk van Dienst", "politie", "duty_officer"),
    "crisis_worker": ("Carla Crisis", "crisisdienst", "crisis_worker"),
    "care_desk": ("Lotte Loket", "zorgloket", "care_desk_coordinator"),
    "sobering_worker": ("Nico Nuchter", "ontnuchtering", "care_worker"),
    "care_worker": ("Zoë Zorg", "instelling", "care_worker"),
    "transport_crew": ("Vera Vervoer", "psycholance", "transport_crew"),
    "process_manager": ("Petra Proces", "veiligheidshuis", "process_manager"),
    "chair": ("Victor Voorzitter", "veiligheidshuis", "chair"),
    "hub_receptionist": ("Hanna Hub", "hub", "hub_receptionist"),
    "policy_adviser": ("Bea Beleid", "gemeente", "policy_adviser"),
    "privacy_officer": ("Frits Privacy", "veiligheidshuis", "privacy_officer"),
    "administrator": ("Ada Beheer", "veiligheidshuis", "administrator"),
    # Works for a partner, takes part in nothing: must see nothing.
    "outsider": ("Otto Buitenstaander", "woonstad", "care_worker"),
}
UNITS = {
    "wagen-11": ("politie", "Wagen 11", "police"),
    "wagen-12": ("politie", "Wagen 12", "police"),
    "duo-1": ("crisisdienst", "Duo 1", "crisis_service"),
    "psycholance-1": ("psycholance", "Psycholance 1", "medical_transport"),
}


@dataclass(frozen=True)
class Cast:
    """Everyone by name of their part: `cast["operator"]` is an actor, `cast.people` the professionals."""

    actors: dict[str, Actor]
    people: dict[str, Professional]

    def __getitem__(self, part: str) -> Actor:
        return self.actors[part]


def make_cast(at: datetime = NOW) -> Cast:
    """Writes the cast into the database."""
    for slug, (name, kind) in ORGANISATIONS.items():
        Organisation.objects.create(slug=slug, name=name, kind=kind, areas=["middenstad"])
    people = {part: _person(part, *told) for part, told in PEOPLE.items()}
    for slug, (organisation, name, discipline) in UNITS.items():
        Unit.objects.create(slug=slug, organisation_id=organisation, name=name, discipline=discipline)
    actors = {part: actor_of(person, at=at) for part, person in people.items()}
    return Cast({part: actor for part, actor in actors.items() if actor is not None}, people)


def _person(part: str, name: str, organisation: str, role: str) -> Professional:
    person = Professional(username=part, name=name, organisation_id=organisation)
    person.set_unusable_password()
    person.save()
    RoleHeld.objects.create(professional=person, role=role, from_on=date(2020, 1, 1))
    return person

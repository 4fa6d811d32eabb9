"""Whom one can be in the demo: one person per kind of work, in the order of an evening."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Persona:
    """A login of the demo region: who it is, what there is to see, and where the work starts."""

    username: str
    role: str
    route: str
    does: "str | Promise"


PERSONAS = (
    Persona(
        "operator", "operator", "now", _("Takes reports, sees what needs a hand first, sends who is needed.")
    ),
    Persona(
        "triage_nurse",
        "triage_nurse",
        "triage",
        _("Sits at the control room, looks along, advises, sends the crisis service."),
    ),
    Persona(
        "officer",
        "officer",
        "street",
        _("Is on the spot with a phone: what do I see, who comes, whom do I hand over to?"),
    ),
    Persona(
        "duty_officer", "duty_officer", "street", _("Leads the police tonight and signs as the second name.")
    ),
    Persona(
        "care_desk",
        "care_desk_coordinator",
        "care",
        _("One desk, day and night: finds who is open, able and obliged."),
    ),
    Persona("crisis_worker", "crisis_worker", "care", _("Goes there, assesses, says what comes next.")),
    Persona(
        "care_worker",
        "care_worker",
        "care",
        _("Works at an institution and needs the police, or takes somebody over."),
    ),
    Persona(
        "sobering_worker",
        "care_worker",
        "care",
        _("Runs the sobering-up place: the fallback that must take."),
    ),
    Persona("transport_crew", "transport_crew", "care", _("Drives the mental-health ambulance.")),
    Persona(
        "process_manager", "process_manager", "figures", _("Keeps an eye on agreements and open promises.")
    ),
    Persona("policy_adviser", "policy_adviser", "figures", _("Reads the live figures.")),
    Persona(
        "privacy_officer", "privacy_officer", "books", _("Sees who looked at what, and who was refused.")
    ),
    Persona("administrator", "administrator", "connections", _("Watches the connected systems.")),
)
BY_USERNAME = {persona.username: persona for persona in PERSONAS}

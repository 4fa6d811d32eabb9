"""Every step of the acute line as a noun of the API: one table, from which the operations are made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from samenop.apps.incidents import service
from samenop.apps.incidents.actions.assessing import NOTES
from samenop.apps.incidents.actions.care import TIME_CLASSES
from samenop.apps.incidents.actions.releasing import REPORTER_MESSAGES
from samenop.apps.incidents.actions.work import StepAction
from samenop.catalogues.situations_catalogue import situations
from samenop.core.batons.holding import REFUSAL_GROUNDS
from samenop.core.incidents.facts import SAFETY_PHASES
from samenop.core.incidents.handover import HANDOVER_FIELDS
from samenop.core.incidents.intake import LONGEST
from samenop.core.incidents.observation import OBSERVATION_FIELDS, TEXT_FIELDS
from samenop.core.incidents.outcome import FOLLOW_UPS
from samenop.core.incidents.reaction import (
    ADVICE,
    DISCIPLINES,
    NEEDS,
    PROMISES,
    SCALES,
    TRANSPORTS,
    URGENCIES,
)
from samenop.core.incidents.steps import STEPS
from samenop.frame.rest.fields import Flag, Id, IncidentNumber, Moment, Slug, choice, list_of, text_of

Fields = Mapping[str, Any]
REQUIRED = ...
MOST_SAID = LONGEST["text"]
REASON = text_of(300)


@dataclass(frozen=True, slots=True)
class ApiStep:
    """A step as an operation: its noun, what it takes, and an example that could have happened.

    `fields` are (type, default) by our own name; a mapping instead of a type is a form within the form.
    `words` says where the action calls a field otherwise; `part` is the number in the path that the step
    is about (a deployment, a ride, a version of the picture, a promise).
    """

    noun: str
    step: str
    action: StepAction
    summary: str
    fields: Fields = field(default_factory=dict)
    example: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    part: str = ""

    @property
    def permission(self) -> str:
        """What the caller's role must carry; from the table of steps itself."""
        return STEPS[self.step].permission

    @property
    def path(self) -> str:
        """Where it is, below the version."""
        return f"/incidents/{{number}}/{self.noun}"


TOLD = {name: (text_of(MOST_SAID), "") for name in HANDOVER_FIELDS}
SEEN = {name: (choice(answers), None) for name, answers in OBSERVATION_FIELDS.items()} | {
    name: (text_of(MOST_SAID), "") for name in TEXT_FIELDS
}
SAID = (text_of(MOST_SAID), "")
WHEN = (Moment | None, None)
ORGANISATION = {"organisation": "organisation_slug"}

STEPS_OF_API = (
    ApiStep(
        "classifications",
        "classify",
        service.classify_incident,
        "Stel de klasse vast",
        {"urgency": (choice(URGENCIES), REQUIRED), "needs": (choice(NEEDS), REQUIRED), "reason": (REASON, "")},
        {"urgency": "urgent_police", "needs": "both"},
    ),
    ApiStep(
        "situations",
        "choose_situation",
        service.choose_situation,
        "Kies de soort situatie",
        {"situation": (choice(sorted(situations())), REQUIRED)},
        {"situation": "ggz_crisis_service_misunderstood_behaviour"},
    ),
    ApiStep(
        "notes",
        "note",
        service.write_note,
        "Schrijf een regel in het logboek",
        {"text": (text_of(MOST_SAID, shortest=1), REQUIRED), "kind": (choice(NOTES), "shared_note")},
        {"text": "De brandweer staat klaar bij de afrit."},
    ),
    ApiStep(
        "care-requests",
        "ask_care",
        service.ask_care,
        "Vraag de zorg om mee te kijken",
        {"question": SAID, "time_class": (choice(TIME_CLASSES), "within_1_hour")},
        {"question": "Kan de crisisdienst meekijken?", "timeClass": "within_1_hour"},
    ),
    ApiStep(
        "advices",
        "advise",
        service.give_advice,
        "Geef advies vanuit de zorg",
        {"answer": (choice(name for name in ADVICE if name != "known_to_us"), REQUIRED), "text": SAID, "warning": SAID},
        {"answer": "advice", "text": "Eén iemand praat, houd afstand."},
        {"answer": "answer_code"},
    ),
    ApiStep(
        "deployments",
        "deploy",
        service.deploy_unit,
        "Zet een eenheid in",
        {
            "unit": (text_of(80, shortest=1), REQUIRED),
            "organisation": (Slug, REQUIRED),
            "discipline": (choice(DISCIPLINES), REQUIRED),
            "expected_at": WHEN,
        },
        {"unit": "Wagen 11", "organisation": "politie", "discipline": "police"},
        ORGANISATION,
    ),
    ApiStep(
        "deployments/{deployment}/statuses",
        "progress",
        service.progress_deployment,
        "Meld hoe ver een eenheid is",
        {
            "to": (choice(("under_way", "on_scene", "clear", "recalled")), REQUIRED),
            "expected_at": WHEN,
            "happened_at": WHEN,
        },
        {"to": "on_scene"},
        part="deployment",
    ),
    ApiStep(
        "direct-lines",
        "connect_directly",
        service.connect_directly,
        "Meld dat melder en hulpverlener elkaar spreken",
    ),
    ApiStep(
        "observations",
        "observe",
        service.observe,
        "Leg vast wat er is gezien en gehoord",
        {"answers": (SEEN, REQUIRED), "seen_at": WHEN},
        {"answers": {"harmSelf": "said", "substances": "smells_of_alcohol", "words": "Ik spring."}},
    ),
    ApiStep(
        "pictures",
        "propose_picture",
        service.propose_picture,
        "Stel het gezamenlijke beeld voor",
        {
            "problem": (text_of(MOST_SAID, shortest=1), REQUIRED),
            "safe": (text_of(MOST_SAID, shortest=1), REQUIRED),
            "who_does_what": (text_of(MOST_SAID, shortest=1), REQUIRED),
            "look_again_at": (Moment, REQUIRED),
        },
        {
            "problem": "Man op viaduct, wil springen",
            "safe": "Hij niet, omstanders wel",
            "whoDoesWhat": "Agent praat, crisisdienst komt",
            "lookAgainAt": "2026-11-27T22:10:00Z",
        },
    ),
    ApiStep(
        "pictures/{version}/confirmations",
        "confirm_picture",
        service.confirm_picture,
        "Bevestig het gezamenlijke beeld",
        part="version",
    ),
    ApiStep(
        "safety-phases",
        "set_safety",
        service.set_safety,
        "Zeg hoe veilig het nu is",
        {"phase": (choice(name for name in SAFETY_PHASES if name != "unknown"), REQUIRED), "person": (Id | None, None)},
        {"phase": "directly_safe"},
    ),
    ApiStep(
        "transports",
        "order_transport",
        service.order_transport,
        "Bestel vervoer",
        {
            "kind": (choice(TRANSPORTS), REQUIRED),
            "organisation": (Slug, REQUIRED),
            "reason": (REASON, ""),
            "expected_at": WHEN,
        },
        {"kind": "medical_transport", "organisation": "psycholance", "expectedAt": "2026-11-27T22:30:00Z"},
        ORGANISATION,
    ),
    ApiStep(
        "transports/{transport}/statuses",
        "progress_transport",
        service.progress_transport,
        "Meld hoe ver het vervoer is",
        {"to": (choice(("under_way", "on_scene", "done", "cancelled")), REQUIRED), "expected_at": WHEN},
        {"to": "under_way"},
        part="transport",
    ),
    ApiStep(
        "outcomes",
        "record_outcome",
        service.record_outcome,
        "Leg de uitkomst van de beoordeling vast",
        {
            "kind": (choice(FOLLOW_UPS), REQUIRED),
            "follow_up": (choice(sorted({one for many in FOLLOW_UPS.values() for one in many})), REQUIRED),
            "follow_up_holder": (Slug | None, None),
            "reassess_at": WHEN,
            "text": SAID,
        },
        {
            "kind": "not_assessable",
            "followUp": "sobering_place",
            "followUpHolder": "ontnuchtering",
            "reassessAt": "2026-11-28T04:10:00Z",
        },
    ),
    ApiStep(
        "offers",
        "offer",
        service.offer_incident,
        "Bied het incident aan, met de overdracht",
        {"to": (Slug, REQUIRED), "told": (TOLD, None), "safe": (Flag, False)},
        {"to": "ontnuchtering", "told": {"wentBefore": "Man dreigde te springen.", "searched": "Ja."}, "safe": True},
    ),
    ApiStep(
        "acceptances",
        "accept",
        service.accept_incident,
        "Neem het incident over, op naam en met teruglezen",
        {"accepted_by_name": (text_of(120), ""), "said_back": SAID, "safe": (Flag, False)},
        {"acceptedByName": "Nico Nuchter", "saidBack": "Man onder invloed, gefouilleerd.", "safe": True},
    ),
    ApiStep(
        "refusals",
        "refuse",
        service.refuse_incident,
        "Weiger het aanbod met een grond",
        {"ground": (choice(REFUSAL_GROUNDS), REQUIRED), "text": SAID},
        {"ground": "no_capacity"},
    ),
    ApiStep(
        "returned-handovers",
        "return_handover",
        service.return_handover,
        "Stuur een onvolledige overdracht terug",
        {"missing": (list_of(choice(HANDOVER_FIELDS)), REQUIRED), "text": SAID},
        {"missing": ["searched", "items_taken"]},
    ),
    ApiStep("withdrawals", "withdraw", service.withdraw_offer, "Trek het aanbod in"),
    ApiStep(
        "promises",
        "promise",
        service.promise,
        "Zeg iets anders toe dan een eenheid",
        {
            "kind": (choice(PROMISES), REQUIRED),
            "organisation": (Slug, REQUIRED),
            "who": (text_of(120, shortest=1), REQUIRED),
            "due_at": (Moment, REQUIRED),
            "text": SAID,
        },
        {"kind": "call_back", "organisation": "meldkamer", "who": "Olga", "dueAt": "2026-11-27T22:30:00Z"},
        ORGANISATION,
    ),
    ApiStep(
        "promises/{promise}/fulfilments",
        "keep_promise",
        service.keep_promise,
        "Meld dat een toezegging is nagekomen",
        part="promise",
    ),
    ApiStep(
        "reporter-messages",
        "tell_reporter",
        service.tell_reporter,
        "Laat de melder weten wat ervan kwam",
        {"message": (choice(REPORTER_MESSAGES), REQUIRED)},
        {"message": "care_has_it"},
    ),
    ApiStep(
        "releases",
        "release",
        service.release_incident,
        "Laat het incident los als politie",
        {
            "own_strength": (Flag, False),
            "own_strength_said": (Flag, False),
            "people_know": (Flag, False),
            "why_not_told": (REASON, ""),
        },
        {"peopleKnow": True},
    ),
    ApiStep(
        "police-releases",
        "override_release",
        service.set_police_free,
        "Maak de politie vrij vóór het loslaten, met een tweede naam",
        {
            "reason": (text_of(300, shortest=1), REQUIRED),
            "second": (text_of(40), REQUIRED),
        },
        {"reason": "Grote brand, alle eenheden nodig", "second": "professional:4"},
    ),
    ApiStep("closures", "close", service.close_incident, "Sluit het incident"),
    ApiStep(
        "joins",
        "join",
        service.join_incident,
        "Voeg samen met een ander incident",
        {"into": (IncidentNumber, REQUIRED)},
        {"into": "261127-42"},
    ),
    ApiStep(
        "scalings",
        "scale",
        service.scale_incident,
        "Schaal op of af en zeg wie er leidt",
        {"scale": (choice(SCALES), REQUIRED), "lead": (Slug, REQUIRED), "reason": (REASON, REQUIRED)},
        {"scale": "several_units", "lead": "politie", "reason": "Er staan veel mensen omheen"},
    ),
    ApiStep(
        "waiting-statements",
        "tell_waiting",
        service.tell_waiting,
        "Zeg of er nog wordt gewacht",
        {"still_waiting": (Flag, REQUIRED), "arrived": (Flag, False)},
        {"stillWaiting": True},
    ),
)

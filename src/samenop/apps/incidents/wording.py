"""The words for every code of the acute line: one word per idea, the same on every screen, page and sheet."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenop.apps.incidents import guidance_words
from samenop.apps.incidents.form_words import HANDOVER as HANDOVER
from samenop.apps.incidents.form_words import INTERPRETATION_QUESTIONS as INTERPRETATION_QUESTIONS
from samenop.apps.incidents.form_words import OBSERVATION_ANSWERS as OBSERVATION_ANSWERS
from samenop.apps.incidents.form_words import OBSERVATIONS as OBSERVATIONS
from samenop.apps.incidents.log_words import EVENTS as EVENTS

Text = str | Promise

STATUSES = {
    "reported": _("Reported"),
    "assessed": _("Assessed"),
    "in_hand": _("In hand"),
    "handed_over": _("Handed over"),
    "released": _("Police released"),
    "closed": _("Closed"),
    "joined": _("Joined to another incident"),
}
URGENCIES = {
    "urgent_police": _("Urgent, police"),
    "urgent_no_police": _("Urgent, no police"),
    "deferrable_police": _("Can wait, police"),
    "not_urgent_no_police": _("Not urgent, no police"),
    "information_only": _("Information only"),
}
NEEDS = {
    "police": _("Police needed"),
    "care": _("Care needed"),
    "both": _("Police and care needed"),
    "none": _("Nobody needed"),
}
SAFETY_PHASES = {
    "unknown": _("Safety not assessed yet"),
    "acute_unsafe": _("Acutely unsafe"),
    "directly_safe": _("Safe for now"),
    "stable_safe": _("Stably safe"),
    "recovery": _("Recovery"),
}
DISCIPLINES = {
    "police": _("Police"),
    "crisis_service": _("Crisis service"),
    "ambulance": _("Ambulance"),
    "medical_transport": _("Mental-health transport"),
    "other_care": _("Other care"),
    "citizen": _("Citizen helper"),
}
DEPLOYMENT_STATUSES = {
    "assigned": _("Assigned"),
    "under_way": _("Under way"),
    "on_scene": _("On scene"),
    "clear": _("Clear"),
    "recalled": _("Recalled"),
}
TRANSPORTS = {
    "medical_transport": _("Mental-health transport"),
    "ambulance": _("Ambulance"),
    "police": _("Police car"),
}
TRANSPORT_STATUSES = {
    "ordered": _("Ordered"),
    "under_way": _("Under way"),
    "on_scene": _("There"),
    "done": _("Done"),
    "cancelled": _("Cancelled"),
}
ADVICE = {
    "take_over": _("We take this over"),
    "advice": _("Advice"),
    "assessment": _("We come to assess"),
    "no_care_role": _("No role for care"),
    "known_to_us": _("Known to us"),
}
TIME_CLASSES = {
    "within_1_hour": _("Within 1 hour"),
    "within_4_hours": _("Within 4 hours"),
    "within_24_hours": _("Within 24 hours"),
    "advice_only": _("Advice only"),
}
OUTCOMES = {
    "voluntary_admission": _("Voluntary admission"),
    "crisis_measure": _("Crisis measure"),
    "home_with_agreements": _("Home with agreements"),
    "shelter": _("Shelter"),
    "not_assessable": _("Cannot be assessed now"),
    "no_care_needed": _("No care needed"),
}
FOLLOW_UPS = {
    "admission": _("Admission"),
    "mayor_decides": _("The mayor decides on a crisis measure"),
    "visit": _("Home visit"),
    "appointment": _("Appointment"),
    "general_practice": _("General practitioner"),
    "shelter_bed": _("Shelter bed"),
    "special_shelter": _("Special shelter"),
    "sobering_place": _("Sobering-up place"),
    "fallback_assessment": _("Fallback: assess later"),
    "medical_first": _("Medical care first"),
    "own_strength": _("By their own strength"),
    "municipality": _("Municipality"),
}
PROMISES = {
    "wait_half_hour": _("Wait half an hour and look again"),
    "appointment": _("Make an appointment"),
    "neighbourhood_officer": _("Neighbourhood officer comes by"),
    "other_body": _("Another body takes it up"),
    "municipality": _("Municipality takes it up"),
    "call_back": _("Call back"),
    "care_visit": _("Care comes by"),
}
REFUSAL_GROUNDS = {
    "no_capacity": _("No capacity now"),
    "not_our_task": _("Not our task"),
    "needs_police_first": _("Police are needed first"),
    "needs_other_expertise": _("Other expertise is needed"),
    "person_refuses": _("The person refuses"),
    "information_missing": _("Information is missing"),
}
SCALES = {
    "single": _("One unit"),
    "several_units": _("Several units"),
    "several_disciplines": _("Several disciplines"),
    "central": _("Led centrally"),
}
REPORTER_MESSAGES = {
    "on_its_way": _("Help is on its way"),
    "help_is_there": _("Help is there"),
    "care_has_it": _("Care has taken it over"),
    "other_reaction": _("We react in another way"),
    "finished": _("It is finished"),
}
CHANNELS = {
    "call_112": _("Call to 112"),
    "call_0900": _("Call to 0900"),
    "counter": _("At the counter"),
    "street": _("On the street"),
    "web": _("Web form"),
    "system": _("Connected system"),
}
REPORTER_KINDS = {
    "citizen": _("Citizen"),
    "professional": _("Professional"),
    "system": _("Connected system"),
}
LEVELS = {
    "operational": _("shift lead"),
    "management": _("management"),
    "board": _("board"),
}
NOW_WITH = {
    "operational": _("now with the shift lead"),
    "management": _("now with management"),
    "board": _("now with the board"),
}
PARTS = {
    "concerned": _("Person concerned"),
    "victim": _("Victim"),
    "suspect": _("Suspect"),
    "witness": _("Witness"),
    "family": _("Family"),
    "child": _("Child"),
}
THROUGH = {
    "intake": _("took in the report"),
    "triage": _("triage seat"),
    "care_desk": _("care desk"),
    "care_asked": _("asked for care"),
    "deployment": _("unit sent"),
    "transport": _("transport"),
    "offer": _("was offered the baton"),
    "follow_up": _("holds the follow-up"),
    "promise": _("made a promise"),
}
AGREEMENT_ADVICE = {
    "go": _("Go"),
    "not_alone": _("Not alone"),
    "not_without_us": _("Not without the police"),
}
STEPS = {
    "classify": _("Decide the class"),
    "choose_situation": _("Choose the situation"),
    "join": _("Join to another incident"),
    "note": _("Write a note"),
    "ask_care": _("Ask care to join"),
    "advise": _("Answer as care"),
    "deploy": _("Send a unit"),
    "progress": _("Unit a step further"),
    "connect_directly": _("Connect directly"),
    "observe": _("Write down what you see"),
    "propose_picture": _("Propose a joint picture"),
    "confirm_picture": _("Confirm the joint picture"),
    "set_safety": _("Assess safety"),
    "order_transport": _("Order transport"),
    "progress_transport": _("Transport a step further"),
    "record_outcome": _("Record the outcome"),
    "scale": _("Scale up or down"),
    "tell_waiting": _("Still waiting?"),
    "offer": _("Offer the baton"),
    "withdraw": _("Take the offer back"),
    "accept": _("Take over"),
    "refuse": _("Refuse with a ground"),
    "return_handover": _("Send the handover back"),
    "promise": _("Make a promise"),
    "keep_promise": _("Promise kept"),
    "tell_reporter": _("Tell the reporter"),
    "release": _("Release"),
    "override_release": _("Set the police free"),
    "close": _("Close the incident"),
}

# The word lists by the name a template uses: {{ incident.urgency|word:"urgency" }}.
LISTS: Mapping[str, Mapping[str, Text]] = MappingProxyType(
    {
        "status": STATUSES,
        "urgency": URGENCIES,
        "needs": NEEDS,
        "safety": SAFETY_PHASES,
        "discipline": DISCIPLINES,
        "deployment": DEPLOYMENT_STATUSES,
        "transport": TRANSPORTS,
        "transport_status": TRANSPORT_STATUSES,
        "advice": ADVICE,
        "time_class": TIME_CLASSES,
        "outcome": OUTCOMES,
        "follow_up": FOLLOW_UPS,
        "promise": PROMISES,
        "refusal_ground": REFUSAL_GROUNDS,
        "scale": SCALES,
        "reporter_message": REPORTER_MESSAGES,
        "channel": CHANNELS,
        "reporter_kind": REPORTER_KINDS,
        "level": LEVELS,
        "now_with": NOW_WITH,
        "part": PARTS,
        "through": THROUGH,
        "agreement_advice": AGREEMENT_ADVICE,
        "event": EVENTS,
        "observation": OBSERVATIONS,
        "interpretation": INTERPRETATION_QUESTIONS,
        "handover": HANDOVER,
        "step": STEPS,
        "direction": guidance_words.DIRECTIONS,
        "setting": guidance_words.SETTINGS,
        "timing": guidance_words.TIMINGS,
        "unit": guidance_words.UNITS,
        "rating": guidance_words.RATINGS,
        **{f"observation_{name}": answers for name, answers in OBSERVATION_ANSWERS.items()},
    }
)

URGENCY_TONES = {
    "urgent_police": "danger",
    "urgent_no_police": "danger",
    "deferrable_police": "warning",
    "not_urgent_no_police": "info",
    "information_only": "neutral",
}
SAFETY_TONES = {
    "acute_unsafe": "danger",
    "unknown": "warning",
    "directly_safe": "info",
    "stable_safe": "ok",
    "recovery": "ok",
}


def word_of(kind: str, code: str) -> str:
    """The word of a code in the reader's language; an unknown code shows itself rather than nothing."""
    return str(LISTS[kind].get(code, code))


def choices_of(kind: str) -> list[tuple[str, Text]]:
    """The choices of a form field, in the order of the list."""
    return list(LISTS[kind].items())

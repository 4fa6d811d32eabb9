"""The words for every code of the acute line: one word per idea, the same on every screen, page and sheet."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenop.apps.incidents import guidance_words

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
EVENTS = {
    "incident.reported": _("Report came in"),
    "report.added": _("Another report of the same event"),
    "report.added_to": _("The reporter adds"),
    "report.rated": _("The reporter says how it went"),
    "report.joined": _("Reports of another incident joined"),
    "incident.joined": _("Joined to another incident"),
    "incident.classified": _("Class decided"),
    "situation.chosen": _("Situation chosen"),
    "note.written": _("Note written"),
    "care.asked": _("Care asked to join"),
    "care.advised": _("Care answered"),
    "deployment.assigned": _("Unit assigned"),
    "deployment.progressed": _("Unit a step further"),
    "direct_line.made": _("Reporter and responder connected"),
    "observation.made": _("Observation written"),
    "picture.proposed": _("Joint picture proposed"),
    "picture.confirmed": _("Joint picture confirmed"),
    "safety.set": _("Safety assessed"),
    "transport.ordered": _("Transport ordered"),
    "transport.progressed": _("Transport a step further"),
    "outcome.recorded": _("Outcome of the assessment"),
    "incident.scaled": _("Scaled, lead decided"),
    "waiting.told": _("Waiting confirmed"),
    "handover.offered": _("Handover offered"),
    "handover.returned": _("Handover sent back, incomplete"),
    "handover.accepted": _("Handover accepted and read back"),
    "baton.offered": _("Baton offered"),
    "baton.accepted": _("Baton accepted"),
    "baton.refused": _("Baton refused, stays where it was"),
    "baton.withdrawn": _("Offer of the baton withdrawn"),
    "promise.made": _("Promise made"),
    "promise.kept": _("Promise kept"),
    "promise.broken": _("Promise broken"),
    "reporter.told": _("Reporter told"),
    "incident.released": _("Police released"),
    "police.set_free": _("Police set free before release, with a second name"),
    "incident.closed": _("Incident closed"),
    "clock.warned": _("Norm is near"),
    "clock.breached": _("Norm broken"),
    "clock.climbed": _("Climbed to the next level"),
    "agreement.withdrawn": _("Agreement withdrawn"),
}
OBSERVATIONS = {
    "behaviour": _("Behaviour"),
    "harm_self": _("Says about harming themselves"),
    "harm_others": _("Says about harming others"),
    "substances": _("Alcohol or drugs"),
    "weapons": _("Weapons"),
    "injuries": _("Injuries"),
    "home": _("The home"),
    "children": _("Children"),
    "animals": _("Animals"),
    "words": _("Words heard"),
    "means": _("Means seen"),
    "seen": _("What you see"),
}
OBSERVATION_ANSWERS = {
    "behaviour": {
        "calm": _("Calm"),
        "restless": _("Restless"),
        "withdrawn": _("Withdrawn"),
        "shouting": _("Shouts"),
        "aggressive": _("Hits, kicks or throws"),
        "talks_to_absent": _("Talks to somebody who is not there"),
        "does_not_answer": _("Does not answer"),
    },
    "harm_self": {
        "not_said": _("Not said"),
        "hinted": _("Hinted"),
        "said": _("Said"),
        "said_with_means": _("Said, and has the means"),
        "did": _("Did it"),
    },
    "harm_others": {
        "not_said": _("Not said"),
        "hinted": _("Hinted"),
        "said": _("Said"),
        "said_with_means": _("Said, and has the means"),
        "did": _("Did it"),
    },
    "substances": {
        "none_seen": _("None seen"),
        "smells_of_alcohol": _("Smells of alcohol"),
        "says_used": _("Says to have used"),
        "seen_using": _("Seen using"),
    },
    "weapons": {
        "none_seen": _("None seen"),
        "within_reach": _("Within reach"),
        "on_person": _("On the person"),
        "taken_away": _("Taken away"),
    },
    "injuries": {
        "none_seen": _("None seen"),
        "light": _("Light"),
        "serious": _("Serious"),
        "unconscious": _("Unconscious"),
    },
    "home": {
        "not_seen": _("Not seen"),
        "in_order": _("In order"),
        "neglected": _("Dirty or damaged"),
        "dangerous": _("Dangerous now"),
    },
    "children": {
        "not_asked": _("Not asked"),
        "none": _("None"),
        "present_safe": _("Present, safe"),
        "present_unsafe": _("Present, not safe"),
        "elsewhere": _("Elsewhere"),
    },
    "animals": {
        "not_asked": _("Not asked"),
        "none": _("None"),
        "cared_for": _("Cared for"),
        "neglected": _("Not cared for"),
    },
}
INTERPRETATION_QUESTIONS = {
    "what_did_you_see": _("What did you see?"),
    "what_did_you_hear": _("What did you hear?"),
    "what_was_said": _("What was said, word for word?"),
    "what_did_you_smell_or_see": _("What did you smell or see?"),
    "what_did_the_person_do": _("What did the person do?"),
}
HANDOVER = {
    "went_before": _("What went before"),
    "seen": _("What was seen"),
    "searched": _("Searched or not"),
    "items_taken": _("Items taken"),
    "restraint": _("Means of restraint"),
    "medication": _("Medication known"),
    "family": _("Who is family"),
    "promised": _("What was promised"),
    "request": _("What is asked of you"),
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
    "close": _("Close"),
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

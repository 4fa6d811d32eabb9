"""The words of what is observed and handed over: every field and every answer of these forms."""

from django.utils.translation import gettext_lazy as _

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

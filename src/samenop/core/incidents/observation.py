"""What an officer saw, heard and was told; words that interpret get a friendly question back (A10)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Structured facts of the form: name → the possible answers. Everything is optional: seeing nothing is a fact too.
OBSERVATION_FIELDS: Mapping[str, tuple[str, ...]] = {
    "behaviour": ("calm", "restless", "withdrawn", "shouting", "aggressive", "talks_to_absent", "does_not_answer"),
    "harm_self": ("not_said", "hinted", "said", "said_with_means", "did"),
    "harm_others": ("not_said", "hinted", "said", "said_with_means", "did"),
    "substances": ("none_seen", "smells_of_alcohol", "says_used", "seen_using"),
    "weapons": ("none_seen", "within_reach", "on_person", "taken_away"),
    "injuries": ("none_seen", "light", "serious", "unconscious"),
    "home": ("not_seen", "in_order", "neglected", "dangerous"),
    "children": ("not_asked", "none", "present_safe", "present_unsafe", "elsewhere"),
    "animals": ("not_asked", "none", "cared_for", "neglected"),
}
# A gas tap or a burning candle: what makes the place itself unsafe.
TEXT_FIELDS = ("words", "means", "seen")

# Dutch words that give a meaning instead of a fact, with the question that leads back to the fact.
INTERPRETING = {
    "verward": "what_did_you_see",
    "psychotisch": "what_did_you_see",
    "psychose": "what_did_you_see",
    "manisch": "what_did_you_see",
    "schizofreen": "what_did_you_see",
    "schizofrenie": "what_did_you_see",
    "borderline": "what_did_you_see",
    "depressief": "what_did_you_hear",
    "suïcidaal": "what_was_said",
    "suicidaal": "what_was_said",
    "gek": "what_did_you_see",
    "gestoord": "what_did_you_see",
    "hysterisch": "what_did_you_see",
    "paranoïde": "what_was_said",
    "paranoide": "what_was_said",
    "dement": "what_did_you_see",
    "dronken": "what_did_you_smell_or_see",
    "onder invloed": "what_did_you_smell_or_see",
    "agressief": "what_did_the_person_do",
    "dreigend": "what_did_the_person_do",
    "manipulatief": "what_was_said",
    "verwaarloosd": "what_did_you_see",
}


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A word in the text that gives a meaning, and which question leads back to what was seen."""

    word: str
    question: str


def interpretations(text: str) -> tuple[Interpretation, ...]:
    """Interpreting words in the order of the text. A hint for the writer, never a refusal (idea 2)."""
    lowered = text.lower()
    found = []
    for word, question in INTERPRETING.items():
        match = re.search(rf"\b{re.escape(word)}(e|er)?\b", lowered)
        if match:
            found.append((match.start(), Interpretation(word, question)))
    return tuple(hint for _, hint in sorted(found, key=lambda pair: pair[0]))


def unknown_answers(answers: Mapping[str, str]) -> tuple[str, ...]:
    """The fields whose answer the form does not have; empty for a sound form."""
    return tuple(
        name
        for name, answer in answers.items()
        if name not in TEXT_FIELDS and answer and answer not in OBSERVATION_FIELDS.get(name, ())
    )

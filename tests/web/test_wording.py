"""Every code of the rules has its word, and no word stands for a code that does not exist."""

import pytest

from samenop.apps.incidents import wording
from samenop.apps.incidents.actions.care import TIME_CLASSES
from samenop.apps.incidents.actions.releasing import REPORTER_MESSAGES
from samenop.apps.incidents.actions.reports import CHANNELS, REPORTER_KINDS
from samenop.core.batons.holding import REFUSAL_GROUNDS
from samenop.core.clocks.norms import LEVELS
from samenop.core.incidents.facts import DEPLOYMENT_STATUSES, SAFETY_PHASES
from samenop.core.incidents.handover import HANDOVER_FIELDS
from samenop.core.incidents.observation import INTERPRETING, OBSERVATION_FIELDS, TEXT_FIELDS
from samenop.core.incidents.outcome import FOLLOW_UPS
from samenop.core.incidents.reaction import (
    ADVICE,
    DISCIPLINES,
    NEEDS,
    PROMISES,
    SCALES,
    TRANSPORT_NEXT,
    TRANSPORTS,
    URGENCIES,
)
from samenop.core.incidents.steps import STATUSES, STEPS

CODES = {
    "status": STATUSES,
    "urgency": URGENCIES,
    "needs": NEEDS,
    "safety": SAFETY_PHASES,
    "discipline": DISCIPLINES,
    "deployment": DEPLOYMENT_STATUSES,
    "transport": TRANSPORTS,
    "transport_status": TRANSPORT_NEXT,
    "advice": ADVICE,
    "time_class": TIME_CLASSES,
    "outcome": FOLLOW_UPS,
    "follow_up": {one for follow_ups in FOLLOW_UPS.values() for one in follow_ups},
    "promise": PROMISES,
    "refusal_ground": REFUSAL_GROUNDS,
    "scale": SCALES,
    "reporter_message": REPORTER_MESSAGES,
    "channel": CHANNELS,
    "reporter_kind": REPORTER_KINDS,
    "level": LEVELS,
    "observation": {*OBSERVATION_FIELDS, *TEXT_FIELDS},
    "interpretation": set(INTERPRETING.values()),
    "handover": HANDOVER_FIELDS,
    "step": STEPS,
    **{f"observation_{name}": answers for name, answers in OBSERVATION_FIELDS.items()},
}


@pytest.mark.parametrize("kind", sorted(CODES))
def test_the_words_are_exactly_those_of_the_rules(kind: str) -> None:
    assert set(wording.LISTS[kind]) == set(CODES[kind])


def test_an_unknown_code_shows_itself() -> None:
    assert wording.word_of("urgency", "never_heard_of") == "never_heard_of"

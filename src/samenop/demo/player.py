"""Plays on in real time: every call one small step of one colleague, so that the boards live."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

import structlog
from django.db import DatabaseError

from samenop.apps.incidents.models import Incident, Report
from samenop.apps.ledger.models import Entry
from samenop.apps.partners.models import Professional
from samenop.core.incidents.steps import OPEN
from samenop.core.kernel import Refused
from samenop.demo.next_moves import next_moves, standing_of
from samenop.demo.personas import BY_USERNAME
from samenop.demo.stories.colleagues import Colleagues, NobodyThere, colleagues
from samenop.demo.stories.moves import play
from samenop.demo.stories.reading import Story, stories
from samenop.demo.stories.scene import SOURCE, Scene

FEWEST, MOST = 38, 43
# A visitor who is at work on an incident is left in peace this long.
HANDS_OFF = timedelta(minutes=5)
NEW_REPORT = 0.08
OLDEST_FIRST = 0.5
# A report is looked at after a breath, mostly before anything else happens.
NOT_AT_ONCE = timedelta(seconds=20)
LOOKED_AT = 0.4
TRIES = 6
OTHER = "other"

log = structlog.get_logger()


def play_step(now: datetime, chance: Random) -> str | None:
    """One step as a fitting colleague; returns "number move", or None when nothing could be played.

    Keeps the number of open incidents around forty, and leaves alone what a visitor touched in the
    last five minutes. A refused step is skipped and logged; a busy database means: next time.
    """
    try:
        return _play_step(now, chance)
    except DatabaseError as error:
        log.warning("demo_step_skipped", error=type(error).__name__)
        return None


def _play_step(now: datetime, chance: Random) -> str | None:
    cast = colleagues(now)
    opened = Incident.objects.filter(status__in=OPEN).count()
    if opened < FEWEST or (opened < MOST and chance.random() < NEW_REPORT):
        return _new_report(now, chance, cast)
    for incident in _candidates(now, chance, opened):
        done = advance(incident, now, chance, cast)
        if done:
            return f"{incident.number} {done}"
    return None


def _new_report(now: datetime, chance: Random, cast: Colleagues) -> str | None:
    playable = [name for name, story in stories().items() if story.plays and not story.joins]
    name = chance.choice(playable)
    scene = Scene(stories()[name], f"{name}-{chance.getrandbits(40):x}", cast, chance)
    refused = scene.take(now)
    if refused is not None:
        log.info("demo_step_refused", move="report", code=refused.code)
        return None
    return f"{scene.number} report"


def _candidates(now: datetime, chance: Random, opened: int) -> list[Incident]:
    """Some incidents to try: what nobody looked at yet, the oldest when there are many (so that they end), or any."""
    untouched = Incident.objects.exclude(status__in=("closed", "joined")).order_by("reported_at", "pk")
    in_hands = _in_a_visitors_hands(now)
    rows = [one for one in untouched if one.number not in in_hands]
    new = [one for one in rows if one.status == "reported" and now - one.reported_at > NOT_AT_ONCE]
    if new and chance.random() < LOOKED_AT:
        return new
    if opened >= MOST or chance.random() < OLDEST_FIRST:
        rows = rows[: max(TRIES, len(rows) // 2)]
    return chance.sample(rows, min(TRIES, len(rows)))


def _in_a_visitors_hands(now: datetime) -> frozenset[str]:
    visitors = Professional.objects.filter(username__in=BY_USERNAME).values_list("pk", flat=True)
    # The newest entry before the pause is found from the end of the book, so a thick book costs nothing.
    older = Entry.objects.filter(at__lte=now - HANDS_OFF).order_by("-id").values_list("id", flat=True).first()
    touched = Entry.objects.filter(
        id__gt=older or 0,
        actor__in=[f"professional:{pk}" for pk in visitors],
        subject__startswith="incident:",
    )
    subjects = touched.values_list("subject", flat=True).distinct()
    return frozenset(subject.removeprefix("incident:") for subject in subjects)


def advance(incident: Incident, now: datetime, chance: Random, cast: Colleagues) -> str | None:
    """The name of the first fitting move that was agreed to."""
    scene = _scene(incident, chance, cast)
    for move, words in next_moves(standing_of(scene)):
        try:
            answer = play(scene, move, now, **words)
        except NobodyThere as nobody:
            log.info("demo_step_refused", move=move, nobody=str(nobody))
            continue
        if not isinstance(answer, Refused):
            return move
        log.info("demo_step_refused", move=move, code=answer.code, missing=answer.missing)
    return None


def _scene(incident: Incident, chance: Random, cast: Colleagues) -> Scene:
    """The story the incident came from; what a visitor reported is played with a story of its situation."""
    keys = Report.objects.filter(incident=incident, source=SOURCE).order_by("pk")
    key = keys.values_list("external_id", flat=True).first()
    name = (key or "").rpartition("-")[0]
    story = stories().get(name) or _story_of(incident.situation, stories().values())
    return Scene(story, key or incident.number, cast, chance, number=incident.number)


def _story_of(situation: str, told: Iterable[Story]) -> Story:
    fitting = (story for story in told if situation and story.situation == situation)
    return next(fitting, stories()[OTHER])

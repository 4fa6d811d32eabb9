"""Plays the evening: every story from its beginning up to now, in the order of the clock, by real actions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from samenop.apps.batons.service import break_promises, let_clocks_speak
from samenop.apps.incidents.models import Incident
from samenop.core.kernel import Refused
from samenop.demo.stories.colleagues import colleagues
from samenop.demo.stories.moves import play
from samenop.demo.stories.reading import Beat, evening, stories
from samenop.demo.stories.scene import Scene

# How often the clocks get to speak while the past is played.
TICK = timedelta(minutes=2)


class StoryBroken(Exception):
    """A step of a story was refused: the story and the rules no longer agree. Says which step and why."""


@dataclass(slots=True)
class Moment:
    """A step of one story at its time; no beat: the report comes in."""

    at: datetime
    scene: Scene
    beat: Beat | None
    joined_into: str = ""


def play_evening(now: datetime, chance: Random) -> None:
    """Everything up to `now`; StoryBroken when a story is refused a step."""
    cast = colleagues(now)
    told = evening()
    moments: list[Moment] = []
    for place, (name, ago, *into) in enumerate([*_earlier(chance), *told.open]):
        scene = Scene(stories()[name], f"{name}-{place}", cast, chance)
        moments += _moments(scene, now - timedelta(minutes=ago), now, *into)
    clock = None
    for moment in sorted(moments, key=lambda one: one.at):
        clock = _clocks_until(moment.at, clock)
        _play(moment)
    _clocks_until(now, clock, last=True)


def _earlier(chance: Random) -> Iterator[tuple[str, int]]:
    told = evening().earlier
    first, last = told.hours
    for name in told.stories:
        yield name, round(60 * chance.uniform(first, last))


def _moments(scene: Scene, start: datetime, now: datetime, into: str = "") -> Iterator[Moment]:
    at = start
    yield Moment(at, scene, None, into)
    for beat in scene.story.beats():
        at += timedelta(seconds=round(60 * beat.after * scene.chance.uniform(0.9, 1.15)))
        if at > now:
            return
        if beat.do == "situation" and not scene.story.situation:
            continue
        yield Moment(at, scene, beat, into)


def _play(moment: Moment) -> None:
    scene, beat = moment.scene, moment.beat
    target = _target(moment) if moment.joined_into else None
    if beat is None:
        refused = scene.take(moment.at, target.address if target else "")
    else:
        words = beat.words | ({"into": target.number} if beat.do == "join" and target else {})
        answer = play(scene, beat.do, moment.at, **words)
        refused = answer if isinstance(answer, Refused) else None
    if refused is not None:
        step = beat.do if beat else "report"
        raise StoryBroken(f"{scene.key}, {step}: {refused.code} {dict(refused.params)} {refused.missing}")


def _target(moment: Moment) -> Incident | None:
    same = Incident.objects.filter(reports__external_id__startswith=f"{moment.joined_into}-")
    return same.exclude(status__in=("closed", "joined", "released")).order_by("-reported_at").first()


def _clocks_until(at: datetime, before: datetime | None, *, last: bool = False) -> datetime:
    """Lets the clocks speak at their time while the story jumps on; long quiet stretches in one go."""
    if before is not None and not last and at - before < TICK:
        return before
    let_clocks_speak(now=at)
    break_promises(now=at)
    return at

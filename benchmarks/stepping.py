"""Takes real steps on open incidents at a steady pace, and writes down when each was committed.

`python -m benchmarks.stepping NUMBERS DIARY A_SECOND SECONDS`; the numbers of the file take turns.
"""

import sys
import time
from itertools import cycle
from pathlib import Path

import django

django.setup()

from django.utils import timezone  # noqa: E402  # Django must be set up first

from benchmarks.region import KINDS, actor_at  # noqa: E402
from samenop.apps.incidents.models import Incident  # noqa: E402
from samenop.apps.incidents.service import set_safety  # noqa: E402
from samenop.core.kernel import Actor, Agreed  # noqa: E402

PHASES = ("acute_unsafe", "directly_safe")


def main(numbers: Path, diary: Path, a_second: int, seconds: int) -> None:
    """A step every so often, not faster when one was late."""
    holders = dict(Incident.objects.values_list("number", "holder_id"))
    actors: dict[str, Actor] = {}
    assert "meldkamer" in KINDS
    began = time.monotonic()
    with diary.open("x", encoding="ascii", buffering=1) as book:
        for place, number in enumerate(cycle(numbers.read_text(encoding="ascii").split())):
            due = began + place / a_second
            if place >= a_second * seconds or time.monotonic() > began + 2 * seconds:
                return
            time.sleep(max(due - time.monotonic(), 0))
            room = holders[number]
            actor = actors.get(room) or actors.setdefault(room, actor_at(room, timezone.now()))
            phase = PHASES[place // 7 % 2]
            answer = set_safety(number=number, actor=actor, now=timezone.now(), phase=phase)
            assert isinstance(answer, Agreed), answer
            book.write(f"{number} {time.monotonic()}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))

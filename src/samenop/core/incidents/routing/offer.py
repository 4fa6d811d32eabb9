"""What a care partner offers and is bound to, and what is asked: the facts that a route is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from samenop.core.clocks.norms import Level
from samenop.core.clocks.opening import ALWAYS, OpeningHours

ANYWHERE = "*"
MINOR = "minor"
ADULT_AGE = 18
# What a capability may exclude and a need may tell of a person; each has its own words.
CIRCUMSTANCES = frozenset(
    {
        MINOR,
        "under_influence",
        "aggressive",
        "several_problems",
        "confused",
        "injured",
        "arrested",
        "wheelchair",
        "with_animal",
        "with_children",
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is: an area code (municipality or district) and, when known, the coordinates."""

    area: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """What the route must know of the person, and no more: no name, no diagnosis.

    `circumstances` are ids such as under_influence, aggressive, several_problems, minor.
    `suspended_from` are organisations that have shut the person out.
    """

    age: int | None = None
    circumstances: frozenset[str] = frozenset()
    suspended_from: frozenset[str] = frozenset()

    def ages(self) -> tuple[int, int]:
        """The youngest and oldest the person can be, as far as anyone knows."""
        if self.age is not None:
            return self.age, self.age
        return (0, ADULT_AGE - 1) if MINOR in self.circumstances else (0, 130)


@dataclass(frozen=True, slots=True)
class Need:
    """What is asked for whom and where, by which organisation.

    `falls_back_to` is the care need that a must-take party fulfils when nobody gives this one.
    `declined_by` are organisations that already said no this time.
    """

    care_need: str
    place: Place
    person: Person = Person()
    asked_by: str = ""
    falls_back_to: tuple[str, ...] = ()
    declined_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Contact:
    """How a contact level of an organisation is reached."""

    level: Level
    reach: str


@dataclass(frozen=True, slots=True)
class Capability:
    """A care need that an organisation can meet, and for whom.

    Ages are in whole years, both ends included. `minutes` is how long it usually takes until somebody
    is there or the person can be received. `only_by_agreement`: not without a valid agreement.
    """

    care_need: str
    min_age: int | None = None
    max_age: int | None = None
    excludes: frozenset[str] = frozenset()
    minutes: int | None = None
    only_by_agreement: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on duty from when until when (UTC; the end is not part of it). `reachable` None: not known."""

    starts_at: datetime
    ends_at: datetime
    contact: str
    reachable: bool | None = None

    def holds(self, at: datetime) -> bool:
        """Whether this duty runs at the moment."""
        return self.starts_at <= at < self.ends_at


@dataclass(frozen=True, slots=True)
class Agreement:
    """What an organisation promised: for which needs, how fast, to whom, from and until which day.

    With `must_take` it may not refuse for what the person is like, for want of room or for an earlier
    suspension: it is the fallback. No `parties` means: whoever asks. `valid_until` is the last day.
    """

    id: str
    obliges: frozenset[str]
    valid_from: date
    valid_until: date | None = None
    response_minutes: int | None = None
    must_take: bool = False
    parties: frozenset[str] = frozenset()
    escalation: tuple[Contact, ...] = ()

    def covers(self, care_need: str, asked_by: str) -> bool:
        """Whether it is about this need and for this asker, whatever the day."""
        return care_need in self.obliges and (not self.parties or not asked_by or asked_by in self.parties)

    def is_valid_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One care partner as the roster and the agreements know it now.

    `roster` None means that it keeps none here and is reached by its desk; an empty one: nobody is on
    duty. `capacity_left` None: not known. `minutes_now` is what the partner itself says it takes now.
    """

    organisation: str
    kind: str
    capabilities: tuple[Capability, ...] = ()
    areas: frozenset[str] = frozenset({ANYWHERE})
    opening: OpeningHours = ALWAYS
    roster: tuple[Duty, ...] | None = None
    reachable: bool | None = None
    capacity_left: int | None = None
    agreements: tuple[Agreement, ...] = ()
    minutes_now: int | None = None
    load: int = 0
    place: Place | None = None
    contact: str = ""
    days_off: Mapping[date, str] = field(default_factory=dict)

    def capability(self, care_need: str) -> Capability | None:
        """What it can do for this need; None when it does not give it."""
        return next((one for one in self.capabilities if one.care_need == care_need), None)

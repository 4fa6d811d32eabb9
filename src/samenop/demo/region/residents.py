"""Writes the fictional residents, and what was agreed on some of them and on some places."""

from datetime import date, datetime, timedelta
from random import Random

from samenop.apps.persons.models import Agreement, Person
from samenop.demo.region_reading import Agreed, agreements, people, places

RESIDENTS = 360
YOUNGEST, OLDEST = 13, 93


def write_residents(now: datetime, chance: Random) -> None:
    """A few hundred people with a name, a birthday and an address that do not exist; never a citizen number."""
    Person.objects.bulk_create(_resident(now.date(), chance) for _ in range(RESIDENTS))


def write_agreements(now: datetime, chance: Random) -> None:
    """Agreements on persons and places: most current, some about to end, some that have ended."""
    told = agreements()
    known = list(Person.objects.filter(fictional=True).order_by("pk"))
    # Every approach is agreed with three people, so that it pops up more than once in an evening.
    subjects = chance.sample(known, 3 * len(told.persons))
    rows = [
        _agreement(one, now, person=person) for one, person in zip(told.persons * 3, subjects, strict=True)
    ]
    rows += [
        _agreement(one, now, address=address) for one in told.places for address in _addresses(one, chance)
    ]
    Agreement.objects.bulk_create(rows)


def _resident(today: date, chance: Random) -> Person:
    names = people().residents
    first = chance.choice(chance.choice((names.men, names.women)))
    age = chance.triangular(YOUNGEST, OLDEST, 42)
    streets = [street for found in places().streets.values() for street in found]
    return Person(
        name=f"{first} {chance.choice(names.surnames)}",
        birth_date=today - timedelta(days=int(age * 365.25)),
        address=f"{chance.choice(streets)} {chance.randint(1, 180)}",
        fictional=True,
    )


def _addresses(one: Agreed, chance: Random) -> list[str]:
    if one.spot:
        return [address for address, _ in places().spots[one.spot]]
    homes = Person.objects.filter(fictional=True).order_by("pk").values_list("address", flat=True)
    return chance.sample(list(homes), 2)


def _agreement(one: Agreed, now: datetime, *, person: Person | None = None, address: str = "") -> Agreement:
    # What ends today ends tonight: it still counts for who is on duty now.
    left = timedelta(days=one.days) if one.days else timedelta(hours=3)
    return Agreement(
        person=person,
        address=address,
        approach=one.approach,
        do_not_promise=one.do_not_promise,
        advice=one.advice,
        contact=one.contact,
        made_by_id=one.made_by,
        readers=one.readers,
        valid_from=now - timedelta(days=120),
        valid_until=now + left,
    )

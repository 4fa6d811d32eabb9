"""A story on its way: one incident, the words of its story, and who plays in it."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from samenop.apps.incidents.models import Deployment, Incident
from samenop.apps.incidents.service import ReportDraft, take_report
from samenop.apps.partners.models import Unit
from samenop.apps.persons.models import Person
from samenop.core.kernel import Actor, Refused
from samenop.demo.region_reading import people, places, telephone
from samenop.demo.stories.colleagues import Colleagues
from samenop.demo.stories.reading import Story

SOURCE = "demo"
BUSY = ("assigned", "under_way", "on_scene")
# So often the one it is about is somebody on whom something was agreed: that is why it was agreed.
KNOWN_BEFORE = 0.4


@dataclass(slots=True)
class Scene:
    """One incident with its story. `key` is "story-number": the external id of the report."""

    story: Story
    key: str
    cast: Colleagues
    chance: Random
    number: str = ""
    token: str = ""

    @property
    def incident(self) -> Incident:
        """The incident as it is now."""
        return Incident.objects.get(number=self.number)

    def by(self, who: str) -> Actor:
        """The colleague who plays this part in this story."""
        return self.cast.of_role(who, self.key)

    def at(self, organisation: str, permission: str) -> Actor:
        """A colleague of the organisation who may do it."""
        return self.cast.at(organisation, permission, self.key)

    def deployment(self, discipline: str, *statuses: str) -> Deployment | None:
        """The last unit of this discipline in one of the statuses."""
        found = Deployment.objects.filter(incident__number=self.number, discipline=discipline)
        return found.filter(status__in=statuses).order_by("-pk").first()

    def free_unit(self, discipline: str) -> Unit | None:
        """A unit that is nowhere now, or any when all are out: then somebody drives on to the next."""
        units = Unit.objects.filter(discipline=discipline, active=True).order_by("slug")
        out = Deployment.objects.filter(status__in=BUSY, discipline=discipline).values_list("unit", flat=True)
        free = [one for one in units if one.name not in set(out)] or list(units)
        return self.chance.choice(free) if free else None

    def take(self, now: datetime, address: str = "") -> "Refused | None":
        """The report comes in; afterwards the scene has its number. Refused when it was not taken."""
        told = self.story.report
        person = self._person(now)
        place, area = self._place(person, address)
        actor = self.by("operator")
        channel = told.channel
        if told.source and self.cast.has(told.source, "report.take"):
            actor, channel = self.at(told.source, "report.take"), "web"
        text = self.chance.choice(told.texts)
        latitude, longitude = self._spot(area)
        named = person if person is not None and self.story.person.known else None
        taken = take_report(
            draft=ReportDraft(
                text=text.replace("{naam}", named.name if named else "Een bewoner"),
                channel=channel,
                reporter_kind="professional" if told.by == "professional" else "citizen",
                reporter_name=self._reporter(),
                reporter_phone=telephone(self.chance.randint(600, 999)),
                address=place,
                area=area,
                latitude=latitude,
                longitude=longitude,
                person_name=named.name if named else "",
                person_birth_date=named.birth_date if named else None,
                source=SOURCE,
                external_id=self.key,
            ),
            actor=actor,
            now=now,
        )
        if isinstance(taken, Refused):
            return taken
        self.number, self.token = taken.number, taken.token
        return None

    def _person(self, now: datetime) -> Person | None:
        asked = self.story.person
        if asked.gender not in {"man", "woman"}:
            return None
        youngest, oldest = (now.date().year - age for age in asked.ages)
        names = people().residents.men if asked.gender == "man" else people().residents.women
        born = Person.objects.filter(fictional=True, birth_date__year__range=(oldest, youngest))
        able = [one for one in born.order_by("pk") if one.name.split(" ", 1)[0] in names]
        agreed = set(born.exclude(agreements=None).values_list("pk", flat=True))
        before = [one for one in able if one.pk in agreed]
        if before and self.chance.random() < KNOWN_BEFORE:
            return self.chance.choice(before)
        return self.chance.choice(able) if able else None

    def _place(self, person: Person | None, address: str) -> tuple[str, str]:
        told = places()
        if address:
            return address, self._area_of(address)
        if self.story.spot in told.spots:
            return self.chance.choice(told.spots[self.story.spot])
        if person is not None and person.address:
            return person.address, told.area_of(person.address)
        area = self.chance.choice(sorted(told.streets))
        return f"{self.chance.choice(told.streets[area])} {self.chance.randint(1, 180)}", area

    def _area_of(self, address: str) -> str:
        spots = {spot: area for found in places().spots.values() for spot, area in found}
        return spots.get(address) or places().area_of(address)

    def _spot(self, area: str) -> tuple[float | None, float | None]:
        town = places().areas.get(area)
        if town is None:
            return None, None
        away = (self.chance.uniform(-0.012, 0.012), self.chance.uniform(-0.015, 0.015))
        return round(town.latitude + away[0], 5), round(town.longitude + away[1], 5)

    def _reporter(self) -> str:
        told = self.story.report
        if told.source and self.cast.has(told.source, "incident.see"):
            return self.at(told.source, "incident.see").name
        names = people().residents
        first = self.chance.choice(names.men + names.women)
        return f"{first} {self.chance.choice(names.surnames)}"

"""The ordinary colleagues in whose name the stories are played; never somebody a visitor can be."""

from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from samenop.apps.partners.models import Professional
from samenop.apps.partners.service import actor_of
from samenop.core.kernel import Actor
from samenop.demo.personas import BY_USERNAME

# Where a role stands when nothing else is said.
HOME = {
    "operator": "meldkamer",
    "officer": "politie",
    "duty_officer": "politie",
    "triage_nurse": "crisisdienst",
    "crisis_worker": "crisisdienst",
    "care_desk_coordinator": "zorgloket",
    "transport_crew": "psycholance",
}


class NobodyThere(Exception):
    """No colleague of this kind works there, so the step cannot be played."""


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Everyone who can play a part, in a fixed order."""

    everyone: tuple[Actor, ...]

    def of_role(self, who: str, key: str) -> Actor:
        """A colleague by "role" or "role@organisation"; the same one for the same key."""
        role, _, organisation = who.partition("@")
        place = organisation or HOME.get(role, "")
        return _pick(
            [one for one in self.everyone if one.organisation == place and role in one.roles], key, who
        )

    def at(self, organisation: str, permission: str, key: str) -> Actor:
        """A colleague of an organisation who may do this; the same one for the same key."""
        able = [one for one in self.everyone if one.organisation == organisation and one.may(permission)]
        return _pick(able, key, f"{permission}@{organisation}")

    def has(self, organisation: str, permission: str) -> bool:
        """Whether anybody there may do this."""
        return any(one.organisation == organisation and one.may(permission) for one in self.everyone)


def colleagues(now: datetime) -> Colleagues:
    """Everyone of the region whom a visitor cannot be."""
    found = (
        Professional.objects.exclude(username__in=BY_USERNAME)
        .filter(is_active=True)
        .select_related("organisation")
        .prefetch_related("roles_held")
        .order_by("pk")
    )
    actors = (actor_of(one, at=now) for one in found)
    return Colleagues(tuple(one for one in actors if one is not None))


def _pick(able: list[Actor], key: str, asked: str) -> Actor:
    if not able:
        raise NobodyThere(asked)
    # A checksum and not hash(): that differs from one start of Python to the next.
    return able[crc32(f"{asked} {key}".encode()) % len(able)]

"""Roles as the catalogue gives them, and which permissions a person holds through them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Role:
    """A role: which kinds of organisation may give it, and which verbs it carries."""

    id: str
    name_nl: str
    name_en: str
    organisation_kinds: frozenset[str]
    permissions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Held:
    """A role held by a person from a day, until a day when it ends."""

    role: str
    from_on: date
    until_on: date | None = None


def roles_on(held: Iterable[Held], day: date) -> frozenset[str]:
    """The roles that count on the day; the last day still counts."""
    return frozenset(
        one.role for one in held if one.from_on <= day and (one.until_on is None or day <= one.until_on)
    )


def permissions_of(roles: Iterable[str], catalogue: Mapping[str, Role], kind: str) -> frozenset[str]:
    """The verbs these roles carry in an organisation of this kind; an unknown role carries nothing."""
    granted: set[str] = set()
    for name in roles:
        role = catalogue.get(name)
        if role is not None and kind in role.organisation_kinds:
            granted |= role.permissions
    return frozenset(granted)

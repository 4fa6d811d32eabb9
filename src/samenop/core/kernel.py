"""The four words every rule speaks: who acts, what happened, agreed, refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone (or a connected system) who acts for exactly one organisation.

    `id` is "professional:12", "connection:3", "reporter:<number>" or "system:<name>".
    `permissions` are the verbs that the roles catalogue gives to `roles`.
    """

    id: str
    name: str
    organisation: str
    kind: str
    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    team: str = ""
    organisation_name: str = ""

    def may(self, permission: str) -> bool:
        """Whether a role of this actor carries the permission; an unknown one is never carried."""
        return permission in self.permissions


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: `type` in the past tense and dotted, `data` only references and stamps."""

    type: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agreed:
    """The answer yes, with the events that now have happened."""

    events: tuple[Event, ...] = ()

    def __bool__(self) -> Literal[True]:
        return True


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer no: a code whose words stand in the wording catalogue, and what is missing for a yes.

    `missing` holds refusal codes of the parts, so that a person reads all of it at once.
    """

    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    def __bool__(self) -> Literal[False]:
        return False


Answer = Agreed | Refused

"""The front door of partners."""

from samenop.apps.partners.candidates import candidates
from samenop.apps.partners.queries import (
    actor_by_id,
    actor_of,
    must_take_needs,
    names_of,
    on_duty,
    organisation,
    organisation_name,
    organisations,
    professionals_with_role,
    system_actor,
    units,
)

__all__ = [
    "actor_by_id",
    "actor_of",
    "candidates",
    "must_take_needs",
    "names_of",
    "on_duty",
    "organisation",
    "organisation_name",
    "organisations",
    "professionals_with_role",
    "system_actor",
    "units",
]

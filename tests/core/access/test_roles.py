"""Roles count from their first day to their last, and only where they can be given."""

from datetime import date

from samenop.catalogues.roles_catalogue import permissions, roles
from samenop.core.access.roles import Held, permissions_of, roles_on
from samenop.core.incidents.steps import STEPS


def test_a_role_counts_from_its_first_to_its_last_day() -> None:
    held = [Held("officer", date(2026, 1, 1), date(2026, 1, 31)), Held("operator", date(2026, 1, 31))]
    assert roles_on(held, date(2025, 12, 31)) == frozenset()
    assert roles_on(held, date(2026, 1, 31)) == {"officer", "operator"}
    assert roles_on(held, date(2026, 2, 1)) == {"operator"}


def test_a_role_carries_nothing_in_an_organisation_of_another_kind() -> None:
    assert permissions_of({"operator"}, roles(), "control_room")
    assert permissions_of({"operator", "nobody"}, roles(), "housing") == frozenset()


def test_somebody_can_take_every_step() -> None:
    assert {step.permission for step in STEPS.values()} <= permissions()


def test_care_never_releases_the_police_and_police_never_record_an_outcome_of_care() -> None:
    for role in roles().values():
        police = bool(role.organisation_kinds & {"police", "control_room"})
        assert police or "incident.release" not in role.permissions
        assert not police or "outcome.record" not in role.permissions

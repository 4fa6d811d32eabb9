"""Writes the professionals of the region: whom one can be in the demo, and their colleagues."""

from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from samenop.apps.partners.models import Professional, RoleHeld
from samenop.demo.personas import PERSONAS
from samenop.demo.region_reading import people

ROLE_SINCE = date(2020, 1, 1)


def write_staff(now: datetime) -> None:
    """Everyone with one role. Nobody has a password: in the demo one picks whom to be."""
    told = people()
    rows = [(one.username, *told.personas[one.username], one.role) for one in PERSONAS]
    for organisation, roles in told.colleagues.items():
        rows += [
            (slugify(f"{organisation} {name}"), name, organisation, role)
            for role, names in roles.items()
            for name in names
        ]
    Professional.objects.bulk_create(
        Professional(username=username, name=name, organisation_id=organisation, password=make_password(None))
        for username, name, organisation, _ in rows
    )
    roles_of = {username: role for username, _, _, role in rows}
    RoleHeld.objects.bulk_create(
        RoleHeld(professional=one, role=roles_of[one.username], from_on=ROLE_SINCE)
        for one in Professional.objects.order_by("pk")
    )

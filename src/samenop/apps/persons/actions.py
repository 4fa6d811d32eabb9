"""Writes persons and agreements."""

from datetime import date, datetime

from django.db import transaction

from samenop.apps.ledger.service import record
from samenop.apps.persons.models import Agreement, Person
from samenop.core.kernel import Actor, Agreed, Answer, Event, Refused


def find_or_add_person(*, name: str, birth_date: date | None, address: str = "") -> Person:
    """The person with exactly this name and date of birth, or a new one."""
    found = (
        Person.objects.filter(name=name, birth_date=birth_date).first() if birth_date is not None else None
    )
    return found or Person.objects.create(name=name, birth_date=birth_date, address=address)


def withdraw_agreement(*, agreement: int, actor: Actor, now: datetime) -> Answer:
    """The organisation that made it takes it back; it stops to pop up at once."""
    with transaction.atomic():
        changed = Agreement.objects.filter(
            pk=agreement, made_by=actor.organisation, withdrawn_at=None
        ).update(withdrawn_at=now)
        if not changed:
            return Refused("not_found")
        event = Event("agreement.withdrawn", {"agreement": agreement})
        record([event], subject=f"agreement:{agreement}", actor=actor, now=now)
    return Agreed((event,))

"""What follows from a ledger entry outside the step itself: connected systems of those involved hear of it."""

from datetime import datetime

from samenop.apps.connections.service import queue_messages
from samenop.apps.incidents.models import Involvement
from samenop.apps.ledger.models import Entry

INCIDENT = "incident:"


def handle_entry(entry: Entry, now: datetime) -> None:
    """Everything that follows from one entry; the caller has claimed it in the same transaction.

    Once more for the same entry does no harm: a message exists once per subscription and entry.
    """
    after_any_entry(entry, now)


def after_any_entry(entry: Entry, now: datetime) -> int:
    """Messages for the systems of every organisation that takes part in the incident, and of nobody else."""
    if not entry.subject.startswith(INCIDENT):
        return 0
    number = entry.subject.removeprefix(INCIDENT)
    involved = Involvement.objects.filter(incident__number=number).values_list("organisation_id", flat=True)
    return queue_messages(
        entry=entry.id,
        type=entry.type,
        subject=entry.subject,
        at=entry.at,
        organisations=set(involved),
        now=now,
    )

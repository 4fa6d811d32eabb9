"""Which incidents exist for a reader: those in which their organisation takes part."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Upper

from samenop.apps.incidents.models import Incident, Involvement
from samenop.core.kernel import Actor


def visible(actor: Actor) -> QuerySet[Incident]:
    """The incidents in which the reader's organisation takes part; nothing else exists for them."""
    # Asked per incident: a list of everything the organisation ever took part in grows with the years.
    mine = Involvement.objects.filter(incident=OuterRef("pk"), organisation=actor.organisation)
    return Incident.objects.filter(Exists(mine))


def incident_for(actor: Actor, number: str) -> Incident | None:
    """The incident, or None: the same answer for absent and forbidden."""
    if not actor.may("incident.see"):
        return None
    return (
        visible(actor)
        .select_related("holder", "offered_to", "lead", "started_by", "joined_into")
        .filter(number=number)
        .first()
    )


def visible_numbers(actor: Actor, numbers: Collection[str]) -> frozenset[str]:
    """Which of these incidents exist for this reader."""
    if not actor.may("incident.see"):
        return frozenset()
    return frozenset(visible(actor).filter(number__in=list(numbers)).values_list("number", flat=True))


def at_address(found: QuerySet[Incident], address: str) -> QuerySet[Incident]:
    """Those of them on this address, in capitals or not; written as the index is, so that it is used."""
    return found.alias(at=Upper("address")).filter(at=Upper(Value(address)))

"""The one door to content: applies the sharing rules in the database and writes the book of looks."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Q

from samenop.apps.dossiers.models import Entry
from samenop.apps.ledger.service import record_look
from samenop.catalogues.sharing_catalogue import sharing_rules
from samenop.core.kernel import Actor
from samenop.core.sharing.rules import SharingDecision, decide_sharing, readable_pairs


@dataclass(frozen=True, slots=True)
class Withheld:
    """Content that exists but is not shared with this reader: its kind, whose it is, and what can be asked."""

    kind: str
    owner_kind: str
    decision: SharingDecision


@dataclass(frozen=True, slots=True)
class Dossier:
    """What this reader may read of a subject, oldest first, and what is withheld."""

    entries: tuple[Entry, ...]
    withheld: tuple[Withheld, ...]

    def of_kind(self, *kinds: str) -> list[Entry]:
        """The readable entries of some kinds."""
        return [entry for entry in self.entries if entry.kind in kinds]

    def by_id(self) -> dict[int, Entry]:
        """The readable entries by their number."""
        return {entry.pk: entry for entry in self.entries}


@cache
def _pairs(kind: str, phase: str) -> frozenset[tuple[str, str]]:
    return readable_pairs(sharing_rules(), to_kind=kind, phase=phase)


def readable(actor: Actor, phase: str) -> Q:
    """The sharing rules as one condition: own content, or what a rule opens to this kind of reader."""
    by_origin = defaultdict(list)
    for origin, kind in sorted(_pairs(actor.kind, phase)):
        by_origin[origin].append(kind)
    condition = Q(owner=actor.organisation)
    for origin, kinds in by_origin.items():
        condition |= Q(owner_kind=origin, kind__in=kinds)
    return condition


def dossier_of(actor: Actor, *, subject: str, phase: str, purpose: str, now: datetime) -> Dossier:
    """Everything on a subject that this reader may see; writes that it was seen, entry by entry.

    The caller has made sure that the reader takes part in the subject: content is never reached by number.
    """
    entries = tuple(Entry.objects.filter(readable(actor, phase), subject=subject, erased_at=None).order_by("id"))
    seen = {(entry.kind, entry.owner_kind) for entry in entries}
    # Labels only; those of what was just read fall away again.
    labels = Entry.objects.filter(subject=subject, erased_at=None).values_list("kind", "owner_kind")
    withheld = tuple(_withheld(actor, pair, phase) for pair in sorted(set(labels.distinct()) - seen))
    record_look(
        actor=actor,
        subject=subject,
        what="dossier",
        purpose=purpose,
        outcome="shown",
        now=now,
        entries=[entry.pk for entry in entries],
    )
    return Dossier(entries, withheld)


def own_words(subjects: Collection[str], *, kinds: Iterable[str], actor: Actor) -> dict[str, list[Entry]]:
    """For lists: readable entries of some kinds on many subjects at once, in one query.

    The caller writes one look for the list.
    """
    found: dict[str, list[Entry]] = defaultdict(list)
    rows = Entry.objects.filter(
        readable(actor, "live"), subject__in=list(subjects), kind__in=list(kinds), erased_at=None
    )
    for row in rows.order_by("id"):
        found[row.subject].append(row)
    return found


def _withheld(actor: Actor, pair: tuple[str, str], phase: str) -> Withheld:
    kind, origin = pair
    decision = decide_sharing(
        sharing_rules(), from_kind=origin, to_kind=actor.kind, data_kind=kind, phase=phase
    )
    return Withheld(kind, origin, decision)

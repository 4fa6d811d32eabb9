"""The baton: offer, accept, refuse, withdraw (requirements idea 1, A4)."""

from dataclasses import dataclass, replace
from datetime import datetime

from samenop.core.kernel import Actor, Agreed, Answer, Event, Refused

REFUSAL_GROUNDS = (
    "no_capacity",
    "not_our_task",
    "needs_police_first",
    "needs_other_expertise",
    "person_refuses",
    "information_missing",
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A question to take the baton; `must_take` when an agreement leaves the receiver no refusal."""

    to: str
    by: str
    at: datetime
    must_take: bool = False


@dataclass(frozen=True, slots=True)
class Baton:
    """Who holds the subject since when, and to whom it is offered."""

    holder: str
    since: datetime
    offer: Offer | None = None


def decide_offer(baton: Baton, actor: Actor, *, to: str, now: datetime, must_take: bool = False) -> Answer:
    """Only the holder offers, to someone else, and one offer at a time."""
    if actor.organisation != baton.holder:
        return Refused("not_the_holder", {"holder": baton.holder})
    if baton.offer is not None:
        return Refused("already_offered", {"to": baton.offer.to})
    if to == baton.holder:
        return Refused("offered_to_yourself")
    return Agreed((Event("baton.offered", {"to": to, "by": baton.holder, "must_take": must_take}),))


def decide_accept(baton: Baton, actor: Actor) -> Answer:
    """The receiver takes it: from this moment the receiver holds it and nobody else does."""
    if not _is_offered_to(baton, actor):
        return Refused("not_offered_to_you")
    return Agreed((Event("baton.accepted", {"from": baton.holder, "to": actor.organisation}),))


def decide_refuse(baton: Baton, actor: Actor, *, ground: str) -> Answer:
    """The receiver says no with a ground; the baton does not move. Who must take it cannot refuse."""
    if not _is_offered_to(baton, actor):
        return Refused("not_offered_to_you")
    if baton.offer is not None and baton.offer.must_take:
        return Refused("must_take")
    if ground not in REFUSAL_GROUNDS:
        return Refused("ground_unknown")
    return Agreed((Event("baton.refused", {"by": actor.organisation, "ground": ground}),))


def decide_withdraw(baton: Baton, actor: Actor) -> Answer:
    """The holder takes the offer back, for instance because nobody answers."""
    if actor.organisation != baton.holder:
        return Refused("not_the_holder", {"holder": baton.holder})
    if baton.offer is None:
        return Refused("nothing_offered")
    return Agreed((Event("baton.withdrawn", {"from": baton.offer.to}),))


def holding_after(baton: Baton, event: Event, at: datetime) -> Baton:
    """The baton after one event: the fold by which the ledger replays to the same state."""
    if event.type == "baton.offered":
        return replace(
            baton,
            offer=Offer(
                to=event.data["to"], by=event.data["by"], at=at, must_take=event.data.get("must_take", False)
            ),
        )
    if event.type == "baton.accepted":
        return Baton(holder=event.data["to"], since=at)
    if event.type in {"baton.refused", "baton.withdrawn", "handover.returned"}:
        return replace(baton, offer=None)
    return baton


def _is_offered_to(baton: Baton, actor: Actor) -> bool:
    return baton.offer is not None and baton.offer.to == actor.organisation

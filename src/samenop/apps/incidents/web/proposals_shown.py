"""What the rules propose while a report is typed, in words: class, situation, questions, story, care partners."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils.translation import get_language

from samenop.apps.incidents.duplicates import earlier_on_address, perhaps_the_same
from samenop.apps.incidents.models import Incident
from samenop.apps.incidents.proposals import proposal_for, situations_for
from samenop.apps.incidents.routing import SaidRouting, route_for, said_routing
from samenop.apps.incidents.service import ReportDraft
from samenop.apps.partners.service import candidates
from samenop.apps.persons.models import Agreement
from samenop.apps.persons.service import agreements_now, persons_like
from samenop.catalogues.classification_catalogue import classification
from samenop.catalogues.situations_catalogue import situations
from samenop.core.incidents.classification import Proposal, Reason
from samenop.core.kernel import Actor
from samenop.core.situations.suggestion import Suggestion

# More than this nobody reads while listening to a caller.
MOST_REASONS, MOST_ASKS, MOST_NEEDS, MOST_WORDS = 3, 4, 2, 4


@dataclass(frozen=True, slots=True)
class SaidReason:
    """Why: a sentence of an expert, and the words of the report in which it was heard."""

    words: str
    heard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidSituation:
    """A situation that fits, with the words that point to it."""

    id: str
    name: str
    heard: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything beside the form. `value` is what the accepted proposal sends along."""

    urgency: str
    needs: str
    value: str
    reasons: tuple[SaidReason, ...]
    smells_of_care: bool
    asks: tuple[str, ...]
    situations: tuple[SaidSituation, ...]
    routes: tuple[SaidRouting, ...]
    agreements: list[Agreement] = field(default_factory=list)
    same: list[Incident] = field(default_factory=list)
    earlier: list[Incident] = field(default_factory=list)


def shown_for(draft: ReportDraft, actor: Actor, *, chosen: str = "", now: datetime) -> Shown | None:
    """The proposals for a report as far as it is told; None while nothing is told yet.

    `chosen` is the situation that was chosen before: it stays in the list.
    """
    if not (draft.text.strip() or draft.ticked or draft.address.strip()):
        return None
    proposal = proposal_for(draft.text, draft.ticked, draft.denied, draft.reporter_kind)
    told = bool(draft.text.strip() or draft.ticked)
    language = get_language() or "nl"
    questions = classification(settings.REGION).questions
    return Shown(
        urgency=proposal.urgency if told else "",
        needs=proposal.needs if told else "",
        value=f"{proposal.urgency} {proposal.needs}" if told else "",
        reasons=tuple(_said(reason, language) for reason in proposal.reasons[:MOST_REASONS]) if told else (),
        smells_of_care=proposal.smells_of_care,
        asks=tuple(questions[ask].in_language(language) for ask in proposal.asks[:MOST_ASKS]),
        situations=_situations(situations_for(draft.text), chosen, language),
        routes=_routes(proposal, draft, actor, now) if told else (),
        agreements=_agreements(draft, actor, now),
        same=perhaps_the_same(actor, draft.address, now=now),
        earlier=earlier_on_address(actor, draft.address),
    )


def _said(reason: Reason, language: str) -> SaidReason:
    words = classification(settings.REGION).reasons[reason.rule_id].in_language(language)
    return SaidReason(_after_because(words), _longest(reason.words)[:MOST_WORDS])


def _after_because(sentence: str) -> str:
    """The sentence as it goes on after "because": no capital, unless it begins with letters such as GGZ."""
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() else sentence


def _longest(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without the words that stand in a longer stretch as well: "war" beside "in de war" says nothing."""
    return tuple(one for one in words if not any(one != other and one in other for other in words))


def _situations(found: Iterable[Suggestion], chosen: str, language: str) -> tuple[SaidSituation, ...]:
    names = situations(settings.REGION)
    said = [
        SaidSituation(
            one.situation,
            names[one.situation].name.in_language(language),
            one.because[:MOST_WORDS],
            str(place),
        )
        for place, one in enumerate(found, start=1)
    ]
    if chosen in names and chosen not in {one.id for one in said}:
        said.append(SaidSituation(chosen, names[chosen].name.in_language(language), ()))
    return tuple(said)


def _routes(proposal: Proposal, draft: ReportDraft, actor: Actor, now: datetime) -> tuple[SaidRouting, ...]:
    needed = proposal.care_needs[:MOST_NEEDS]
    if not needed or not actor.may("care.route"):
        return ()
    among = candidates(now)
    if not among:
        return ()
    return tuple(
        said_routing(
            need,
            route_for(need, at=now, area=draft.area, asked_by=actor.organisation, among=among),
            now=now,
        )
        for need in needed
    )


def _agreements(draft: ReportDraft, actor: Actor, now: datetime) -> list[Agreement]:
    """Agreements on this address, and on the person when the name is typed in full."""
    typed = draft.person_name.strip().casefold()
    persons = [one.pk for one in persons_like(draft.person_name.strip()) if one.name.casefold() == typed]
    if not persons and not draft.address.strip():
        return []
    return agreements_now(actor, persons=persons, address=draft.address.strip(), at=now)

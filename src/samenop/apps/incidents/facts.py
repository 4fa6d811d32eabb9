"""Loads what the rules need to know of an incident, in a constant number of queries."""

from samenop.apps.batons.service import open_promises
from samenop.apps.incidents.models import (
    Concerned,
    Deployment,
    Handover,
    Incident,
    Involvement,
    JointPicture,
    Outcome,
    Report,
    Transport,
    Waiting,
)
from samenop.core.batons.holding import Baton, Offer
from samenop.core.incidents.facts import Deployed, Facts, HandoverOpen, OutcomeKept, Picture

POLICE_KINDS = frozenset({"police", "control_room"})


def facts_of(incident: Incident) -> Facts:
    """One incident as the core sees it."""
    involved = dict(
        Involvement.objects.filter(incident=incident).values_list("organisation_id", "organisation__kind")
    )
    return Facts(
        number=incident.number,
        status=incident.status,
        baton=baton_of(incident),
        started_by=incident.started_by_id,
        involved=frozenset(involved),
        police=frozenset(slug for slug, kind in involved.items() if kind in POLICE_KINDS),
        safety_phase=incident.safety_phase,
        persons_acute=Concerned.objects.filter(incident=incident, safety_phase="acute_unsafe").count(),
        urgency=incident.urgency,
        deployments=tuple(
            Deployed(one.pk, one.organisation_id, one.discipline, one.status)
            for one in Deployment.objects.filter(incident=incident).order_by("pk")
        ),
        picture=_picture(incident),
        outcome=_outcome(incident),
        handover=_handover(incident),
        reporter_told=incident.reporter_told_at is not None,
        reporter_reachable=Report.objects.filter(incident=incident, reachable=True).exists(),
        open_promises=open_promises(incident.subject),
        waiting=Waiting.objects.filter(incident=incident, released_at=None).exists(),
        advice_asked=incident.advice_asked_at is not None,
        transports_open=Transport.objects.filter(
            incident=incident, status__in=("ordered", "under_way", "on_scene")
        ).count(),
        extra=_extra(incident),
    )


def baton_of(incident: Incident) -> Baton:
    """Who holds the incident, and to whom it is offered."""
    offer = None
    if incident.offered_to_id is not None and incident.offered_at is not None:
        offer = Offer(incident.offered_to_id, incident.holder_id, incident.offered_at, incident.must_take)
    return Baton(incident.holder_id, incident.held_since, offer)


def _extra(incident: Incident) -> frozenset[str]:
    """Further marks: the police is free, care has answered, care is needed."""
    marks = {
        "police_free": incident.police_free_at is not None,
        "advised": incident.advised_at is not None,
        "needs_care": incident.needs in {"care", "both"},
    }
    return frozenset(name for name, holds in marks.items() if holds)


def _picture(incident: Incident) -> Picture | None:
    last = JointPicture.objects.filter(incident=incident).order_by("-version").first()
    if last is None:
        return None
    confirmed = last.confirmations.values_list("organisation_id", flat=True)
    return Picture(last.pk, last.version, frozenset(confirmed))


def _outcome(incident: Incident) -> OutcomeKept | None:
    last = Outcome.objects.filter(incident=incident).order_by("-pk").first()
    if last is None:
        return None
    return OutcomeKept(last.kind, last.follow_up, last.follow_up_holder_id or "", last.reassess_at)


def _handover(incident: Incident) -> HandoverOpen | None:
    last = (
        Handover.objects.filter(incident=incident, status__in=("offered", "accepted")).order_by("-pk").first()
    )
    if last is None:
        return None
    return HandoverOpen(
        last.pk, last.status, frozenset(last.fields_told), last.safe_by_giver, last.safe_by_receiver
    )

"""Who goes, how far they are, rides, direct contact, and scaling (A7, A8, A14, A23)."""

from datetime import datetime
from typing import Any

from samenop.apps.incidents.actions.work import Work, step_action
from samenop.apps.incidents.models import Deployment, Transport, Waiting
from samenop.apps.partners.service import organisation
from samenop.core.incidents.deployment import decide_progress
from samenop.core.incidents.reaction import (
    decide_deployment,
    decide_scale,
    decide_simple,
    decide_transport,
    decide_transport_progress,
)
from samenop.core.kernel import Agreed, Answer, Event, Refused

CARE = frozenset({"crisis_service", "ambulance", "medical_transport", "other_care"})


@step_action
def deploy_unit(
    work: Work,
    *,
    unit: str,
    organisation_slug: str,
    discipline: str,
    expected_at: datetime | None = None,
) -> Answer:
    """A unit is assigned; its organisation takes part from now on."""
    answer = decide_deployment(
        work.facts, work.actor, discipline=discipline, organisation=organisation_slug
    )
    if not isinstance(answer, Agreed):
        return answer
    if organisation(organisation_slug) is None:
        return Refused("organisation_unknown")
    if not unit.strip():
        return Refused("field_missing")
    deployment = Deployment.objects.create(
        incident=work.incident,
        organisation_id=organisation_slug,
        unit=unit.strip()[:80],
        discipline=discipline,
        assigned_at=work.now,
        expected_at=expected_at,
    )
    work.involve(organisation_slug, "deployment")
    if discipline in CARE:
        _wait_for(work, organisation_slug)
    elif discipline == "police":
        # Until a unit went, the control room waited; from now on the unit does.
        Waiting.objects.filter(
            incident=work.incident, released_at=None, waiting__kind="control_room"
        ).update(waiting_id=organisation_slug)
    event = answer.events[0]
    data = {**event.data, "deployment": deployment.pk}
    return work.save(Agreed((Event(event.type, data),)), step="deploy")


@step_action
def progress_deployment(
    work: Work,
    *,
    deployment: int,
    to: str,
    expected_at: datetime | None = None,
    happened_at: datetime | None = None,
) -> Answer:
    """A unit is under way, on scene, clear or recalled.

    `happened_at` is told afterwards: then the stamp is that moment, marked as an estimate.
    """
    answer = decide_progress(work.facts, work.actor, deployment=deployment, to=to)
    if not isinstance(answer, Agreed):
        return answer
    if happened_at is not None and happened_at > work.now:
        return Refused("moment_in_the_future")
    row = Deployment.objects.get(pk=deployment)
    changes = _stamps(row, to, happened_at or work.now, estimated=happened_at is not None)
    if expected_at is not None:
        changes["expected_at"] = expected_at
    Deployment.objects.filter(pk=deployment).update(status=to, **changes)
    if to == "on_scene" and row.discipline in CARE:
        _arrived(work, happened_at or work.now, estimated=happened_at is not None)
    return work.save(answer)


@step_action
def connect_directly(work: Work) -> Answer:
    """The reporter and the one who is under way speak to each other; how fast is measured (A8)."""
    answer = decide_simple("connect_directly", "direct_line.made", work.facts, work.actor)
    if not isinstance(answer, Agreed):
        return answer
    return work.save(answer, direct_line_at=work.incident.direct_line_at or work.now)


@step_action
def order_transport(
    work: Work,
    *,
    kind: str,
    organisation_slug: str,
    reason: str = "",
    expected_at: datetime | None = None,
) -> Answer:
    """A ride is ordered; by the police only with a reason (A14)."""
    answer = decide_transport(work.facts, work.actor, kind=kind, reason=reason)
    if not isinstance(answer, Agreed):
        return answer
    if organisation(organisation_slug) is None:
        return Refused("organisation_unknown")
    ride = Transport.objects.create(
        incident=work.incident,
        kind=kind,
        organisation_id=organisation_slug,
        reason=reason.strip()[:300],
        ordered_at=work.now,
        expected_at=expected_at,
    )
    work.involve(organisation_slug, "transport")
    event = answer.events[0]
    return work.save(Agreed((Event(event.type, {**event.data, "transport": ride.pk}),)))


@step_action
def progress_transport(
    work: Work, *, transport: int, to: str, expected_at: datetime | None = None
) -> Answer:
    """The ride is under way, there, done, or cancelled."""
    ride = Transport.objects.filter(pk=transport, incident=work.incident).first()
    if ride is None:
        return Refused("not_found")
    answer = decide_transport_progress(
        work.facts, work.actor, transport=transport, status=ride.status, to=to
    )
    if not isinstance(answer, Agreed):
        return answer
    changes: dict[str, Any] = {"status": to}
    if to in {"under_way", "on_scene", "done"}:
        changes[f"{to}_at"] = work.now
    if expected_at is not None:
        changes["expected_at"] = expected_at
    Transport.objects.filter(pk=transport).update(**changes)
    return work.save(answer)


@step_action
def scale_incident(work: Work, *, scale: str, lead: str, reason: str) -> Answer:
    """More or less of it, and who leads now; the log stays one (A23)."""
    answer = decide_scale(work.facts, work.actor, scale=scale, lead=lead, reason=reason)
    if not isinstance(answer, Agreed):
        return answer
    return work.save(answer, scale=scale, lead_id=lead)


@step_action
def tell_waiting(work: Work, *, still_waiting: bool, arrived: bool = False) -> Answer:
    """One tap: still waiting here, or not any more; a stamp nobody set is an estimate from now on."""
    wait = Waiting.objects.filter(incident=work.incident, released_at=None).order_by("pk").first()
    if wait is None:
        return Refused("nobody_waits")
    answer = decide_simple(
        "tell_waiting", "waiting.told", work.facts, work.actor, still=still_waiting, waiting=wait.pk
    )
    if not isinstance(answer, Agreed):
        return answer
    changes: dict[str, Any] = {"confirmed_at": work.now}
    if arrived and wait.arrived_at is None:
        # Nobody stamped the arrival: it was before now, and that is all we know.
        changes |= {"arrived_at": work.now, "estimated": [*wait.estimated, "arrived_at"]}
    if not still_waiting:
        changes["released_at"] = work.now
        if wait.arrived_at is None and not arrived:
            changes["estimated"] = [*wait.estimated, "arrived_at"]
    Waiting.objects.filter(pk=wait.pk).update(**changes)
    return work.save(answer)


def _stamps(row: Deployment, to: str, at: datetime, *, estimated: bool) -> dict[str, Any]:
    """The stamp of this step. A step that was passed over stays empty and is marked as missing."""
    if to == "recalled":
        return {"clear_at": at}
    changes: dict[str, Any] = {f"{to}_at": at}
    marks = list(row.estimated)
    if estimated:
        marks.append(f"{to}_at")
    if to == "on_scene" and row.under_way_at is None:
        marks.append("under_way_at")
    changes["estimated"] = sorted(set(marks))
    return changes


def who_waits(work: Work) -> str:
    """The organisation of the police unit on the incident; the one who acts while there is none."""
    units = (one.organisation for one in work.facts.deployments if one.discipline == "police")
    return next(units, work.actor.organisation)


def _wait_for(work: Work, organisation_slug: str) -> None:
    """Care said it comes: the wait is accepted; who waits is the police that take part."""
    wait = Waiting.objects.filter(incident=work.incident, released_at=None).order_by("pk").first()
    if wait is None:
        waiting = who_waits(work)
        Waiting.objects.create(
            incident=work.incident,
            waiting_id=waiting,
            waits_for_id=organisation_slug,
            accepted_at=work.now,
            # Nobody stamped the question; the acceptance is what we know.
            estimated=["offered_at"],
        )
        return
    Waiting.objects.filter(pk=wait.pk).update(
        waits_for_id=wait.waits_for_id or organisation_slug, accepted_at=wait.accepted_at or work.now
    )


def _arrived(work: Work, at: datetime, *, estimated: bool) -> None:
    for wait in Waiting.objects.filter(incident=work.incident, released_at=None, arrived_at=None):
        marks = [*wait.estimated, "arrived_at"] if estimated else wait.estimated
        Waiting.objects.filter(pk=wait.pk).update(arrived_at=at, estimated=marks)

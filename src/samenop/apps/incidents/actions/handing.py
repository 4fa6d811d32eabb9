"""The baton of an incident: offer with or without handover, answer, return, withdraw (A4, A13)."""

from samenop.apps.dossiers.service import write_entry
from samenop.apps.incidents.actions.work import Work, step_action
from samenop.apps.incidents.models import Handover
from samenop.apps.partners.service import organisation
from samenop.core.batons.holding import decide_offer, decide_refuse, decide_withdraw
from samenop.core.incidents.handover import (
    HANDOVER_FIELDS,
    ReadBack,
    decide_return,
    decide_take_over,
)
from samenop.core.incidents.steps import decide_step
from samenop.core.kernel import Agreed, Answer, Event, Refused


@step_action
def offer_incident(
    work: Work,
    *,
    to: str,
    told: dict[str, str] | None = None,
    safe: bool = False,
    must_take: bool = False,
) -> Answer:
    """The holder offers the incident; with `told` a handover form goes along (A13).

    `must_take` is set when an agreement makes the receiver the fallback: then it cannot refuse.
    An incomplete form may be offered (it is night); the receiver can send it back.
    """
    answer = decide_step("offer", work.facts, work.actor)
    if not answer:
        return answer
    answer = decide_offer(work.facts.baton, work.actor, to=to, now=work.now, must_take=must_take)
    if not isinstance(answer, Agreed):
        return answer
    if organisation(to) is None:
        return Refused("organisation_unknown")
    events = answer.events
    form = {name: text.strip() for name, text in (told or {}).items() if name in HANDOVER_FIELDS}
    if any(form.values()):
        handover = _keep_form(work, to, form, safe)
        events = (Event("handover.offered", {"handover": handover.pk, "to": to}), *events)
    work.involve(to, "offer")
    return work.save(
        Agreed(events), offered_to_id=to, offered_at=work.now, must_take=must_take
    )


@step_action
def accept_incident(
    work: Work, *, accepted_by_name: str = "", said_back: str = "", safe: bool = False
) -> Answer:
    """The receiver takes it over, by name and with read-back when there is a handover form."""
    read_back = ReadBack(accepted_by_name, said_back, safe)
    answer = decide_take_over(work.facts, work.actor, read_back)
    if not isinstance(answer, Agreed):
        return answer
    if work.facts.handover is not None and work.facts.handover.status == "offered":
        entry = write_entry(
            subject=work.incident.subject,
            kind="read_back",
            actor=work.actor,
            now=work.now,
            text=said_back.strip(),
        )
        Handover.objects.filter(pk=work.facts.handover.id, status="offered").update(
            status="accepted",
            answered_at=work.now,
            accepted_by_name=accepted_by_name.strip()[:120],
            read_back_entry=entry.pk,
            safe_by_receiver=safe,
        )
    return work.save(
        answer,
        step="accept",
        holder_id=work.actor.organisation,
        held_since=work.now,
        offered_to=None,
        offered_at=None,
        must_take=False,
    )


@step_action
def refuse_incident(work: Work, *, ground: str, text: str = "") -> Answer:
    """The receiver says no with a ground; the baton does not move (A4)."""
    answer = decide_step("refuse", work.facts, work.actor)
    if not answer:
        return answer
    answer = decide_refuse(work.facts.baton, work.actor, ground=ground)
    if not isinstance(answer, Agreed):
        return answer
    if text.strip():
        write_entry(
            subject=work.incident.subject,
            kind="shared_note",
            actor=work.actor,
            now=work.now,
            text=text.strip(),
        )
    return _no_longer_offered(work, answer, "refused", [])


@step_action
def return_handover(work: Work, *, missing: list[str], text: str = "") -> Answer:
    """The receiver sends an incomplete handover back and says what is missing."""
    answer = decide_return(work.facts, work.actor, missing=missing)
    if not isinstance(answer, Agreed):
        return answer
    if text.strip():
        write_entry(
            subject=work.incident.subject,
            kind="shared_note",
            actor=work.actor,
            now=work.now,
            text=text.strip(),
        )
    return _no_longer_offered(work, answer, "returned", sorted(missing))


@step_action
def withdraw_offer(work: Work) -> Answer:
    """The holder takes the offer back."""
    answer = decide_step("withdraw", work.facts, work.actor)
    if not answer:
        return answer
    answer = decide_withdraw(work.facts.baton, work.actor)
    if not isinstance(answer, Agreed):
        return answer
    return _no_longer_offered(work, answer, "withdrawn", [])


def _no_longer_offered(work: Work, answer: Agreed, status: str, missing: list[str]) -> Agreed:
    Handover.objects.filter(incident=work.incident, status="offered").update(
        status=status, answered_at=work.now, missing=missing
    )
    return work.save(answer, offered_to=None, offered_at=None, must_take=False)


def _keep_form(work: Work, to: str, form: dict[str, str], safe: bool) -> Handover:
    entry = write_entry(
        subject=work.incident.subject, kind="handover", actor=work.actor, now=work.now, payload=form
    )
    return Handover.objects.create(
        incident=work.incident,
        from_organisation_id=work.actor.organisation,
        to_organisation_id=to,
        fields_told=sorted(name for name, text in form.items() if text),
        entry=entry.pk,
        offered_at=work.now,
        safe_by_giver=safe,
    )

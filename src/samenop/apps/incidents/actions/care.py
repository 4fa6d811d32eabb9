"""Care at the table: ask, advise, and what comes out of an assessment (A5, A15)."""

from datetime import datetime

from samenop.apps.dossiers.service import write_entry
from samenop.apps.incidents.actions.deploying import who_waits
from samenop.apps.incidents.actions.work import Work, step_action
from samenop.apps.incidents.models import Outcome, Waiting
from samenop.apps.partners.service import organisation, organisations
from samenop.core.incidents.outcome import decide_outcome
from samenop.core.incidents.reaction import decide_advice, decide_simple
from samenop.core.kernel import Agreed, Answer, Refused

# How soon the crisis service is asked to be there (triage classes with a time).
TIME_CLASSES = ("within_1_hour", "within_4_hours", "within_24_hours", "advice_only")


@step_action
def ask_care(work: Work, *, question: str = "", time_class: str = "within_1_hour") -> Answer:
    """The log opens for the triage seat and the care desk, and the waiting clock starts (A5)."""
    if time_class not in TIME_CLASSES:
        return Refused("choice_unknown")
    answer = decide_simple("ask_care", "care.asked", work.facts, work.actor, time_class=time_class)
    if not isinstance(answer, Agreed):
        return answer
    for one in organisations(("crisis_service", "care_desk")):
        work.involve(one.slug, "care_asked")
    if question.strip():
        write_entry(
            subject=work.incident.subject,
            kind="shared_note",
            actor=work.actor,
            now=work.now,
            text=question.strip(),
        )
    if not work.facts.waiting:
        Waiting.objects.create(
            incident=work.incident, waiting_id=who_waits(work), offered_at=work.now
        )
    return work.save(
        answer, smells_of_care=True, advice_asked_at=work.incident.advice_asked_at or work.now
    )


@step_action
def give_advice(work: Work, *, answer_code: str, text: str = "", warning: str = "") -> Answer:
    """The triage seat answers: we take over, advice, an assessment, or no role for care. Never content."""
    answer = decide_advice(work.facts, work.actor, answer_code=answer_code, text=text)
    if not isinstance(answer, Agreed):
        return answer
    subject = work.incident.subject
    if text.strip():
        write_entry(
            subject=subject,
            kind="advice",
            actor=work.actor,
            now=work.now,
            text=text.strip(),
            payload={"answer": answer_code},
        )
    if warning.strip():
        write_entry(
            subject=subject, kind="safety_warning", actor=work.actor, now=work.now, text=warning.strip()
        )
    return work.save(answer, advised_at=work.now)


@step_action
def record_outcome(
    work: Work,
    *,
    kind: str,
    follow_up: str = "",
    follow_up_holder: str = "",
    reassess_at: datetime | None = None,
    text: str = "",
) -> Answer:
    """What came out of the assessment, with the follow-up and who holds it (A15)."""
    answer = decide_outcome(
        work.facts,
        work.actor,
        kind=kind,
        follow_up=follow_up,
        follow_up_holder=follow_up_holder,
        reassess_at=reassess_at,
        now=work.now,
    )
    if not isinstance(answer, Agreed):
        return answer
    if follow_up_holder and organisation(follow_up_holder) is None:
        return Refused("organisation_unknown")
    entry = write_entry(
        subject=work.incident.subject,
        kind="outcome",
        actor=work.actor,
        now=work.now,
        text=text.strip(),
        payload={"kind": kind, "follow_up": follow_up},
    )
    Outcome.objects.create(
        incident=work.incident,
        kind=kind,
        follow_up=follow_up,
        follow_up_holder_id=follow_up_holder or None,
        reassess_at=reassess_at,
        by_id=work.actor.organisation,
        at=work.now,
        entry=entry.pk,
    )
    if follow_up_holder:
        work.involve(follow_up_holder, "follow_up")
    return work.save(answer)

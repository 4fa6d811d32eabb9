"""Class, situation, notes: what a person decides about the report."""

from samenop.apps.dossiers.service import write_entry
from samenop.apps.incidents.actions.work import Work, step_action
from samenop.apps.incidents.models import Classification
from samenop.catalogues.situations_catalogue import situations
from samenop.core.incidents.reaction import decide_classification, decide_simple
from samenop.core.kernel import Agreed, Answer, Refused

NOTES = ("log_note", "shared_note")


@step_action
def classify_incident(work: Work, *, urgency: str, needs: str, reason: str = "") -> Answer:
    """A person decides the class; an overruled proposal keeps both and the reason (A2)."""
    incident = work.incident
    proposed = (incident.proposed_urgency, incident.proposed_needs) if incident.proposed_urgency else None
    answer = decide_classification(
        work.facts, work.actor, urgency=urgency, needs=needs, proposed=proposed, reason=reason
    )
    if not isinstance(answer, Agreed):
        return answer
    Classification.objects.create(
        incident=incident,
        urgency=urgency,
        needs=needs,
        proposed_urgency=incident.proposed_urgency,
        proposed_needs=incident.proposed_needs,
        overruling_reason=reason[:300],
        at=work.now,
        by=work.actor.id,
    )
    return work.save(answer, step="classify", urgency=urgency, needs=needs)


@step_action
def choose_situation(work: Work, *, situation: str) -> Answer:
    """Which of the situations of police and care this is (A3)."""
    if situation not in situations():
        return Refused("choice_unknown")
    answer = decide_simple(
        "choose_situation", "situation.chosen", work.facts, work.actor, situation=situation
    )
    if not isinstance(answer, Agreed):
        return answer
    return work.save(answer, situation=situation)


@step_action
def write_note(work: Work, *, text: str, kind: str = "shared_note") -> Answer:
    """A line in the joint log; an own note only for one's own side."""
    if kind not in NOTES:
        return Refused("choice_unknown")
    if not text.strip():
        return Refused("field_missing")
    answer = decide_simple("note", "note.written", work.facts, work.actor)
    if not isinstance(answer, Agreed):
        return answer
    entry = write_entry(
        subject=work.incident.subject, kind=kind, actor=work.actor, now=work.now, text=text.strip()
    )
    written = decide_simple("note", "note.written", work.facts, work.actor, entry=entry.pk, kind=kind)
    return work.save(written) if isinstance(written, Agreed) else written

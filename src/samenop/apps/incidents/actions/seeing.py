"""What is seen on the spot, the joint picture, and how safe it is (A10, A11, A12)."""

from datetime import datetime

from django.db.models import Q

from samenop.apps.dossiers.service import write_entry
from samenop.apps.incidents.actions.work import Work, step_action
from samenop.apps.incidents.models import Concerned, JointPicture, PictureConfirmation
from samenop.core.incidents.observation import TEXT_FIELDS, unknown_answers
from samenop.core.incidents.reaction import (
    decide_confirmation,
    decide_picture,
    decide_safety,
    decide_simple,
)
from samenop.core.kernel import Agreed, Answer, Event, Refused


@step_action
def observe(work: Work, *, answers: dict[str, str], seen_at: datetime | None = None) -> Answer:
    """An observation form: structured facts and words heard, kept as told (A10)."""
    told = {name: answer.strip() for name, answer in answers.items() if answer.strip()}
    wrong = unknown_answers(told)
    if wrong:
        return Refused("choice_unknown")
    if not told:
        return Refused("observation_empty")
    answer = decide_simple("observe", "observation.made", work.facts, work.actor)
    if not isinstance(answer, Agreed):
        return answer
    entry = write_entry(
        subject=work.incident.subject,
        kind="observation",
        actor=work.actor,
        now=work.now,
        as_of=seen_at,
        text="\n".join(told[name] for name in TEXT_FIELDS if name in told),
        payload={name: given for name, given in told.items() if name not in TEXT_FIELDS},
    )
    return work.save(Agreed((Event("observation.made", {"entry": entry.pk}),)))


@step_action
def propose_picture(
    work: Work, *, problem: str, safe: str, who_does_what: str, look_again_at: datetime | None
) -> Answer:
    """The shared picture of two minutes; who proposes has confirmed (A11)."""
    told = {
        "problem": problem.strip(),
        "safe": safe.strip(),
        "who_does_what": who_does_what.strip(),
    }
    answer = decide_picture(work.facts, work.actor, told=told, look_again_at=look_again_at)
    if not isinstance(answer, Agreed) or look_again_at is None:
        return answer
    entry = write_entry(
        subject=work.incident.subject, kind="picture", actor=work.actor, now=work.now, payload=told
    )
    picture = JointPicture.objects.create(
        incident=work.incident,
        version=answer.events[0].data["version"],
        proposed_by_id=work.actor.organisation,
        proposed_at=work.now,
        look_again_at=look_again_at,
        entry=entry.pk,
    )
    _confirm(picture, work)
    return work.save(answer)


@step_action
def confirm_picture(work: Work, *, version: int) -> Answer:
    """An organisation says: this is how we see it too."""
    answer = decide_confirmation(work.facts, work.actor, version=version)
    if not isinstance(answer, Agreed) or work.facts.picture is None:
        return answer
    _confirm(JointPicture.objects.get(pk=work.facts.picture.id), work)
    return work.save(answer)


@step_action
def set_safety(work: Work, *, phase: str, person: int | None = None) -> Answer:
    """How safe it is now, for the incident or for one person in it (A12)."""
    answer = decide_safety(work.facts, work.actor, phase=phase, person=person)
    if not isinstance(answer, Agreed):
        return answer
    if person is None:
        return work.save(answer, safety_phase=phase)
    mine = Concerned.objects.filter(Q(pk=person), incident=work.incident)
    if mine.update(safety_phase=phase) != 1:
        return Refused("not_found")
    return work.save(answer)


def _confirm(picture: JointPicture, work: Work) -> None:
    PictureConfirmation.objects.create(
        picture=picture, organisation_id=work.actor.organisation, by=work.actor.id, at=work.now
    )

"""Letting go, the reporter, promises, the end (A16, A17, A18)."""

from datetime import datetime

from samenop.apps.batons.service import keep_promise as mark_kept
from samenop.apps.batons.service import make_promise as keep_new_promise
from samenop.apps.batons.service import stop_all_clocks
from samenop.apps.dossiers.service import write_entry
from samenop.apps.incidents.actions.work import Work, step_action
from samenop.apps.incidents.models import Deployment, Release, Report, Waiting
from samenop.apps.partners.service import actor_by_id, organisation
from samenop.core.incidents.reaction import decide_promise, decide_simple
from samenop.core.incidents.release import Letting, decide_close, decide_override, decide_release
from samenop.core.kernel import Agreed, Answer, Event, Refused

REPORTER_MESSAGES = ("on_its_way", "help_is_there", "care_has_it", "other_reaction", "finished")


@step_action
def release_incident(
    work: Work,
    *,
    own_strength: bool = False,
    own_strength_said: bool = False,
    people_know: bool = False,
    why_not_told: str = "",
) -> Answer:
    """The police let go; refused with everything that is missing (A16)."""
    letting = Letting(own_strength, own_strength_said, people_know, why_not_told)
    answer = decide_release(work.facts, work.actor, letting)
    if not isinstance(answer, Agreed):
        return answer
    Release.objects.create(
        incident=work.incident,
        at=work.now,
        by=work.actor.id,
        organisation_id=work.actor.organisation,
        follow_up=answer.events[0].data["follow_up"],
        people_know=people_know,
        why_not_told=why_not_told[:300],
    )
    _police_leaves(work)
    return work.save(
        answer,
        step="release",
        released_at=work.now,
        police_free_at=work.incident.police_free_at or work.now,
        offered_to=None,
        offered_at=None,
    )


@step_action
def set_police_free(work: Work, *, reason: str, second: str) -> Answer:
    """The override: free before release, with a reason and a second name; the incident stays open."""
    second_actor = actor_by_id(second, at=work.now)
    answer = decide_override(work.facts, work.actor, reason=reason, second=second_actor)
    if not isinstance(answer, Agreed):
        return answer
    Release.objects.create(
        incident=work.incident,
        at=work.now,
        by=work.actor.id,
        organisation_id=work.actor.organisation,
        follow_up="",
        override=True,
        override_reason=reason[:300],
        second=second,
    )
    _police_leaves(work)
    return work.save(answer, police_free_at=work.now)


@step_action
def tell_reporter(work: Work, *, message: str, text: str = "") -> Answer:
    """What came of it, on the reporter's own page, in plain words (A18)."""
    if message not in REPORTER_MESSAGES:
        return Refused("choice_unknown")
    answer = decide_simple("tell_reporter", "reporter.told", work.facts, work.actor, message=message)
    if not isinstance(answer, Agreed):
        return answer
    Report.objects.filter(incident=work.incident, reachable=True).update(told_at=work.now)
    return work.save(answer, reporter_told_at=work.now)


@step_action
def promise(
    work: Work, *, kind: str, organisation_slug: str, who: str, due_at: datetime, text: str = ""
) -> Answer:
    """Another reaction than sending a unit: who does what, and when (A17)."""
    answer = decide_promise(work.facts, work.actor, kind=kind, due_at=due_at, now=work.now)
    if not isinstance(answer, Agreed):
        return answer
    if organisation(organisation_slug) is None:
        return Refused("organisation_unknown")
    entry = None
    if text.strip():
        entry = write_entry(
            subject=work.incident.subject,
            kind="promise",
            actor=work.actor,
            now=work.now,
            text=text.strip(),
        ).pk
    kept = keep_new_promise(
        subject=work.incident.subject,
        kind=kind,
        organisation=organisation_slug,
        who=who.strip()[:120],
        due_at=due_at,
        entry=entry,
        now=work.now,
    )
    work.involve(organisation_slug, "promise")
    event = answer.events[0]
    return work.save(Agreed((Event(event.type, {**event.data, "promise": kept.pk}),)))


@step_action
def keep_promise(work: Work, *, promise: int) -> Answer:
    """What was promised is done."""
    answer = decide_simple("keep_promise", "promise.kept", work.facts, work.actor, promise=promise)
    if not isinstance(answer, Agreed):
        return answer
    if not mark_kept(promise=promise, subject=work.incident.subject, now=work.now):
        return Refused("not_found")
    return work.save(answer)


@step_action
def close_incident(work: Work) -> Answer:
    """The end: released, every promise kept, every clock stopped."""
    answer = decide_close(work.facts, work.actor)
    if not isinstance(answer, Agreed):
        return answer
    saved = work.save(answer, step="close", closed_at=work.now)
    stop_all_clocks(subject=work.incident.subject, now=work.now)
    return saved


def _police_leaves(work: Work) -> None:
    """Every police unit is clear, and nobody waits any more."""
    units = Deployment.objects.filter(incident=work.incident, discipline="police")
    units.filter(status__in=("assigned", "under_way")).update(status="recalled", clear_at=work.now)
    units.filter(status="on_scene").update(status="clear", clear_at=work.now)
    for wait in Waiting.objects.filter(incident=work.incident, released_at=None):
        marks = set(wait.estimated) | ({"arrived_at"} if wait.arrived_at is None else set())
        Waiting.objects.filter(pk=wait.pk).update(released_at=work.now, estimated=sorted(marks))

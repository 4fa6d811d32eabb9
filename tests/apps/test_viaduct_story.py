"""The main line once from report to release, by the actions alone."""

from datetime import timedelta

from samenop.apps.batons.models import Clock
from samenop.apps.incidents import service
from samenop.apps.incidents.facts import baton_of
from samenop.apps.incidents.models import Incident, Waiting
from samenop.apps.ledger.service import breaks, events_of
from samenop.core.incidents.replay import told_from
from samenop.core.kernel import Refused
from tests.cast import NOW, Cast

TOLD = {
    "went_before": "Man dreigde van het viaduct te springen.",
    "seen": "Ruikt naar alcohol, huilt, laat zich leiden.",
    "searched": "Ja, niets gevonden.",
    "items_taken": "Geen.",
    "restraint": "Geen.",
    "promised": "Dat zijn broer wordt gebeld.",
}


def at(minutes: int):
    """Minutes into the story."""
    return NOW + timedelta(minutes=minutes)


def test_a_man_on_a_viaduct_goes_from_report_to_release_without_a_gap(cast: Cast) -> None:
    operator, nurse, officer = cast["operator"], cast["triage_nurse"], cast["officer"]
    taken = service.take_report(
        draft=service.ReportDraft(
            text="Er staat een man op het viaduct, hij wil springen en hij heeft gedronken.",
            reporter_name="Mevrouw Voorbij",
            reporter_phone="0600000000",
            address="Viaduct Ringweg",
        ),
        actor=operator,
        now=at(0),
    )
    assert taken.created
    assert taken.token
    number = taken.number
    incident = Incident.objects.get(number=number)
    assert (incident.proposed_urgency, incident.proposed_needs) == ("urgent_police", "both")
    assert incident.smells_of_care

    def step(action, actor, minute, **words):
        return action(number=number, actor=actor, now=at(minute), **words)

    assert step(service.classify_incident, operator, 1, urgency="urgent_police", needs="both")
    assert step(service.ask_care, operator, 1, question="Kan de crisisdienst meekijken?")
    assert step(
        service.deploy_unit, operator, 2, unit="Wagen 11", organisation_slug="politie", discipline="police"
    )
    assert step(service.give_advice, nurse, 3, answer_code="advice", text="Eén iemand praat, houd afstand.")
    assert step(
        service.deploy_unit,
        nurse,
        4,
        unit="Duo 1",
        organisation_slug="crisisdienst",
        discipline="crisis_service",
        expected_at=at(35),
    )
    units = {one.unit: one.pk for one in incident.deployments.all()}
    assert step(service.progress_deployment, officer, 5, deployment=units["Wagen 11"], to="under_way")
    assert step(service.progress_deployment, officer, 11, deployment=units["Wagen 11"], to="on_scene")
    assert step(service.set_safety, officer, 11, phase="acute_unsafe")
    assert step(service.observe, officer, 14, answers={"harm_self": "said", "substances": "smells_of_alcohol"})
    picture = {
        "problem": "Man op viaduct, wil springen",
        "safe": "Hij niet, omstanders wel",
        "who_does_what": "Agent praat, crisisdienst komt",
        "look_again_at": at(40),
    }
    assert step(service.propose_picture, officer, 15, **picture)
    assert step(service.confirm_picture, nurse, 16, version=1)
    early = step(service.release_incident, officer, 17, people_know=False)
    assert isinstance(early, Refused)
    assert set(early.missing) >= {"still_acute", "follow_up_not_held", "people_do_not_know", "reporter_not_told"}
    assert step(service.progress_deployment, cast["crisis_worker"], 33, deployment=units["Duo 1"], to="on_scene")
    nowhere = step(service.record_outcome, cast["crisis_worker"], 45, kind="not_assessable", follow_up="")
    assert nowhere.code == "outcome_leads_nowhere"
    assert step(
        service.record_outcome,
        cast["crisis_worker"],
        46,
        kind="not_assessable",
        follow_up="sobering_place",
        follow_up_holder="ontnuchtering",
        reassess_at=at(400),
    )
    assert step(service.set_safety, officer, 47, phase="directly_safe")
    offer = {"to": "ontnuchtering", "must_take": True, "safe": True}
    assert step(service.offer_incident, operator, 48, told={"seen": "Ruikt naar alcohol."}, **offer)
    sobering = cast["sobering_worker"]
    assert step(service.refuse_incident, sobering, 49, ground="no_capacity").code == "must_take"
    assert step(service.return_handover, sobering, 50, missing=["searched", "items_taken"])
    assert Incident.objects.get(number=number).holder_id == "meldkamer"
    assert step(service.offer_incident, operator, 52, told=TOLD, **offer)
    silent = step(service.accept_incident, sobering, 53)
    assert silent.code == "handover_incomplete"
    read_back = {
        "accepted_by_name": "Nico Nuchter",
        "said_back": "Man onder invloed, gefouilleerd, broer wordt gebeld.",
        "safe": True,
    }
    assert step(service.accept_incident, sobering, 55, **read_back)
    assert step(service.tell_reporter, operator, 56, message="care_has_it")
    assert step(service.release_incident, officer, 57, people_know=True)
    assert step(service.close_incident, operator, 60)

    incident = Incident.objects.get(number=number)
    assert incident.status == "closed"
    assert incident.holder_id == "ontnuchtering"
    assert not Clock.objects.filter(subject=incident.subject, stopped_at=None).exists()
    wait = Waiting.objects.get(incident=incident)
    assert None not in {wait.offered_at, wait.accepted_at, wait.arrived_at, wait.released_at}
    # What the receiver said back is for the giver's ears: the police hear it, and only they and who takes part.
    heard = service.incident_view(officer, number, now=at(61)).dossier.of_kind("read_back")
    assert [entry.text for entry in heard] == [read_back["said_back"]]
    told = told_from(events_of(incident.subject))
    assert told.status == incident.status
    assert told.baton == baton_of(incident)
    assert told.safety_phase == incident.safety_phase
    broken, held = breaks()
    assert broken == []
    assert held["entries"] > 15


def test_the_outsider_gets_the_answer_of_an_absent_incident(cast: Cast) -> None:
    taken = service.take_report(
        draft=service.ReportDraft(text="Ruzie in de straat"), actor=cast["operator"], now=NOW
    )
    outsider = cast["outsider"]
    assert service.incident_view(outsider, taken.number, now=NOW) is None
    forbidden = service.write_note(number=taken.number, actor=outsider, now=NOW, text="hallo")
    absent = service.write_note(number="261127-999", actor=outsider, now=NOW, text="hallo")
    assert forbidden == absent == Refused("not_found")


def test_a_repeated_step_with_its_key_gets_the_first_answer_and_changes_nothing(cast: Cast) -> None:
    operator = cast["operator"]
    taken = service.take_report(
        draft=service.ReportDraft(text="Man verward op straat"), actor=operator, now=NOW, key="k0"
    )
    again = service.take_report(
        draft=service.ReportDraft(text="Man verward op straat"), actor=operator, now=NOW, key="k0"
    )
    assert again.number == taken.number
    assert not again.created
    words = {"number": taken.number, "actor": operator, "text": "Nog een regel", "key": "k1"}
    first = service.write_note(now=NOW, **words)
    second = service.write_note(now=NOW + timedelta(seconds=5), **words)
    assert first.events[0].data == second.events[0].data
    assert len(events_of(f"incident:{taken.number}")) == 2
    other = service.write_note(**(words | {"text": "iets anders"}), now=NOW)
    assert other.code == "key_used_otherwise"

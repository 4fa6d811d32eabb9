"""The whole main line through the API: the same story as by the actions, told by five systems."""

from datetime import timedelta

import time_machine

from samenop.apps.incidents.models import Incident, Waiting
from samenop.apps.ledger.service import breaks
from tests.api.conftest import System
from tests.cast import NOW

TOLD = {
    "wentBefore": "Man dreigde van het viaduct te springen.",
    "seen": "Ruikt naar alcohol, huilt, laat zich leiden.",
    "searched": "Ja, niets gevonden.",
    "itemsTaken": "Geen.",
    "restraint": "Geen.",
    "promised": "Dat zijn broer wordt gebeld.",
}


def stamp(minutes: int) -> str:
    """Minutes into the story, as the API tells moments."""
    return (NOW + timedelta(minutes=minutes)).isoformat().replace("+00:00", "Z")


def test_a_man_on_a_viaduct_goes_from_report_to_release_through_the_api(systems: dict[str, System]) -> None:
    room, nurse, police = systems["meldkamer"], systems["crisisdienst"], systems["politie"]
    sobering = systems["ontnuchtering"]
    with time_machine.travel(NOW, tick=False) as clock:
        report = {
            "text": "Er staat een man op het viaduct, hij wil springen en hij heeft gedronken.",
            "channel": "call_112",
            "reporter": {"name": "Mevrouw Voorbij", "phone": "0600000000"},
            "address": "Viaduct Ringweg",
            "externalId": "GMS-1",
        }
        taken = room.post("/reports", report)
        assert taken["created"]
        assert taken["reporterToken"]
        assert taken["proposal"] == {"urgency": "urgent_police", "needs": "both", "smellsOfCare": True}
        number = taken["number"]

        def step(system: System, minute: int, noun: str, body: object = None, status: int = 201) -> dict:
            clock.move_to(NOW + timedelta(minutes=minute))
            return system.post(f"/incidents/{number}/{noun}", body, status=status)

        step(room, 1, "classifications", {"urgency": "urgent_police", "needs": "both"})
        step(room, 1, "care-requests", {"question": "Kan de crisisdienst meekijken?"})
        car = step(room, 2, "deployments", {"unit": "Wagen 11", "organisation": "politie", "discipline": "police"})
        car_id = car["events"][0]["data"]["deployment"]
        step(nurse, 3, "advices", {"answer": "advice", "text": "Eén iemand praat, houd afstand."})
        duo = step(
            room,
            4,
            "deployments",
            {
                "unit": "Duo 1",
                "organisation": "crisisdienst",
                "discipline": "crisis_service",
                "expectedAt": stamp(35),
            },
        )
        duo_id = duo["events"][0]["data"]["deployment"]
        step(police, 5, f"deployments/{car_id}/statuses", {"to": "under_way"})
        step(police, 11, f"deployments/{car_id}/statuses", {"to": "on_scene"})
        step(room, 11, "direct-lines")
        step(police, 11, "safety-phases", {"phase": "acute_unsafe"})
        step(police, 14, "observations", {"answers": {"harmSelf": "said", "substances": "smells_of_alcohol"}})
        picture = {
            "problem": "Man op viaduct, wil springen",
            "safe": "Hij niet, omstanders wel",
            "whoDoesWhat": "Agent praat, crisisdienst komt",
            "lookAgainAt": stamp(40),
        }
        proposed = step(police, 15, "pictures", picture)
        version = proposed["events"][0]["data"]["version"]
        step(nurse, 16, f"pictures/{version}/confirmations")
        early = step(police, 17, "releases", {"peopleKnow": False}, status=409)
        assert early["code"] == "release_incomplete"
        assert {one["code"] for one in early["missing"]} >= {
            "still_acute",
            "follow_up_not_held",
            "people_do_not_know",
            "reporter_not_told",
        }
        assert all(one["detail"] and one["detail"] != one["code"] for one in early["missing"])
        step(nurse, 33, f"deployments/{duo_id}/statuses", {"to": "on_scene"})
        outcome = {"kind": "not_assessable", "followUp": "sobering_place"}
        nowhere = step(nurse, 45, "outcomes", outcome, status=409)
        assert nowhere["code"] == "outcome_leads_nowhere"
        step(nurse, 46, "outcomes", outcome | {"followUpHolder": "ontnuchtering", "reassessAt": stamp(400)})
        step(police, 47, "safety-phases", {"phase": "directly_safe"})
        step(room, 48, "offers", {"to": "ontnuchtering", "told": {"seen": "Ruikt naar alcohol."}, "safe": True})
        step(sobering, 50, "returned-handovers", {"missing": ["searched", "items_taken"]})
        assert room.get(f"/incidents/{number}")["holder"] == "meldkamer"
        step(room, 52, "offers", {"to": "ontnuchtering", "told": TOLD, "safe": True})
        assert step(sobering, 53, "acceptances", {}, status=409)["code"] == "handover_incomplete"
        said_back = "Man onder invloed, gefouilleerd, broer wordt gebeld."
        step(
            sobering, 55, "acceptances", {"acceptedByName": "Nico Nuchter", "saidBack": said_back, "safe": True}
        )
        step(room, 56, "reporter-messages", {"message": "care_has_it"})
        step(police, 57, "releases", {"peopleKnow": True})
        step(room, 60, "closures")

        whole = room.get(f"/incidents/{number}")
        assert (whole["status"], whole["holder"]) == ("closed", "ontnuchtering")
        assert {clock["state"] for clock in whole["clocks"]} == {"stopped"}
        status = room.get(f"/reports/{taken['report']}")
        assert (status["status"], status["toldAt"]) == ("closed", stamp(56))
        events = [one["type"] for one in room.get(f"/incidents/{number}/events?pageSize=100")["items"]]
        assert events[0] == "incident.reported"
        assert events[-1] == "incident.closed"
        assert "handover.returned" in events
    wait = Waiting.objects.get(incident=Incident.objects.get(number=number))
    assert None not in {wait.offered_at, wait.accepted_at, wait.arrived_at, wait.released_at}
    assert breaks()[0] == []


def test_content_comes_only_by_the_sharing_rules_and_what_is_withheld_is_named(systems: dict[str, System]) -> None:
    room, care = systems["meldkamer"], systems["crisisdienst"]
    number = room.post(
        "/reports",
        {
            "text": "Man wil springen, is in de war.",
            "reporter": {"name": "Mevrouw Voorbij", "phone": "0600000000"},
        },
    )["number"]
    seen, mine = care.get(f"/incidents/{number}"), room.get(f"/incidents/{number}")
    assert "reporter_contact" in {one["kind"] for one in mine["entries"]}
    assert "reporter_contact" not in {one["kind"] for one in seen["entries"]}
    assert "reporter_contact" in {one["kind"] for one in seen["withheld"]}
    assert "Voorbij" not in str(seen)
    assert "Voorbij" not in str(care.get("/incidents"))


def test_who_has_no_part_gets_the_answer_of_an_absent_incident(systems: dict[str, System]) -> None:
    number = systems["meldkamer"].post("/reports", {"text": "Ruzie in de straat."})["number"]
    outsider = systems["opvang"]
    for path in (f"/incidents/{number}", f"/incidents/{number}/events"):
        forbidden, absent = outsider.ask("GET", path), outsider.ask("GET", path.replace(number, "261127-99999"))
        assert forbidden.status_code == absent.status_code == 404
        assert forbidden.content == absent.content
    assert outsider.post(f"/incidents/{number}/notes", {"text": "hallo"}, status=404)["code"] == "not_found"
    assert outsider.get("/incidents")["items"] == []

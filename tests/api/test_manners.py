"""How the API behaves whoever calls: keys, one form of refusal, repeats, pages, and the Dutch design rules."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openapi_spec_validator import validate

from samenop.apps.connections.models import Connection
from samenop.apps.incidents.models import Incident, Report
from samenop.apps.ledger.models import Look
from samenop.frame.rest.manners import MOST_BYTES
from samenop.site.api import api
from tests.api.conftest import System, register
from tests.cast import Cast


def document() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    return told


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, one) for path, item in document()["paths"].items() for method, one in item.items()]


def is_problem(answer: Any, status: int, code: str) -> bool:
    told = answer.json()
    assert answer.status_code == told["status"] == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["API-Version"]
    assert told["title"]
    assert told["detail"]
    assert told["type"].startswith("urn:samenop:problem:")
    return bool(told["code"] == code)


def test_the_document_is_valid_openapi_3_1_and_open_to_all() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    told = answer.json()
    assert told == document()
    validate(told)
    assert told["openapi"].startswith("3.1")
    assert told["servers"] == [{"url": "/api/v1"}]


@pytest.mark.parametrize(("path", "method", "operation"), operations())
def test_every_operation_follows_the_design_rules(path: str, method: str, operation: dict[str, Any]) -> None:
    """Kebab-case nouns, no slash at the end, camelCase names, a summary, and every refusal documented."""
    words = [part for part in path.strip("/").split("/") if not part.startswith("{")]
    assert not path.endswith("/")
    assert all(word == word.lower() and "_" not in word and word.endswith("s") for word in words), path
    assert operation["summary"]
    assert {"400", "401", "403", "405", "413", "415", "500"} <= operation["responses"].keys()
    assert "422" not in operation["responses"]
    assert operation["security"]
    for parameter in operation.get("parameters", []):
        assert "_" not in parameter["name"]
        if parameter["in"] == "header":
            assert parameter["name"] == "Idempotency-Key"
    if method == "post":
        assert "409" in operation["responses"]
        body = operation.get("requestBody")
        assert body is None or body["content"]["application/json"]["example"], path


def test_every_name_in_every_form_is_camel_case() -> None:
    schemas = document()["components"]["schemas"]
    names = {name for schema in schemas.values() for name in schema.get("properties", {})}
    assert {name for name in names if "_" in name} == set()
    assert {"receivedAt", "wentBefore", "harmSelf", "acceptedByName"} <= names


def test_every_example_is_a_request_that_its_own_form_takes(dispatch: System) -> None:
    """Read by the operation itself, on an incident that is not there: never a wrong request."""
    wrong = []
    for path, method, operation in operations():
        if method == "post" and "requestBody" in operation and "{number}" in path:
            example = operation["requestBody"]["content"]["application/json"]["example"]
            address = path.replace("{number}", "261127-999").replace("{part}", "1")
            if dispatch.ask("POST", address, example).status_code == 400:
                wrong.append(path)
    assert wrong == []


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic a2V5", "Bearer \xe9\xe9"])
def test_without_a_key_that_counts_nothing_is_told(cast: Cast, header: str) -> None:
    answer = Client().get("/api/v1/incidents", headers={"Authorization": header} if header else {})
    assert is_problem(answer, 401, "key_refused")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_ended_expired_and_unknown_keys_get_the_same_answer(cast: Cast) -> None:
    expired = register("meldkamer", "dispatch_system", expires_at=timezone.now() - timedelta(seconds=1))
    ended = register("crisisdienst", "care_system", active=False)
    unknown = System("nobody", "no-such-key", expired.actor)
    answers = [one.ask("GET", "/incidents") for one in (expired, ended, unknown)]
    assert all(is_problem(answer, 401, "key_refused") for answer in answers)
    assert len({answer.content for answer in answers}) == 1


def test_only_the_hash_of_a_key_is_kept(dispatch: System) -> None:
    kept = Connection.objects.values()
    assert dispatch.key not in str(list(kept))


def test_a_role_that_may_not_is_refused_and_it_stands_in_the_book_of_looks(systems: dict[str, System]) -> None:
    answer = systems["psycholance"].ask("POST", "/report-batches", {"reports": [{"text": "x"}]})
    assert is_problem(answer, 403, "not_your_role")
    look = Look.objects.latest("id")
    assert (look.actor, look.outcome) == (systems["psycholance"].actor.id, "not_your_role")


def test_a_session_of_a_person_is_no_key(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.people["operator"])
    assert is_problem(client.get("/api/v1/incidents"), 401, "key_refused")


def test_everything_that_is_wrong_is_said_at_once_and_nothing_of_it_repeated(dispatch: System) -> None:
    secret = "Jan Geheim"
    body = {
        "text": 5,
        "channel": secret,
        "latitude": 900,
        "receivedAt": "2026-11-27T10:00:00",
        "ticked": [secret],
        "colour": secret,
        "reporter": {"name": "x" * 500},
    }
    answer = dispatch.ask("POST", "/reports", body)
    assert is_problem(answer, 400, "api_request_wrong")
    errors = {one["name"]: one for one in answer.json()["errors"]}
    assert errors.keys() == {"text", "channel", "latitude", "receivedAt", "ticked", "colour", "reporter.name"}
    assert all(one["in"] == "body" and one["detail"] for one in errors.values())
    assert secret not in answer.content.decode()
    assert Report.objects.count() == 0


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"null", b'"x"', b"\xff", b"[" * 20_000, b'{"text": NaN}', b'{"text": "\\u0000"}', b"1e999"]
)
def test_a_body_that_is_no_request_is_400(dispatch: System, body: bytes) -> None:
    answer = Client().post(
        "/api/v1/reports",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {dispatch.key}"},
    )
    assert is_problem(answer, 400, "api_request_wrong")


def test_other_forms_other_methods_other_addresses_and_too_much(dispatch: System) -> None:
    key = {"Authorization": f"Bearer {dispatch.key}"}
    form = Client().post("/api/v1/reports", {"text": "x"}, headers=key)
    assert is_problem(form, 415, "api_body_no_json")
    method = dispatch.ask("PATCH", "/reports", {})
    assert is_problem(method, 405, "api_method_unknown")
    assert "POST" in method.headers["Allow"]
    for address in ("/nothing", "/", "/reports/", "/incidents/261127-1/nothing"):
        assert is_problem(dispatch.ask("GET", address), 404, "not_found")
    large = Client().post("/api/v1/reports", b"x" * (MOST_BYTES + 1), content_type="application/json", headers=key)
    assert is_problem(large, 413, "api_body_too_large")


def test_words_are_dutch_first_and_english_when_asked(dispatch: System) -> None:
    dutch = dispatch.ask("POST", "/reports", {"text": " "})
    english = dispatch.ask("POST", "/reports", {"text": " "}, **{"Accept-Language": "en"})
    assert dutch.status_code == english.status_code == 409
    assert dutch.json()["missing"][0]["code"] == english.json()["missing"][0]["code"] == "report_empty"
    assert "Schrijf" in dutch.json()["missing"][0]["detail"]
    assert "Write" in english.json()["missing"][0]["detail"]


def test_a_repeat_with_its_key_is_the_same_step_once(dispatch: System) -> None:
    key = {"Idempotency-Key": "a-1"}
    first = dispatch.post("/reports", {"text": "Ruzie"}, **key)
    again = dispatch.post("/reports", {"text": "Ruzie"}, status=200, **key)
    assert (again["number"], again["created"], again["reporterToken"]) == (first["number"], False, None)
    other = dispatch.ask("POST", "/reports", {"text": "Iets anders"}, **key)
    assert is_problem(other, 409, "key_used_otherwise")
    note = {"text": "Een regel"}
    path = f"/incidents/{first['number']}/notes"
    once = dispatch.post(path, note, **{"Idempotency-Key": "a-2"})
    assert dispatch.post(path, note, **{"Idempotency-Key": "a-2"}) == once
    events = dispatch.get(f"/incidents/{first['number']}/events")["items"]
    assert [one["type"] for one in events] == ["incident.reported", "note.written"]


def test_the_same_external_id_is_the_same_report_and_another_system_never_meets_it(
    systems: dict[str, System],
) -> None:
    room, shelter = systems["meldkamer"], systems["opvang"]
    first = room.post("/reports", {"text": "Ruzie", "externalId": "7"})
    assert room.post("/reports", {"text": "Ruzie", "externalId": "7"}, status=200)["number"] == first["number"]
    assert shelter.post("/reports", {"text": "Brand", "externalId": "7"})["number"] != first["number"]


def test_of_many_reports_the_good_ones_go_in_and_each_bad_one_is_named(dispatch: System) -> None:
    reports = [
        {"text": "Eerste", "externalId": "1"},
        {"text": ""},
        {"text": "Derde", "channel": "pigeon", "latitude": "x"},
        "not a report",
        {"text": "Zelfde als de eerste", "externalId": "1"},
        {"text": "Zesde"},
    ]
    key = {"Idempotency-Key": "batch-1"}
    told = dispatch.post("/report-batches", {"reports": reports}, status=200, **key)
    assert [one["outcome"] for one in told["items"]] == [
        "created",
        "refused",
        "refused",
        "refused",
        "known",
        "created",
    ]
    assert [one["position"] for one in told["items"]] == [0, 1, 2, 3, 4, 5]
    assert {error["name"] for error in told["items"][2]["errors"]} == {"channel", "latitude"}
    assert told["items"][1]["errors"][0]["code"] == "report_empty"
    assert told["items"][4]["number"] == told["items"][0]["number"]
    assert Incident.objects.count() == 2
    again = dispatch.post("/report-batches", {"reports": reports}, status=200, **key)
    assert (again["created"], again["known"], again["refused"]) == (0, 3, 3)
    assert Incident.objects.count() == 2
    too_many = {"reports": [{"text": "x"}] * 1001}
    assert is_problem(dispatch.ask("POST", "/report-batches", too_many), 400, "api_request_wrong")


def test_a_batch_costs_as_many_queries_for_ten_as_for_a_hundred(
    dispatch: System, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    for count in (10, 100):
        with django_assert_max_num_queries(20):
            dispatch.post("/report-batches", {"reports": [{"text": "Ruzie"}] * count}, status=200)


def test_pages_follow_each_other_without_a_gap_while_new_rows_come(
    dispatch: System, reported: Callable[..., str]
) -> None:
    numbers = [reported() for _ in range(5)]
    first = dispatch.get("/incidents?pageSize=2")
    numbers.append(reported())
    second = dispatch.get(f"/incidents?pageSize=2&cursor={first['next']}")
    third = dispatch.get(f"/incidents?pageSize=50&cursor={second['next']}")
    seen = [one["number"] for page in (first, second, third) for one in page["items"]]
    assert seen == numbers
    assert third["next"] is None


@pytest.mark.parametrize("cursor", ["x", "YWZ0ZXI6LTE", "YmVmb3JlOjE", "YWZ0ZXI6eA"])
def test_a_cursor_we_never_gave_is_refused(dispatch: System, cursor: str) -> None:
    assert is_problem(dispatch.ask("GET", f"/incidents?cursor={cursor}"), 400, "api_cursor_unknown")


def test_a_page_of_open_incidents_costs_the_same_however_many(
    dispatch: System, reported: Callable[..., str], django_assert_max_num_queries: Any
) -> None:
    for count in (2, 12):
        for _ in range(count):
            reported()
        with django_assert_max_num_queries(14):
            dispatch.get("/incidents?pageSize=100")


def test_moments_are_told_in_utc(dispatch: System) -> None:
    number = dispatch.post("/reports", {"text": "Ruzie", "receivedAt": "2026-11-27T10:00:00+01:00"})["number"]
    assert dispatch.get(f"/incidents/{number}")["reportedAt"] == "2026-11-27T09:00:00Z"


def test_a_fault_of_ours_is_a_problem_too_and_tells_nothing(
    dispatch: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("Jan Geheim")

    monkeypatch.setattr("samenop.apps.incidents.api.reading.open_page", fail)
    answer = dispatch.ask("GET", "/incidents")
    assert is_problem(answer, 500, "api_fault")
    assert "Geheim" not in answer.content.decode()


def test_suggestions_and_care_options_leave_nothing_behind(dispatch: System) -> None:
    told = dispatch.post(
        "/situation-suggestions", {"text": "Wij bellen de crisisdienst voor een verward persoon op straat."}, status=200
    )
    assert told["items"][0]["because"]
    care = dispatch.post("/care-options", {"need": "crisis_assessment", "area": "middenstad"}, status=200)
    assert care["lastResort"]
    assert Incident.objects.count() == 0


def test_one_more_report_joins_an_incident(dispatch: System, reported: Callable[..., str]) -> None:
    number = reported()
    dispatch.post(f"/incidents/{number}/reports", {"text": "Ik zie het ook."})
    assert Report.objects.filter(incident__number=number).count() == 2
    other = reported()
    dispatch.post(f"/incidents/{other}/joins", {"into": number})
    assert Report.objects.filter(incident__number=number).count() == 3


def test_every_operation_carries_its_mark() -> None:
    """The document and the marks are of the same operations."""
    marked = [
        operation
        for router in api._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
    ]
    assert len(marked) == len(operations())
    assert all(operation.view_func.mark.permissions for operation in marked)

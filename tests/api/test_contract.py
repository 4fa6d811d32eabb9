"""The API against its own document: made-up requests by the thousand, no fault, no answer that is not described."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.conftest import System

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
# The same requests on every run: what breaks once can be made again.
SETTINGS = settings(
    max_examples=6,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def number(dispatch: System) -> str:
    """An incident that is there, with a unit, a ride, a picture and a promise numbered 1."""
    found: str = dispatch.post("/reports", {"text": "Man wil springen.", "externalId": "1"})["number"]
    dispatch.post(f"/incidents/{found}/deployments", {"unit": "A", "organisation": "politie", "discipline": "police"})
    dispatch.post(f"/incidents/{found}/transports", {"kind": "ambulance", "organisation": "ambulance"})
    return found


# The API as its own document describes it, called in this process.
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@schema.parametrize()
@SETTINGS
def test_no_request_brings_it_down_and_every_answer_is_described(
    case: schemathesis.Case, dispatch: System, number: str
) -> None:
    headers = {"Authorization": f"Bearer {dispatch.key}"}
    case.validate_response(case.call(headers=headers), checks=CHECKS)
    if "number" in (case.path_parameters or {}):
        # Few made-up numbers are of an incident; so the same request once more on one that is there.
        case.path_parameters["number"] = number
        case.validate_response(case.call(headers=headers), checks=CHECKS[:-1])

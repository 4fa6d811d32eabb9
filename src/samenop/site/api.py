"""Puts the API together: its routers, who may call, one form of refusal, and the document that describes it."""

from functools import cached_property
from typing import Any

import structlog
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer

from samenop.apps.connections.api.subscriptions import router as subscriptions
from samenop.apps.connections.service import actor_for_key
from samenop.apps.incidents.api.advice import router as advice
from samenop.apps.incidents.api.reading import router as reading
from samenop.apps.incidents.api.reports import router as reports
from samenop.apps.incidents.api.steps import router as steps
from samenop.apps.ledger.service import record_look
from samenop.core.kernel import Actor, Refused
from samenop.frame.rest.manners import VERSION
from samenop.frame.rest.problems import FAULT, Problem, Wrong, problem_response, wrong_fields
from samenop.site.api_document import completed

log = structlog.get_logger(__name__)
DESCRIPTION = """Waarmee systemen van politie en zorg meldingen en stappen uitwisselen met Samenop.

Elk systeem heeft een eigen sleutel met een eigen rol (`Authorization: Bearer …`) en ziet alleen incidenten
waarbij zijn organisatie betrokken is. Met `Idempotency-Key` op een POST wordt een herhaling nooit een tweede
stap. Elk nee komt als `application/problem+json`, met alles wat ontbreekt tegelijk. Momenten zijn in UTC."""


class Key(HttpBearer):
    """The key of a connected system. Unknown, ended and expired get the same answer."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The system behind the key, as an actor."""
        return actor_for_key(token, now=timezone.now())


class Api(NinjaAPI):
    """The API with its document made once."""

    @cached_property
    def _document(self) -> dict[str, Any]:
        # The version stands in the address of the server, so the paths are short.
        return completed(OpenAPISchema(self, ""), VERSION)

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        """The description of every operation."""
        return self._document


api = Api(
    title="Samenop",
    version=VERSION,
    description=DESCRIPTION,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
    auth=Key(),
)
for router in (reports, reading, steps, advice, subscriptions):
    api.add_router("", router)


@api.exception_handler(Problem)
def _refused(request: HttpRequest, problem: Problem) -> HttpResponse:
    actor = getattr(request, "auth", None)
    if problem.status == 403 and isinstance(actor, Actor):
        # At a door that is not theirs: that stands in the book of looks (D9).
        record_look(
            actor=actor,
            subject=f"api:{request.path}"[:80],
            what="api",
            purpose="work",
            outcome=problem.refused.code,
            now=timezone.now(),
        )
    return problem_response(problem.status, problem.refused)


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem_response(400, errors=wrong_fields(error.errors))


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem_response(401, headers={"WWW-Authenticate": "Bearer"})


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    errors = [Wrong("body", "", "json_invalid")] if error.status_code == 400 else []
    return problem_response(error.status_code, errors=errors)


@api.exception_handler(IntegrityError)
def _at_once(request: HttpRequest, error: IntegrityError) -> HttpResponse:
    # Two requests wrote the same thing at the same moment; this one was undone as a whole.
    log.warning("api_written_at_once", path=request.path)
    return problem_response(409, Refused("just_changed"))


@api.exception_handler(Exception)
def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    # The kind of error and where, never what was sent.
    log.error("api_fault", method=request.method, path=request.path, error=type(error).__name__, exc_info=error)
    return problem_response(500, Refused(FAULT))

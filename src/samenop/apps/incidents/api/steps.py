"""Makes the operations of the steps out of their table."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from ninja import Router, Status
from pydantic import BaseModel, create_model
from pydantic.alias_generators import to_camel

from samenop.apps.incidents.api.step_table import STEPS_OF_API, ApiStep, Fields
from samenop.core.kernel import Answer, Refused
from samenop.frame.rest.access import CallingRequest, api_needs
from samenop.frame.rest.fields import Asked, IdempotencyKey, PathId, PathNumber, Told
from samenop.frame.rest.problems import Problem

router = Router(tags=["stappen"], by_alias=True)


class Happened(Told):
    """One thing that happened: its type, and only references and stamps."""

    type: str
    data: dict[str, Any]


class StepTaken(Told):
    """The step is taken; what happened through it."""

    number: str
    events: list[Happened]


def step_taken(number: str, answer: Answer) -> Status[StepTaken]:
    """The answer of an action as an answer of the API; a refusal ends the request."""
    if isinstance(answer, Refused):
        raise Problem(answer)
    return Status(201, StepTaken(number=number, events=[_happened(event.type, event.data) for event in answer.events]))


def camel_keys(data: Mapping[str, Any]) -> dict[str, Any]:
    """References of the ledger with the names of the API."""
    return {to_camel(name): value for name, value in data.items()}


def body_of(name: str, fields: Fields) -> type[BaseModel]:
    """The form of a step; a form within the form becomes one of its own."""
    made: dict[str, Any] = {
        field: (_kind(name, field, kind, default), default) for field, (kind, default) in fields.items()
    }
    form: type[BaseModel] = create_model(name, __base__=Asked, **made)
    return form


def _kind(name: str, field: str, kind: Any, default: Any) -> Any:
    form = body_of(name + field.title().replace("_", ""), kind) if isinstance(kind, Mapping) else kind
    return form | None if default is None else form


def _happened(kind: str, data: Mapping[str, Any]) -> Happened:
    return Happened(type=kind, data=camel_keys(data))


def _words(step: ApiStep, body: BaseModel | None) -> dict[str, Any]:
    """What the action wants to hear; what was not said stays unsaid."""
    told = body.model_dump(exclude_none=True) if body is not None else {}
    told = {name: _said(value) for name, value in told.items()}
    return {step.words.get(name, name): value for name, value in told.items()}


def _said(value: Any) -> Any:
    return {name: said for name, said in value.items() if said != ""} if isinstance(value, dict) else value


def _act(step: ApiStep, request: CallingRequest, number: str, key: str, words: Mapping[str, Any]) -> Status[StepTaken]:
    answer = step.action(number=number, actor=request.auth, now=timezone.now(), key=key, **words)
    return step_taken(number, answer)


def _with_body(step: ApiStep, form: type[BaseModel]) -> Callable[..., Any]:
    def take(
        request: CallingRequest,
        number: PathNumber,
        body: form,  # type: ignore[valid-type]  # made from the table
        idempotency_key: IdempotencyKey = "",
    ) -> Any:
        return _act(step, request, number, idempotency_key, _words(step, body))

    return take


def _without_body(step: ApiStep) -> Callable[..., Any]:
    def take(request: CallingRequest, number: PathNumber, idempotency_key: IdempotencyKey = "") -> Any:
        return _act(step, request, number, idempotency_key, {})

    return take


def _part_with_body(step: ApiStep, form: type[BaseModel]) -> Callable[..., Any]:
    def take(
        request: CallingRequest,
        number: PathNumber,
        part: PathId,
        body: form,  # type: ignore[valid-type]  # made from the table
        idempotency_key: IdempotencyKey = "",
    ) -> Any:
        words = {step.part: part, **_words(step, body)}
        return _act(step, request, number, idempotency_key, words)

    return take


def _part_without_body(step: ApiStep) -> Callable[..., Any]:
    def take(
        request: CallingRequest, number: PathNumber, part: PathId, idempotency_key: IdempotencyKey = ""
    ) -> Any:
        return _act(step, request, number, idempotency_key, {step.part: part})

    return take


def _operation(step: ApiStep) -> Callable[..., Any]:
    if not step.fields:
        return _part_without_body(step) if step.part else _without_body(step)
    form = body_of("".join(part.title() for part in step.step.split("_")) + "Asked", step.fields)
    return _part_with_body(step, form) if step.part else _with_body(step, form)


def _add(step: ApiStep) -> None:
    example = {"requestBody": {"content": {"application/json": {"example": dict(step.example)}}}}
    router.add_api_operation(
        step.path.replace(f"{{{step.part}}}", "{part}") if step.part else step.path,
        ["POST"],
        api_needs(step.permission)(_operation(step)),
        response={201: StepTaken},
        summary=step.summary,
        operation_id=to_camel(step.step),
        openapi_extra=example if step.fields else None,
        url_name=f"api-{step.step.replace('_', '-')}",
    )


for _step in STEPS_OF_API:
    _add(_step)

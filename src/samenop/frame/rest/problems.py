"""Every answer that is no success, in one form: `application/problem+json` with words and what is missing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field

from samenop.core.kernel import Refused
from samenop.frame.refusals import said_refusal

CONTENT_TYPE = "application/problem+json"
# A refusal is a conflict with how things stand now, unless it says that nothing is there or it is not yours.
STATUS_OF = {"not_found": 404, "not_your_role": 403, "key_refused": 401}
CODE_OF = {
    400: "api_request_wrong",
    401: "key_refused",
    403: "not_your_role",
    404: "not_found",
    405: "api_method_unknown",
    413: "api_body_too_large",
    415: "api_body_no_json",
}
FAULT = "api_fault"
PLACES = frozenset({"path", "query", "header", "body"})


class MissingPart(BaseModel):
    """One thing that is missing for a yes."""

    code: str
    detail: str


class FieldError(BaseModel):
    """One field that is wrong: where it stands, its name, a code and the words."""

    place: str = Field(alias="in")
    name: str
    code: str
    detail: str


class ProblemDetails(BaseModel):
    """Why not, for a machine and for a person (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    missing: list[MissingPart]
    errors: list[FieldError]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A field that is wrong, before it is put into words."""

    place: str
    name: str
    code: str


class Problem(Exception):
    """Ends a request with a refusal; the API turns it into an answer."""

    def __init__(self, refused: Refused, status: int = 0) -> None:
        super().__init__(refused.code)
        self.refused = refused
        self.status = status or STATUS_OF.get(refused.code, 409)


def problem_response(
    status: int, refused: Refused | None = None, errors: Sequence[Wrong] = (), headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The answer for a status, by the refusal when there is one; it never repeats what was sent."""
    if refused is None:
        refused = Refused(CODE_OF.get(status, FAULT))
    told = said_refusal(refused)
    body = {
        "type": f"urn:samenop:problem:{refused.code}",
        "title": _title(status),
        "status": status,
        "detail": told.reason,
        "code": refused.code,
        "missing": [
            {"code": code, "detail": words} for code, words in zip(refused.missing, told.missing, strict=True)
        ],
        "errors": [
            {"in": one.place, "name": one.name, "code": one.code, "detail": said_error(one.code)} for one in errors
        ],
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=CONTENT_TYPE, headers=dict(headers or {})
    )


def wrong_fields(errors: Sequence[Mapping[str, Any]]) -> list[Wrong]:
    """What the schema library says is wrong, without the values."""
    return [_wrong(error) for error in errors]


def said_error(code: str) -> str:
    """The words of what is wrong with a field."""
    words = {
        "missing": _("This field is missing."),
        "extra_forbidden": _("This field does not exist here."),
        "string_too_long": _("This text is too long."),
        "string_too_short": _("This text is too short."),
        "string_pattern_mismatch": _("This text is not written as asked."),
        "literal_error": _("This is none of the choices."),
        "string_type": _("Text is asked here."),
        "bool_type": _("True or false is asked here."),
        "int_type": _("A whole number is asked here."),
        "float_type": _("A number is asked here."),
        "timezone_aware": _("A moment needs its offset, for instance Z."),
        "json_invalid": _("The body is not JSON."),
    }
    return words.get(code, _("This value is not possible here."))


def _wrong(error: Mapping[str, Any]) -> Wrong:
    place, *names = [str(part) for part in error.get("loc", ())] or ["body"]
    # The library names the parameter that takes the whole body; a caller knows no such name.
    if place == "body" and names[:1] == ["body"]:
        names = names[1:]
    return Wrong(place if place in PLACES else "body", ".".join(names), str(error.get("type", "value")))


def _title(status: int) -> str:
    titles = {
        400: _("The request is not right"),
        401: _("Not known"),
        403: _("Not allowed"),
        404: _("Not found"),
        405: _("Not possible here"),
        409: _("Not possible now"),
        413: _("Too large"),
        415: _("Not in this form"),
    }
    return titles.get(status, _("Something went wrong here"))

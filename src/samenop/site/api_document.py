"""Completes the OpenAPI document: every refusal of every operation, the version header, servers and contact."""

from collections.abc import Iterator
from copy import deepcopy
from http.client import responses as names
from typing import Any

from samenop.frame.rest.problems import CONTENT_TYPE, ProblemDetails

# What can come of any operation besides its success.
ALWAYS = (400, 401, 403, 405, 413, 415, 500)
METHODS = ("get", "post", "put", "patch", "delete")


def completed(document: dict[str, Any], version: str) -> dict[str, Any]:
    """The document of the library with everything that holds for all operations alike."""
    made: dict[str, Any] = deepcopy(dict(document))
    made["openapi"] = "3.1.0"
    made["info"] |= {
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        "contact": {"name": "Beheer van Samenop in uw regio"},
    }
    made["servers"] = [{"url": "/api/v1"}]
    made["paths"] = {f"/{path.lstrip('/')}": item for path, item in made["paths"].items()}
    components = made["components"]
    components["schemas"]["ProblemDetails"] = _problem_schema(components["schemas"])
    components["headers"] = {"ApiVersion": _version_header(version)}
    components["responses"] = {f"Problem{status}": _problem(status) for status in (*ALWAYS, 404, 409)}
    for path, method, operation in _operations(made["paths"]):
        _complete(operation, path, method)
    made["tags"] = [{"name": name} for name in sorted(_tags(made["paths"]))]
    return made


def _operations(paths: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in paths.items():
        yield from ((path, method, item[method]) for method in METHODS if method in item)


def _tags(paths: dict[str, Any]) -> set[str]:
    return {tag for _, _, operation in _operations(paths) for tag in operation.get("tags", [])}


def _complete(operation: dict[str, Any], path: str, method: str) -> None:
    answers = {str(status): answer for status, answer in operation["responses"].items()}
    for answer in answers.values():
        answer["headers"] = {"API-Version": {"$ref": "#/components/headers/ApiVersion"}}
    statuses = [*ALWAYS]
    if "{" in path or path == "/care-options":
        statuses.append(404)
    if method == "post":
        statuses.append(409)
    for status in sorted(statuses):
        answers[str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
    operation["responses"] = answers


def _problem(status: int) -> dict[str, Any]:
    headers = {"API-Version": {"$ref": "#/components/headers/ApiVersion"}}
    schema = {"$ref": "#/components/schemas/ProblemDetails"}
    return {"description": names[status], "headers": headers, "content": {CONTENT_TYPE: {"schema": schema}}}


def _version_header(version: str) -> dict[str, Any]:
    return {"description": "Versie van deze API", "schema": {"type": "string"}, "example": version}


def _problem_schema(schemas: dict[str, Any]) -> dict[str, Any]:
    schema = ProblemDetails.model_json_schema(by_alias=True, ref_template="#/components/schemas/{model}")
    schemas |= schema.pop("$defs", {})
    return schema

"""Writes tests/web/permission_table.yaml: every route, and the roles that may enter it.

`python -m tools.permission_table` writes it from the marks on the routes and the roles catalogue. The
file is kept so that a person sees in a review whom a change lets in; the tests compare and try it out.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
import yaml
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from samenop.catalogues.roles_catalogue import roles

TABLE = Path(__file__).resolve().parent.parent / "tests" / "web" / "permission_table.yaml"
NOTICE = """\
# Which roles may enter which route: a page by its address, an operation of the API with its method.
# Written by `python -m tools.permission_table`; read the difference before you keep it.
"""
# Made by the API library itself, so they carry no mark of ours.
OF_THE_LIBRARY = {
    "openapi-json": "The description of the API is public; it holds no data.",
    "openapi-view": "The description of the API is public; it holds no data.",
    "api-root": "An address without an operation; answers with not found.",
}


@dataclass(frozen=True, slots=True)
class Route:
    """One way in: its address, its name, its method when that is part of it (API), and its mark."""

    address: str
    name: str
    method: str
    mark: Any

    @property
    def id(self) -> str:
        """How the table names it."""
        return f"{self.method} /{self.address}".strip()

    @property
    def open_because(self) -> str:
        """Why everyone may enter; empty when a permission is needed."""
        return OF_THE_LIBRARY.get(self.name, "") or getattr(self.mark, "open_because", "")

    @property
    def permissions(self) -> tuple[str, ...]:
        """One of these is needed; empty when the route is open to all, or not marked at all."""
        return getattr(self.mark, "permissions", ())

    def allowed(self) -> list[str]:
        """The roles that carry one of the permissions."""
        return [name for name, role in roles().items() if not role.permissions.isdisjoint(self.permissions)]


def routes() -> list[Route]:
    """Every route that Django serves, API operations one by one."""
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenop.site.settings")
        django.setup()
    return list(_below(get_resolver().url_patterns, ""))


def table() -> dict[str, Any]:
    """What the file must hold: `everyone: reason`, or the permissions and the roles."""
    return {
        route.id: {"everyone": route.open_because}
        if route.open_because
        else {"needs": list(route.permissions), "roles": route.allowed()}
        for route in routes()
    }


def _below(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[Route]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, address)
            continue
        operations = _operations(pattern.callback)
        if not operations:
            yield Route(address, pattern.name or "", "", getattr(pattern.callback, "mark", None))
        for operation in operations:
            mark = getattr(operation.view_func, "mark", None)
            yield from (
                Route(address, pattern.name or "", method, mark) for method in sorted(operation.methods)
            )


def _operations(callback: Any) -> list[Any]:
    # The API library hides its operations behind a function of its own, one for each address.
    cells = [cell.cell_contents for cell in getattr(callback, "__closure__", None) or ()]
    return [operation for content in cells for operation in getattr(content, "operations", None) or ()]


if __name__ == "__main__":
    text = yaml.safe_dump(table(), allow_unicode=True, sort_keys=True, width=110, default_flow_style=None)
    TABLE.write_text(NOTICE + text, encoding="utf-8")

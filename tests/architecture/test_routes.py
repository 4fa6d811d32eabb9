"""Every way in says whom it lets in, and by a permission that exists."""

import pytest
import yaml

from samenop.catalogues.roles_catalogue import permissions
from samenop.frame.access import needs
from tools.permission_table import TABLE, Route, routes, table


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.id)
def test_a_route_says_what_it_needs_or_why_it_is_open(route: Route) -> None:
    """Exactly one of both; an unmarked route would be open by accident."""
    assert bool(route.permissions) != bool(route.open_because), "mark it with @needs or @open_to_all"


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.id)
def test_a_route_asks_only_for_permissions_that_a_role_carries(route: Route) -> None:
    """A misspelt one would shut the route for everybody."""
    assert set(route.permissions) <= permissions()


def test_the_kept_table_says_what_the_routes_say() -> None:
    """After a new route or a changed role: `python -m tools.permission_table`, and read the difference."""
    kept = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    now = table()
    assert {name: kept.get(name) for name in now} == now
    assert set(kept) - set(now) == set()


def test_an_unmarked_route_is_noticed() -> None:
    """The rule itself."""
    bare = Route("somewhere/", "somewhere", "", None)
    assert not bare.permissions
    assert not bare.open_because
    marked = Route("somewhere/", "somewhere", "", needs("books.see")(lambda request: None).mark)  # type: ignore[attr-defined]
    assert marked.allowed() == ["privacy_officer"]

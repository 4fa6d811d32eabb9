"""Apps meet at the front door: another app's `service`, or its `models` for a foreign key."""

import ast
from pathlib import Path

from tests.architecture.source_tree import PACKAGE, dotted, modules, tree, where

APPS = PACKAGE / "apps"
OPEN_DRAWERS = {"service", "models"}


def _imported_names(path: Path) -> list[tuple[str, ast.AST]]:
    found: list[tuple[str, ast.AST]] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(f"{node.module}.{alias.name}", node) for alias in node.names]
    return found


def _is_past_the_door(own_app: str, name: str) -> bool:
    parts = name.split(".")
    if parts[:2] != ["samenop", "apps"] or len(parts) < 4 or parts[2] == own_app:
        return False
    return parts[3] not in OPEN_DRAWERS


def test_an_app_enters_another_app_only_by_its_front_door() -> None:
    """What another app needs stands in `service.__all__`; its tables may be pointed at by a foreign key."""
    burglaries = [
        f"{where(path, node)} imports {name}"
        for path in modules()
        if path.is_relative_to(APPS)
        for name, node in _imported_names(path)
        if _is_past_the_door(dotted(path).split(".")[2] if dotted(path).count(".") > 1 else "", name)
    ]
    assert burglaries == []


def test_a_side_entrance_is_recognised() -> None:
    """The rule itself: the door and the own rooms are open, the rest is not."""
    assert _is_past_the_door("incidents", "samenop.apps.batons.actions.offer_baton")
    assert not _is_past_the_door("incidents", "samenop.apps.batons.service.offer_baton")
    assert not _is_past_the_door("incidents", "samenop.apps.batons.models.Baton")
    assert not _is_past_the_door("incidents", "samenop.apps.incidents.actions.take_report")

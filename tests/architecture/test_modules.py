"""How a module of the house looks: it says what it is for, imports at the top, and stays readable."""

import ast
from pathlib import Path

from tests.architecture.source_tree import modules, tree, where

MOST_LINES = 400


def _imports_below_the_top(path: Path) -> list[str]:
    functions = [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    inner = (node for function in functions for node in ast.walk(function))
    return [where(path, node) for node in inner if isinstance(node, ast.Import | ast.ImportFrom)]


def test_nothing_is_imported_inside_a_function() -> None:
    """Such an import hides a cycle or a wrong floor."""
    assert [place for path in modules() for place in _imports_below_the_top(path)] == []


def test_every_module_opens_with_what_it_is_for() -> None:
    """Empty `__init__.py` files open nothing."""
    silent = [
        where(path)
        for path in modules()
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(path))
    ]
    assert silent == []


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    """A drawer that grows past this becomes a folder of the same name."""
    lengths = {where(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {place: lines for place, lines in lengths.items() if lines > MOST_LINES} == {}

"""Words reach a person by way of translation, never by print, and never glued together before it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source_tree import PACKAGE, modules, tree, where

TRANSLATORS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# The command line speaks to a terminal.
MAY_PRINT = PACKAGE / "site"


def _calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _is_glued(call: ast.Call) -> bool:
    """A text with gaps filled before it is looked up finds no translation."""
    first = call.args[:1]
    filled = any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in first)
    formatted = any(isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) for part in first)
    return _name(call) in TRANSLATORS and (filled or formatted)


def test_nothing_is_printed_outside_the_command_line() -> None:
    printed = [
        where(path, call)
        for path in modules()
        if not path.is_relative_to(MAY_PRINT)
        for call in _calls(path)
        if _name(call) in {"print", "pprint", "breakpoint"}
    ]
    assert printed == []


def test_a_text_is_translated_before_its_gaps_are_filled() -> None:
    """`_("Since {when}").format(when=…)`, not `_(f"Since {when}")`."""
    assert [where(path, call) for path in modules() for call in _calls(path) if _is_glued(call)] == []


def test_a_glued_text_is_recognised() -> None:
    """The rule itself."""

    def glued(source: str) -> bool:
        return any(_is_glued(node) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))

    assert glued('_(f"Since {when}")')
    assert glued('_("Since " + when)')
    assert glued('_("Since {}".format(when))')
    assert not glued('_("Since {when}").format(when=when)')

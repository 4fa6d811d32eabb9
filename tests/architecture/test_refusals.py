"""Every refusal can be read in both languages, and no words are kept for a refusal that nobody gives."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from samenop.catalogues.wording_catalogue import refusal_words
from samenop.core.incidents.handover import HANDOVER_FIELDS
from tests.architecture.source_tree import PACKAGE, modules, tree, where

# Codes that stand in the words but not as a word of their own in the source, each with the reason.
MADE_ELSEWHERE: dict[str, str] = {}
# Grounds of a route say yes as well; only these files give a no.
SAY_NO_BY_GROUND = ("core/incidents/routing/grounds.py",)


def _texts(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def _choices(node: ast.expr) -> list[str]:
    """The code that an expression can be: a text, one of two, or several in a list."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) and node.value else []
    if isinstance(node, ast.IfExp):
        return [*_choices(node.body), *_choices(node.orelse)]
    if isinstance(node, ast.List | ast.Tuple):
        return [code for element in node.elts for code in _choices(element)]
    return []


def _is_missing(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "missing"


def _given(node: ast.AST, givers: tuple[str, ...] = ("Refused",)) -> list[str]:
    """The refusal codes that this piece of source gives."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in givers:
        words = [keyword.value for keyword in node.keywords if keyword.arg in {"code", "missing"}]
        return [code for part in [*node.args[:1], *node.args[2:3], *words] for code in _choices(part)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_missing(node.func.value):
        return [code for part in node.args for code in _choices(part)]
    if isinstance(node, ast.AugAssign) and _is_missing(node.target):
        return _choices(node.value)
    return []


def _codes_given() -> dict[str, str]:
    return {
        code: where(path, node)
        for path in modules()
        for node in ast.walk(tree(path))
        for code in _given(node, ("Refused", "Ground") if _says_no_by_ground(path) else ("Refused",))
    }


def _says_no_by_ground(path: Path) -> bool:
    return str(path).endswith(SAY_NO_BY_GROUND)


def _beginnings() -> set[str]:
    """What codes made of parts begin with: `f"handover_{name}"`."""
    return {
        part.values[0].value
        for path in modules()
        for part in ast.walk(tree(path))
        if isinstance(part, ast.JoinedStr) and isinstance(part.values[0], ast.Constant)
        if re.fullmatch(r"[a-z_]+_", str(part.values[0].value))
    }


def test_every_refusal_that_is_given_has_words() -> None:
    """In catalogues/wording/refusals.yaml; otherwise a person reads a code."""
    known = refusal_words()
    assert {code: place for code, place in _codes_given().items() if code not in known} == {}


@pytest.mark.parametrize("code", [f"handover_{name}" for name in HANDOVER_FIELDS])
def test_every_refusal_made_of_parts_has_words(code: str) -> None:
    assert code in refusal_words()


def test_no_words_are_kept_for_a_refusal_that_nobody_gives() -> None:
    """Used = the code stands in the source or a template, or begins like a code made of parts."""
    source = {text for path in modules() for text in _texts(tree(path))}
    templates = " ".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.html"))
    beginnings = tuple(_beginnings())
    unused = [
        code
        for code in refusal_words()
        if code not in source | set(MADE_ELSEWHERE)
        and not code.startswith(beginnings)
        and f'"{code}"' not in templates
    ]
    assert unused == []


@pytest.mark.parametrize("code", sorted(refusal_words()))
def test_a_refusal_is_a_sentence_with_the_same_gaps_in_both_languages(code: str) -> None:
    words = refusal_words()[code]
    assert words.nl.endswith((".", "?", "}")), words.nl
    assert words.en.endswith((".", "?", "}")), words.en
    assert set(re.findall(r"{(\w+)}", words.nl)) == set(re.findall(r"{(\w+)}", words.en))


def test_a_code_is_found_wherever_it_is_given() -> None:
    """The rule itself."""
    lines = (
        'missing.append("a" if x else "b")',
        'missing += ["c"]',
        'Refused("d", {}, ("e",))',
        'Refused("f", missing=("g",))',
    )
    source = "\n".join(lines)
    found = {code for node in ast.walk(ast.parse(source)) for code in _given(node)}
    assert found == set("abcdefg")

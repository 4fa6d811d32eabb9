"""Every catalogue loads, and no catalogue file lies about that nothing reads."""

import importlib
import inspect
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.architecture.source_tree import PACKAGE

CATALOGUES = PACKAGE / "catalogues"
# Read by name when somebody asks for one (`samenop intake --map NAME`), so no front door loads them all.
READ_BY_NAME = {"intake"}


def _catalogues() -> list[ModuleType]:
    names = sorted(path.stem for path in CATALOGUES.glob("*_catalogue.py"))
    return [importlib.import_module(f"samenop.catalogues.{name}") for name in names]


def _is_front_door(module: ModuleType, name: str, value: Any) -> bool:
    if name.startswith("_") or not hasattr(value, "cache_clear") or value.__module__ != module.__name__:
        return False
    parameters = inspect.signature(value).parameters.values()
    return all(parameter.default is not inspect.Parameter.empty for parameter in parameters)


def _front_doors() -> list[Callable[[], Any]]:
    return [
        value
        for module in _catalogues()
        for name, value in vars(module).items()
        if _is_front_door(module, name, value)
    ]


def _forget_what_was_read() -> None:
    for module in _catalogues():
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@pytest.mark.parametrize("front_door", _front_doors(), ids=lambda door: door.__name__)
def test_every_catalogue_loads(front_door: Callable[[], Any]) -> None:
    """And holds something; what is wrong is said with file and line."""
    assert front_door()


def test_no_catalogue_file_is_left_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that nobody reads is a promise that nobody keeps."""
    seen: set[Path] = set()
    read = Path.read_text

    def remember(path: Path, *args: Any, **kwargs: Any) -> str:
        seen.add(path.resolve())
        return read(path, *args, **kwargs)

    monkeypatch.setattr(Path, "read_text", remember)
    _forget_what_was_read()
    for front_door in _front_doors():
        front_door()
    kept = {
        path
        for path in CATALOGUES.rglob("*.yaml")
        if path.relative_to(CATALOGUES).parts[0] not in READ_BY_NAME
    }
    assert sorted(str(path.relative_to(CATALOGUES)) for path in kept - seen) == []

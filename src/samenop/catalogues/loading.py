"""Reads catalogue files strictly: an unknown or missing key is an error that names file and line."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

HERE = Path(__file__).parent
Model = TypeVar("Model", bound=BaseModel)


class Strict(BaseModel):
    """A catalogue record: frozen, and closed to keys nobody defined."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Strict):
    """One expression in both languages."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """Dutch unless English is asked for."""
        return self.en if language.startswith("en") else self.nl


class CatalogueError(Exception):
    """A catalogue file cannot be used; the message says file, line, place and what is wrong."""


# The parser in C where the wheel has it: the catalogues are read at every start.
_Safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):  # type: ignore[misc, valid-type]  # one of two classes with the same methods
    """Safe YAML that refuses a key written twice, which plain YAML silently drops."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        for key, _ in node.value:
            if keys.count(key.value) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
        return super().construct_mapping(node, deep)


def read_file(path: Path, schema: type[Model]) -> Model:
    """The file as an object of `schema`, or a CatalogueError that says where it goes wrong."""
    text = path.read_text(encoding="utf-8")
    try:
        # A safe loader: no Python objects can be made from the file.
        raw = yaml.load(text, _Loader)  # noqa: S506
    except yaml.YAMLError as error:
        raise CatalogueError(f"{path.name}: {error}") from error
    try:
        return schema.model_validate(raw)
    except ValidationError as error:
        raise CatalogueError("\n".join(_complaints(path, text, error))) from error


def read_folder(name: str, schema: type[Model], *, region: Path | None = None) -> dict[str, Model]:
    """Every YAML file of a catalogue folder by file stem; a region's own folder lies over ours."""
    files = {path.stem: path for path in sorted((HERE / name).glob("*.yaml"))}
    if region is not None:
        files |= {path.stem: path for path in sorted((region / name).glob("*.yaml"))}
    return {stem: read_file(path, schema) for stem, path in files.items()}


def _complaints(path: Path, text: str, error: ValidationError) -> Iterator[str]:
    root = yaml.compose(text, yaml.SafeLoader)
    for detail in error.errors():
        place = ".".join(str(part) for part in detail["loc"]) or "(top)"
        yield f"{path.name}, line {_line(root, detail['loc'])}: {place}: {detail['msg']}"


def _line(node: yaml.Node | None, place: tuple[int | str, ...]) -> int:
    line = node.start_mark.line + 1 if node else 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == str(part)]
            if not found:
                return line
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            return line
    return line


@cache
def folder(name: str) -> Path:
    """Where a catalogue lies inside the package."""
    return HERE / name

"""The mappings by which foreign files become reports, as objects of the core."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from samenop.catalogues.classification_catalogue import classification
from samenop.catalogues.loading import CatalogueError, Strict, Words, read_file, read_folder
from samenop.catalogues.situations_catalogue import situations
from samenop.core.incidents.intake import (
    CHANNELS,
    REPORTER_KINDS,
    IntakeMapping,
    Kind,
    Moment,
    RoughMoment,
    Source,
)

# Fields that a mapping may fill; a field nobody reads would be lost without a word.
FIELDS = frozenset(
    {
        "text",
        "channel",
        "reporter_kind",
        "reporter_name",
        "reporter_phone",
        "address",
        "area",
        "latitude",
        "longitude",
        "person_name",
        "person_birth_date",
        "situation",
        "ticked",
        "denied",
    }
)


class _Field(Strict):
    columns: list[str]
    kind: Kind = "text"
    values: dict[str, str] = {}
    prefix: str = ""
    lowest: float | None = None
    highest: float | None = None


class _Moment(Strict):
    columns: list[str]
    formats: list[str] = []
    zone: str


class _RoughMoment(Strict):
    year: str
    month: str
    weekday: str
    hour: str
    zone: str


class MappingFile(Strict):
    """A mapping as experts write it; `lacks` says honestly what the foreign file does not tell."""

    name: Words
    source: str
    origin: str
    verified: bool
    constants: dict[str, str] = {}
    fields: dict[str, _Field]
    moment: _Moment | _RoughMoment | None = None
    identity: list[str] = []
    keep: list[str] = []
    required: list[str] = ["text"]
    lacks: dict[str, Words]


@cache
def mapping_files(region: Path | None = None) -> Mapping[str, MappingFile]:
    """Every mapping of the catalogue by name, a region's own over ours."""
    return read_folder("intake", MappingFile, region=region)


def intake_mapping(name: str, region: Path | None = None) -> IntakeMapping | None:
    """The mapping of this name, or of the file at this path; None when there is neither.

    CatalogueError when it is there but cannot be used, with file, line and what is wrong.
    """
    files = mapping_files(region)
    if name in files:
        return made(name, files[name])
    path = Path(name)
    if path.suffix not in {".yaml", ".yml"} or not path.is_file():
        return None
    return made(path.stem, read_file(path, MappingFile))


def made(name: str, file: MappingFile) -> IntakeMapping:
    """The mapping as the core reads it."""
    unknown = sorted((file.fields.keys() | file.constants.keys() | set(file.required)) - FIELDS)
    if unknown:
        raise CatalogueError(f"{name}.yaml: unknown report fields {unknown}; known are {sorted(FIELDS)}")
    if "text" not in file.fields.keys() | file.constants.keys():
        raise CatalogueError(f"{name}.yaml: nothing tells what a report says (text)")
    fields = {target: _source(name, target, told) for target, told in file.fields.items()}
    for target, value in file.constants.items():
        if (allowed := _allowed().get(target)) and value not in allowed:
            raise CatalogueError(f"{name}.yaml: {target} cannot be {value!r}")
    return IntakeMapping(
        id=name,
        source=file.source,
        fields=fields,
        constants=file.constants,
        moment=_moment(name, file.moment),
        identity=tuple(file.identity),
        keep=tuple(file.keep),
        required=tuple(file.required),
    )


@cache
def _allowed() -> Mapping[str, frozenset[str]]:
    facts = frozenset(classification().names)
    return {
        "channel": frozenset(CHANNELS),
        "reporter_kind": frozenset(REPORTER_KINDS),
        "situation": frozenset(situations()),
        "ticked": facts,
        "denied": facts,
    }


def _source(name: str, target: str, told: _Field) -> Source:
    if not told.columns:
        raise CatalogueError(f"{name}.yaml: {target} has no columns")
    allowed = _allowed().get(target, frozenset())
    if told.values and allowed and not set(told.values.values()) <= allowed:
        raise CatalogueError(f"{name}.yaml: {target} has values that are not among {sorted(allowed)}")
    return Source(
        columns=tuple(told.columns),
        kind=told.kind,
        values={key.casefold(): value for key, value in told.values.items()},
        allowed=allowed,
        prefix=told.prefix,
        lowest=told.lowest,
        highest=told.highest,
    )


def _moment(name: str, told: _Moment | _RoughMoment | None) -> Moment | RoughMoment | None:
    if told is None:
        return None
    try:
        zone = ZoneInfo(told.zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise CatalogueError(f"{name}.yaml: {told.zone!r} is no time zone") from error
    if isinstance(told, _Moment):
        return Moment(tuple(told.columns), zone, tuple(told.formats))
    return RoughMoment(told.year, told.month, told.weekday, told.hour, zone)

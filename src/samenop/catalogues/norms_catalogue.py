"""The norms that experts wrote down, as the core's frozen norms with their names in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from samenop.catalogues.loading import CatalogueError, Strict, Words, read_folder
from samenop.core.clocks.norms import Climb, Level, Norm, NormValue, Trigger

Minutes = Annotated[int, Field(ge=0)]


class _Climb(Strict):
    after_minutes: Minutes
    level: Level


class _Value(Strict):
    minutes: Annotated[int, Field(gt=0)] | None = None
    months: Annotated[int, Field(gt=0)] | None = None
    share: Annotated[float, Field(gt=0, le=1)] | None = None
    warn_minutes: Minutes = 0
    levels: tuple[_Climb, ...] = ()

    @model_validator(mode="after")
    def asks_something(self) -> Self:
        if self.minutes is not None and self.months is not None:
            raise ValueError("a norm holds minutes or months, not both")
        timed = self.minutes is not None or self.months is not None
        if not timed and self.share is None:
            raise ValueError("a norm asks a time or a share; this one asks nothing")
        if not timed and (self.warn_minutes or self.levels):
            raise ValueError("without a time there is no clock that could warn or climb")
        return self


class _Trigger(Strict):
    event: Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$")]
    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class _Norm(Strict):
    name: Words
    subject: str
    counts_from: Literal["report", "event"] = "event"
    starts: Annotated[tuple[_Trigger, ...], Field(min_length=1)]
    stops: Annotated[tuple[_Trigger, ...], Field(min_length=1)]
    values: Annotated[dict[date, _Value], Field(min_length=1)]
    source: Annotated[str, Field(min_length=10)]
    verified: bool


class _NormFile(Strict):
    norms: dict[str, _Norm]


@dataclass(frozen=True, slots=True)
class NamedNorm:
    """A norm with what people call it."""

    norm: Norm
    name: Words


@cache
def norms(region: Path | None = None) -> Mapping[str, NamedNorm]:
    """Every norm by id; a region's own file of the same name lies over ours."""
    named: dict[str, NamedNorm] = {}
    for stem, file in read_folder("norms", _NormFile, region=region).items():
        for norm_id, record in file.norms.items():
            if norm_id in named:
                raise CatalogueError(f"{stem}.yaml: the norm {norm_id!r} stands in another file too")
            named[norm_id] = NamedNorm(_norm(norm_id, record), record.name)
    return named


def all_norms(region: Path | None = None) -> tuple[Norm, ...]:
    """The norms as the core reads them."""
    return tuple(named.norm for named in norms(region).values())


def _norm(norm_id: str, record: _Norm) -> Norm:
    return Norm(
        id=norm_id,
        subject=record.subject,
        starts=tuple(_trigger(one) for one in record.starts),
        stops=tuple(_trigger(one) for one in record.stops),
        values={day: _value(value) for day, value in record.values.items()},
        counts_from=record.counts_from,
        source=record.source,
        verified=record.verified,
    )


def _trigger(record: _Trigger) -> Trigger:
    return Trigger(record.event, {fact: frozenset(allowed) for fact, allowed in record.when.items()})


def _value(record: _Value) -> NormValue:
    levels = tuple(Climb(one.after_minutes, one.level) for one in record.levels)
    return NormValue(record.minutes, record.months, record.share, record.warn_minutes, levels)

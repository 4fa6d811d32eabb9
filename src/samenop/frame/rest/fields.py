"""The kinds of field that requests and answers are made of."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from ninja import Header, Path
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic.alias_generators import to_camel

# No text holds the sign that ends one in other languages; PostgreSQL cannot keep it either.
NO_NUL = r"^[^\x00]*$"
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
HIGHEST_ID = 2**53 - 1


class Asked(BaseModel):
    """A body as it is asked: camelCase, and closed to names nobody knows."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", frozen=True)


class Told(BaseModel):
    """An answer: camelCase outside, our own names inside."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


def text_of(longest: int, *, shortest: int = 0) -> Any:
    """A text of at most so many characters."""
    limits = StringConstraints(strict=True, min_length=shortest, max_length=longest, pattern=NO_NUL)
    return Annotated[str, limits]


def choice(values: Iterable[str]) -> Any:
    """One of these words."""
    return Literal.__getitem__(tuple(values))


def list_of(kind: Any, **limits: Any) -> Any:
    """Several of a kind of field, within limits."""
    return Annotated[list.__class_getitem__(kind), Field(**limits)]


def _only_text(value: Any) -> Any:
    # A bare number would be read as seconds since 1970; nobody means that.
    if not isinstance(value, str):
        raise ValueError("text")
    return value


def _possible(value: datetime) -> datetime:
    if not EARLIEST <= value <= LATEST:
        raise ValueError("moment")
    return value.astimezone(UTC)


# As it is asked; an answer tells a plain datetime, which the renderer writes in UTC with Z.
Moment = Annotated[AwareDatetime, BeforeValidator(_only_text), AfterValidator(_possible)]
Slug = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9_-]{1,40}$")]
IncidentNumber = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9]{6}-[0-9]{1,15}$")]
Id = Annotated[int, Field(strict=True, ge=1, le=HIGHEST_ID)]
Flag = Annotated[bool, Field(strict=True)]
Latitude = Annotated[float, Field(strict=True, ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(strict=True, ge=-180, le=180, allow_inf_nan=False)]

PathNumber = Annotated[str, Path(pattern=r"^[0-9]{6}-[0-9]{1,15}$", description="Nummer van het incident")]
PathId = Annotated[int, Path(ge=1, le=HIGHEST_ID)]
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[!-~]{0,100}$",
        description="Zelf gekozen en eenmalig: een herhaling met dezelfde sleutel geeft hetzelfde antwoord",
    ),
]

"""Sharing rules, kinds of data and retention classes of the catalogue."""

from functools import cache
from typing import Literal

from samenop.catalogues.loading import HERE, Strict, Words, read_file
from samenop.core.sharing.rules import SharingRule

Phase = Literal["live", "after"]


class _Rule(Strict):
    id: str
    from_kinds: list[str]
    to_kinds: list[str]
    data_kinds: list[str]
    phases: list[Phase]
    outcome: Literal["permitted", "conditions", "consent", "not"]
    alternative: Words
    ground: str
    verified: bool


class _Rules(Strict):
    source: str
    rules: list[_Rule]


class DataKind(Strict):
    """A kind of data: its words, whether it states facts or opinions, and its retention class."""

    name: Words
    nature: Literal["fact", "opinion"]
    retention: str


class _DataKinds(Strict):
    source: str
    data_kinds: dict[str, DataKind]


class RetentionClass(Strict):
    """How long a class of content is kept, counted from which moment, on which ground."""

    name: Words
    years: int
    starts: Literal["first_processed", "last_changed", "closed", "ended", "left", "written"]
    ground: str
    verified: bool


class _Classes(Strict):
    source: str
    classes: dict[str, RetentionClass]


@cache
def sharing_rules() -> tuple[SharingRule, ...]:
    """Every rule of the acute line."""
    read = read_file(HERE / "sharing" / "acute.yaml", _Rules)
    return tuple(
        SharingRule(
            id=rule.id,
            from_kinds=frozenset(rule.from_kinds),
            to_kinds=frozenset(rule.to_kinds),
            data_kinds=frozenset(rule.data_kinds),
            phases=frozenset(rule.phases),
            outcome=rule.outcome,
            alternative_nl=rule.alternative.nl,
            alternative_en=rule.alternative.en,
            ground=rule.ground,
            verified=rule.verified,
        )
        for rule in read.rules
    )


@cache
def data_kinds() -> dict[str, DataKind]:
    """Every kind of data by id."""
    return read_file(HERE / "sharing" / "data_kinds.yaml", _DataKinds).data_kinds


@cache
def retention_classes() -> dict[str, RetentionClass]:
    """Every retention class by id."""
    return read_file(HERE / "retention" / "classes.yaml", _Classes).classes

"""What care can be asked for, who can give it, and the words of a route."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from samenop.catalogues.loading import CatalogueError, Strict, Words, folder, read_file

ORGANISATION_KINDS = frozenset(
    {
        "control_room",
        "police",
        "crisis_service",
        "care_desk",
        "mental_health",
        "ambulance",
        "medical_transport",
        "general_practice",
        "forensic_physician",
        "addiction_care",
        "sobering_place",
        "shelter",
        "veilig_thuis",
        "youth_care",
        "municipality",
        "ggd",
        "safety_house",
        "housing",
        "prosecution",
        "probation",
        "care_institution",
        "fire_brigade",
        "victim_support",
        "community",
        "hub",
    }
)


class CareNeed(Strict):
    """One thing that can be asked of care."""

    name: Words
    people: Words
    given_by: Annotated[tuple[str, ...], Field(min_length=1)]
    falls_back_to: str = ""


class RouteWords(Strict):
    """What people read beside a route: why someone is on it, and what happens when nobody is."""

    reasons: dict[str, Words]
    last_resort: dict[str, Words]
    circumstances: dict[str, Words]


class _NeedFile(Strict):
    needs: dict[str, CareNeed]
    source: str
    verified: bool


@cache
def care_needs(region: Path | None = None) -> Mapping[str, CareNeed]:
    """Every care need by id. CatalogueError when one falls back to an unknown need or in a circle."""
    needs = read_file(_where("needs.yaml", region), _NeedFile).needs
    for need_id, need in needs.items():
        if unknown := sorted(set(need.given_by) - ORGANISATION_KINDS):
            raise CatalogueError(f"needs.yaml: {need_id} is given by unknown kinds {unknown}")
        _chain(need_id, needs)
    return needs


def fallback_chain(need_id: str) -> tuple[str, ...]:
    """What can be asked when this need cannot be met, nearest first."""
    return _chain(need_id, care_needs())


@cache
def route_words(region: Path | None = None) -> RouteWords:
    """The words beside a route."""
    return read_file(_where("route_words.yaml", region), RouteWords)


def _chain(need_id: str, needs: Mapping[str, CareNeed]) -> tuple[str, ...]:
    chain: list[str] = []
    following = needs[need_id].falls_back_to
    while following:
        if following not in needs or following in chain or following == need_id:
            raise CatalogueError(f"needs.yaml: {need_id} falls back to {following!r}, unknown or in a circle")
        chain.append(following)
        following = needs[following].falls_back_to
    return tuple(chain)


def _where(name: str, region: Path | None) -> Path:
    own = region / "care_needs" / name if region else None
    return own if own is not None and own.exists() else folder("care_needs") / name

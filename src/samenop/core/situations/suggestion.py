"""Weighs what a text says for each kind of situation and shows on which of its words that rests."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt

from samenop.core.situations.model import Phrase, SituationModel, stem_counts, unit_weights
from samenop.core.situations.words import Word, read_words

# How the four voices count together. Set by leaving examples out; small changes hardly change the result.
PHRASES = 0.55
EVIDENCE = 1.0
LIKENESS = 6.0
PLACE = {"direction": 0.35, "setting": 0.35, "timing": 0.3, "speaker": 0.2}

_SLACK = 3  # other telling words allowed between the words of a phrase
_NEAREST = 3  # examples looked at per kind
_SHOWN = 6  # words or stretches shown as the reason
_LONGEST = 45  # characters of a stretch that is still read at a glance
_LABEL = re.compile(r"[\[(]([^()\[\]]{2,40})[\])]\W*$")
_POLICE = re.compile(r"politie|wijkagent|agent|meldkamer|centralist|recherch", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A kind of situation, its share of the fit (0 to 1, all kinds together 1), and the words that say so."""

    situation: str
    score: float
    because: tuple[str, ...]


def suggest(text: str, model: SituationModel, limit: int = 5) -> tuple[Suggestion, ...]:
    """The kinds that fit the text best, best first; nothing for a text that says nothing known. (A3)

    A proposal with its reasons: a person decides.
    """
    told, speaker = _without_label(text)
    words = read_words(told, model.known)
    hits = _hits(words, model.phrases)
    near = _likeness(words, model)
    if not hits and not near:
        return ()
    place = _place(_hits(words, model.cues), speaker)
    points = {
        kind: model.breadth[kind]
        + PHRASES * _phrase_points(kind, hits)
        + EVIDENCE * _evidence_points(kind, words, model)
        + LIKENESS * near.get(kind, 0.0)
        + _place_points(model.traits[kind], place)
        for kind in model.kinds
    }
    shares = _shares(points)
    best = sorted(shares, key=lambda kind: (-shares[kind], kind))[:limit]
    return tuple(
        Suggestion(kind, round(shares[kind], 4), _because(kind, told, words, hits, model)) for kind in best
    )


@dataclass(frozen=True, slots=True)
class _Hit:
    """A phrase found in the text, and the places of its words there."""

    phrase: Phrase
    places: tuple[int, ...]


def _without_label(text: str) -> tuple[str, str | None]:
    """A label in brackets at the end, as in interviews, says who speaks and is no part of the telling."""
    found = _LABEL.search(text)
    if found is None:
        return text, None
    return text[: found.start()], "police" if _POLICE.search(found.group(1)) else "care"


def _hits(words: Sequence[Word], index: Mapping[str, Sequence[Phrase]]) -> list[_Hit]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        for stem in word.stems:
            places[stem].append(place)
    hits = []
    for stem, where in places.items():
        for phrase in index.get(stem, ()):
            found = _together(phrase.stems, stem, where, places)
            if found is not None:
                hits.append(_Hit(phrase, found))
    return hits


def _together(
    stems: Sequence[str], key: str, where: Sequence[int], places: Mapping[str, Sequence[int]]
) -> tuple[int, ...] | None:
    """The places of the stems around one place of the key, in any order but close by; None if apart.

    Dutch moves its words about ("doet niet open" - "open doet hij niet"), so the order does not count.
    """
    if any(stem not in places for stem in stems):
        return None
    reach = len(stems) - 1 + _SLACK
    for place in where:
        near = [
            min(places[stem], key=lambda other: abs(other - place)) if stem != key else place
            for stem in stems
        ]
        if max(near) - min(near) <= reach:
            return tuple(sorted(set(near)))
    return None


def _phrase_points(kind: str, hits: Iterable[_Hit]) -> float:
    """The weights of the phrases found; within one stretch of text only the strongest counts in full."""
    found = sorted(
        ((weight, hit.places) for hit in hits for subject, weight in hit.phrase.says if subject == kind),
        reverse=True,
    )
    total, used = 0.0, set[int]()
    for weight, places in found:
        new = sum(place not in used for place in places)
        total += weight * new / len(places)
        if weight > 0:
            used.update(places)
    return total


def _evidence_points(kind: str, words: Sequence[Word], model: SituationModel) -> float:
    """The summed witness of the stems, dampened by length so that long tellings do not seem certain."""
    counts = stem_counts(words)
    told = sum(
        min(count, 2) * model.evidence[stem][kind] for stem, count in counts.items() if stem in model.evidence
    )
    return told / sqrt(4 + len(words))


def _likeness(words: Sequence[Word], model: SituationModel) -> dict[str, float]:
    """How much the text resembles the nearest examples of each kind (cosine, mean of the three nearest)."""
    cosines: dict[int, float] = defaultdict(float)
    for stem, weight in unit_weights(words, model.rarity).items():
        for place, other in model.by_stem.get(stem, ()):
            cosines[place] += weight * other
    per_kind: dict[str, list[float]] = defaultdict(list)
    for place, cosine in cosines.items():
        per_kind[model.examples[place].kind].append(cosine)
    return {kind: sum(sorted(found, reverse=True)[:_NEAREST]) / _NEAREST for kind, found in per_kind.items()}


def _place(hits: Iterable[_Hit], speaker: str | None) -> dict[str, dict[str, float]]:
    """For each axis the share of each value among the cues found; three cues are as sure as it gets."""
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for hit in hits:
        for subject, weight in hit.phrase.says:
            axis, value = subject.split(".")
            counts[axis][value] += weight
    if speaker is not None:
        counts["speaker"][speaker] += 3
    return {
        axis: {value: count / max(3.0, sum(found.values())) for value, count in found.items()}
        for axis, found in counts.items()
    }


def _place_points(traits: Mapping[str, frozenset[str]], place: Mapping[str, Mapping[str, float]]) -> float:
    """For a kind that takes a place on the axis: the share of cues for it minus the share against it."""
    total = 0.0
    for axis, shares in place.items():
        taken = traits.get(axis)
        if taken:
            total += PLACE[axis] * sum(share if value in taken else -share for value, share in shares.items())
    return total


def _shares(points: Mapping[str, float]) -> dict[str, float]:
    highest = max(points.values())
    weights = {kind: exp(value - highest) for kind, value in points.items()}
    whole = sum(weights.values())
    return {kind: weight / whole for kind, weight in weights.items()}


def _because(
    kind: str, text: str, words: Sequence[Word], hits: Iterable[_Hit], model: SituationModel
) -> tuple[str, ...]:
    """What in the text speaks most for the kind, as it stands there: phrases first, then single words."""
    phrases = sorted(
        (-weight, hit.places)
        for hit in hits
        for subject, weight in hit.phrase.says
        if subject == kind and weight > 0
    )
    reasons: list[str] = []
    used: set[int] = set()
    for _, places in phrases:
        if used.isdisjoint(places):
            reasons += _stretch(text, words, places)
            used.update(places)
    singles = sorted(
        (-max(model.evidence[stem][kind] for stem in word.stems if stem in model.evidence), place)
        for place, word in enumerate(words)
        if place not in used and any(stem in model.evidence for stem in word.stems)
    )
    reasons += [text[words[place].start : words[place].end] for value, place in singles if value < -1.0]
    return tuple(dict.fromkeys(reasons))[:_SHOWN]


def _stretch(text: str, words: Sequence[Word], places: Sequence[int]) -> list[str]:
    """The stretch of text that holds the phrase if it is short, else its words one by one."""
    first, last = min(places), max(places)
    stretch = text[words[first].start : words[last].end]
    if len(stretch) <= _LONGEST and "\n" not in stretch:
        return [stretch]
    return [text[words[place].start : words[place].end] for place in places]

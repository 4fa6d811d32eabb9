"""The catalogue counted: which phrases, stems and examples speak for which kind, and how strongly."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from samenop.core.situations.kinds import Cue, Kind
from samenop.core.situations.words import Word, known_stems, phrase_stems, read_words

# How much a phrase weighs by the column of the lexicon in which it stands.
STRENGTHS = {"strong": 3.0, "clear": 1.6, "hint": 0.6}
AGAINST = -1.0
PART_WEIGHT = 0.6  # a part of a compound says less than the whole word
SMOOTHING = 20.0  # words of "what anyone says" mixed into what is told of one kind
DOUBT = 1.0  # a stem met once is trusted half, one met often nearly in full
WITNESS = {"strong": 1.0, "clear": 0.7, "hint": 0.5}  # a phrase of the lexicon beside a whole example


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with what it says: (subject, weight), a subject being a kind or "axis.value"."""

    stems: tuple[str, ...]
    says: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """An example sentence as the weights of its stems, of length one."""

    kind: str
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SituationModel:
    """Everything `suggest` needs, built once; nothing in it was learned from anyone's case files."""

    kinds: tuple[str, ...]
    traits: Mapping[str, Mapping[str, frozenset[str]]]
    known: frozenset[str]
    rarity: Mapping[str, float]
    phrases: Mapping[str, tuple[Phrase, ...]]
    cues: Mapping[str, tuple[Phrase, ...]]
    breadth: Mapping[str, float]
    evidence: Mapping[str, Mapping[str, float]]
    examples: tuple[Example, ...]
    by_stem: Mapping[str, tuple[tuple[int, float], ...]]


def build_model(kinds: Sequence[Kind], cues: Iterable[Cue]) -> SituationModel:
    """The model of a catalogue; the same catalogue always gives the same model."""
    cues = tuple(cues)
    known = known_stems(text for kind in kinds for text in _texts(kind))
    told = {kind.id: [read_words(text, known) for text in kind.examples] for kind in kinds}
    rarity = _rarity(told, known)
    examples = tuple(
        Example(kind.id, unit_weights(words, rarity)) for kind in kinds for words in told[kind.id]
    )
    return SituationModel(
        kinds=tuple(kind.id for kind in kinds),
        traits={kind.id: dict(kind.traits) for kind in kinds},
        known=known,
        rarity=rarity,
        phrases=_index(_lexicon_phrases(kinds)),
        cues=_index(_cue_phrases(cues)),
        breadth=_breadth(kinds),
        evidence=_evidence(kinds, told),
        examples=examples,
        by_stem=_postings(examples),
    )


def unit_weights(words: Iterable[Word], rarity: Mapping[str, float]) -> dict[str, float]:
    """Stems weighted by rarity and dampened count, scaled to length one; empty when nothing is known."""
    counts = stem_counts(words)
    weights = {stem: (1 + log(1 + count)) * rarity[stem] for stem, count in counts.items() if stem in rarity}
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {stem: weight / length for stem, weight in weights.items()} if length else {}


def stem_counts(words: Iterable[Word]) -> Counter[str]:
    """How often each stem occurs, the parts of compounds counting for less."""
    counts: Counter[str] = Counter()
    for word in words:
        for place, stem in enumerate(word.stems):
            counts[stem] += 1 if place == 0 else PART_WEIGHT  # type: ignore[assignment]  # fractions on purpose
    return counts


def _texts(kind: Kind) -> Iterable[str]:
    yield from kind.lexicon.strong
    yield from kind.lexicon.clear
    yield from kind.lexicon.hint
    yield from kind.examples


def _lexicon_phrases(kinds: Sequence[Kind]) -> dict[tuple[str, ...], dict[str, float]]:
    found: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for kind in kinds:
        for column, weight in STRENGTHS.items():
            for phrase in getattr(kind.lexicon, column):
                says = found[phrase_stems(phrase)]
                says[kind.id] = max(weight, says.get(kind.id, 0.0))
        for phrase in kind.against:
            found[phrase_stems(phrase)].setdefault(kind.id, AGAINST)
    return found


def _cue_phrases(cues: Iterable[Cue]) -> dict[tuple[str, ...], dict[str, float]]:
    found: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for cue in cues:
        found[phrase_stems(cue.phrase)][f"{cue.axis}.{cue.value}"] = 1.0
    return found


def _index(found: Mapping[tuple[str, ...], Mapping[str, float]]) -> dict[str, tuple[Phrase, ...]]:
    index: dict[str, list[Phrase]] = defaultdict(list)
    for stems, says in found.items():
        # A phrase is looked up by its longest stem, nearly always its rarest.
        index[max(stems, key=len)].append(Phrase(stems, tuple(sorted(says.items()))))
    return {stem: tuple(phrases) for stem, phrases in index.items()}


def _rarity(told: Mapping[str, Sequence[tuple[Word, ...]]], known: Iterable[str]) -> dict[str, float]:
    """Rarer among the examples says more (inverse document frequency)."""
    texts = [words for sentences in told.values() for words in sentences]
    holding: Counter[str] = Counter()
    for words in texts:
        holding.update({stem for word in words for stem in word.stems})
    return {stem: log((1 + len(texts)) / (1 + holding[stem])) for stem in known}


def _breadth(kinds: Sequence[Kind]) -> dict[str, float]:
    """A kind with many ways of being told is likelier before the first word (the prior of naive Bayes)."""
    told = {kind.id: 1 + len(kind.examples) for kind in kinds}
    average = sum(told.values()) / len(kinds)
    return {kind: log(count / average) for kind, count in told.items()}


def _evidence(
    kinds: Sequence[Kind], told: Mapping[str, Sequence[tuple[Word, ...]]]
) -> dict[str, dict[str, float]]:
    """For each stem and kind the log of how much likelier the stem is in this kind than overall."""
    counts = {kind.id: _witnesses(kind, told[kind.id]) for kind in kinds}
    overall: Counter[str] = Counter()
    for found in counts.values():
        overall.update(found)
    totals = {kind: found.total() for kind, found in counts.items()}
    grand = overall.total()
    evidence = {}
    for stem, count in overall.items():
        share = count / grand
        trust = count / (count + DOUBT)
        evidence[stem] = {
            kind: trust * log((found[stem] + SMOOTHING * share) / (totals[kind] + SMOOTHING) / share)
            for kind, found in counts.items()
        }
    return evidence


def _witnesses(kind: Kind, sentences: Sequence[tuple[Word, ...]]) -> Counter[str]:
    """In how many tellings of the kind a stem occurs; a phrase of the lexicon counts as part of a telling."""
    counts: Counter[str] = Counter()
    for words in sentences:
        # Once per example: a word repeated within one telling is no second witness.
        counts.update({stem for word in words for stem in word.stems})
    for column, weight in WITNESS.items():
        for phrase in getattr(kind.lexicon, column):
            for stem in set(phrase_stems(phrase)):
                counts[stem] += weight  # type: ignore[assignment]  # fractions on purpose
    return counts


def _postings(examples: Sequence[Example]) -> dict[str, tuple[tuple[int, float], ...]]:
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, example in enumerate(examples):
        for stem, weight in example.weights.items():
            found[stem].append((place, weight))
    return {stem: tuple(places) for stem, places in found.items()}

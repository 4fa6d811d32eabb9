"""Finds in a report what is said; not what is denied ("geen wapen") or only a saying ("slaat nergens op")."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from samenop.core.incidents.spelling import as_meant, slips_of
from samenop.core.stems import dutch_stem

_WORD_OR_BREAK = re.compile(r"[a-z0-9]+|[.,;:!?()\n]")
_BREAK = "|"
_GAP = "..."
_LONGEST_GAP = 4
# By so many letters a phrase of the kind "dreig*" is filed; shorter beginnings are not written.
_KEY = 2
# Words that begin a new thought, so that a denial before them says nothing of what follows.
_TURNS = frozenset(
    {"maar", "wel", "want", "toch", "echter", "terwijl", "nu", "inmiddels", "tenzij", "behalve"}
)
_DENIALS = frozenset({"geen", "niet", "zonder", "nooit", "noch", "nergens", "niemand"})
# Words that may stand between a denial and what it denies: "niet echt een groot mes". Verbs and pronouns
# are left out on purpose: with them a new thought begins ("geen idee of hij een mes heeft").
_LIGHT_WORDS = """
een de het of enig enige enkel enkele echt echte meer erg zo direct directe acuut acute
zichtbaar zichtbare ernstig ernstige sprake van bij met aan in
gebruik gebruikt groot grote klein kleine bekend bekende ook verder
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())
# Said right after a word these deny it: "wapens niet gezien".
_DENIED_AFTER = tuple(
    tuple(words.split())
    for words in (
        "niet gezien",
        "niet aanwezig",
        "niet gevonden",
        "niet aangetroffen",
        "niet bekend",
        "nee",
        "is er niet",
        "zijn er niet",
        "niet aan de orde",
    )
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A fact that the text says, with the very words in which it does."""

    fact: str
    words: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that together say a fact: "mes", "*mes" (keukenmes), "dreig*", "wil ... dood"."""

    fact: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases, ordered by how their first word can be found."""

    by_stem: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    by_beginning: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    by_end: tuple[Phrase, ...] = ()
    # Filed by their first word as it is written: "slaat nergens op" is not about hitting.
    sayings: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    slips: Mapping[str, str] = field(default_factory=dict)

    def phrases(self) -> frozenset[Phrase]:
        """Everything that can be heard."""
        filed = (*self.by_stem.values(), *self.by_beginning.values(), self.by_end)
        return frozenset(phrase for phrases in filed for phrase in phrases)


@dataclass(frozen=True, slots=True)
class _Text:
    words: tuple[str, ...]
    stems: tuple[str, ...]
    shown: tuple[str, ...]


def lexicon(
    phrases: Mapping[str, Iterable[str]], sayings: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> Lexicon:
    """The phrases per fact, and per fact the sayings in which its words mean something else."""
    by_stem: dict[str, list[Phrase]] = defaultdict(list)
    by_beginning: dict[str, list[Phrase]] = defaultdict(list)
    by_end = []
    for fact, written in phrases.items():
        for text in written:
            phrase = Phrase(fact, _parts(text))
            first = phrase.parts[0]
            if first.startswith("*"):
                by_end.append(phrase)
            elif first.endswith("*"):
                by_beginning[first.rstrip("*")[:_KEY]].append(phrase)
            else:
                by_stem[dutch_stem(first)].append(phrase)
    words = (part for texts in phrases.values() for text in texts for part in _parts(text) if part.isalpha())
    return Lexicon(
        _frozen(by_stem), _frozen(by_beginning), tuple(by_end), _filed_sayings(sayings), slips_of(words)
    )


def _filed_sayings(sayings: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[Phrase, ...]]:
    by_word: dict[str, list[Phrase]] = defaultdict(list)
    for fact, written in sayings.items():
        for text in written:
            parts = _parts(text)
            by_word[parts[0]].append(Phrase(fact, parts))
    return _frozen(by_word)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(_plain(text).replace("-", " ").split())


def _frozen(filed: Mapping[str, list[Phrase]]) -> Mapping[str, tuple[Phrase, ...]]:
    return MappingProxyType({key: tuple(found) for key, found in filed.items()})


def heard_in(text: str, known: Lexicon) -> tuple[Heard, ...]:
    """What the text says, in its own order; each fact and wording once, nothing that is denied."""
    read = _read(text, known)
    said = tuple(_sayings_in(read.words, known))
    found = (
        Heard(phrase.fact, " ".join(read.shown[start:end]))
        for start in range(len(read.words))
        for phrase in _starting_with(read, start, known)
        if (end := _end_of(phrase, read, start))
        and not _is_denied(phrase, read, start, end)
        and not any(fact == phrase.fact and first <= start and end <= last for fact, first, last in said)
    )
    return tuple(dict.fromkeys(found))


def _sayings_in(words: Sequence[str], known: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Letter by letter, without stems or gaps: what takes a danger away has to be meant exactly."""
    for start, word in enumerate(words):
        for saying in known.sayings.get(word, ()):
            end = start + len(saying.parts)
            if tuple(words[start:end]) == saying.parts:
                yield saying.fact, start, end


def _starting_with(read: _Text, start: int, known: Lexicon) -> Iterator[Phrase]:
    if read.words[start] == _BREAK:
        return
    yield from known.by_stem.get(read.stems[start], ())
    yield from known.by_beginning.get(read.words[start][:_KEY], ())
    yield from known.by_end


def _end_of(phrase: Phrase, read: _Text, start: int) -> int:
    """Where the phrase ends when it starts here; 0 when it does not."""
    at, gap = start, 0
    for part in phrase.parts:
        if part == _GAP:
            gap = _LONGEST_GAP
            continue
        place = _place(part, read, at, gap)
        if place < 0:
            return 0
        at, gap = place + 1, 0
    return at


def _place(part: str, read: _Text, start: int, gap: int) -> int:
    for at in range(start, min(start + gap + 1, len(read.words))):
        if read.words[at] == _BREAK:
            return -1
        if _fits(part, read, at):
            return at
    return -1


def _fits(part: str, read: _Text, at: int) -> bool:
    word = read.words[at]
    if part.startswith("*") and part.endswith("*"):
        return part.strip("*") in word
    if part.startswith("*"):
        return word.endswith(part[1:]) or dutch_stem(word).endswith(part[1:])
    if part.endswith("*"):
        return word.startswith(part[:-1])
    # The stemmer cuts deep ("gewond" becomes "won"): the beginnings must agree too.
    return word == part or (read.stems[at] == dutch_stem(part) and word[:2] == part[:2])


def _is_denied(phrase: Phrase, read: _Text, start: int, end: int) -> bool:
    """Whether the phrase is denied. In doubt it is not: a danger read in vain costs less than one missed."""
    if any(part in _DENIALS for part in phrase.parts):
        return False
    return _is_denied_before(read.words, start) or _is_denied_after(read.words, end)


def _is_denied_before(words: Sequence[str], start: int) -> bool:
    coupled = False
    for at in range(start - 1, max(start - 7, -1), -1):
        word = words[at]
        if word in _DENIALS:
            return word != "niet" or not _is_not_only(words, at)
        if word == _BREAK or word in _TURNS:
            return False
        if word in _LIGHT:
            # "geen mes of pistool": the word before "of" is denied along with the one after it.
            coupled = word == "of"
            continue
        if not coupled:
            return False
        coupled = False
    return False


def _is_not_only(words: Sequence[str], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1] in {"alleen", "enkel", "slechts"}


def _is_denied_after(words: Sequence[str], end: int) -> bool:
    return any(tuple(words[end : end + len(denial)]) == denial for denial in _DENIED_AFTER)


def _read(text: str, known: Lexicon) -> _Text:
    plain = _plain(text)
    pieces = list(_WORD_OR_BREAK.finditer(plain))
    written = tuple(piece[0] if piece[0].isalnum() else _BREAK for piece in pieces)
    words = tuple(as_meant(word, known.slips) for word in written)
    shown = tuple(text[piece.start() : piece.end()] for piece in pieces) if len(plain) == len(text) else words
    return _Text(words, tuple(dutch_stem(word) for word in words), shown)


def _plain(text: str) -> str:
    """Lower case without accents, letter for letter, so that places in the text stay the same."""
    return "".join(_bare(letter) for letter in text)


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    taken_apart = unicodedata.normalize("NFKD", letter.lower())
    bare = "".join(one for one in taken_apart if not unicodedata.combining(one))
    return bare if len(bare) == 1 else (bare[:1] or " ")

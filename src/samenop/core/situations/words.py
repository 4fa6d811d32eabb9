"""From Dutch text to comparable words: stems, the parts of compounds, and who is named as speaking."""

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from samenop.core.situations.families import word_families
from samenop.core.stems import dutch_stem

_FAMILIES = word_families()

# Letters with their accents, also when written as two characters; a hyphen parts words.
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+(?:['’][^\W_]+)?")
_SHORTEST_PART = 4
# No Dutch word that people say has more letters.
_LONGEST_WORD = 60
_LINKS = ("", "s", "en", "e", "n")

# Words that carry no meaning of their own here. 'Ons' and 'niet' do, so they stay.
_FILLERS = """
    de het een en of maar want dus dat die dit deze er daar hier is zijn was waren wordt worden werd
    werden ben bent heb hebt heeft hebben had hadden te om voor van in op aan met bij door uit naar over
    tot als dan toen nu ook nog al wel eens even gewoon eigenlijk natuurlijk ja nee joh zeg zo heel erg
    veel meer zou kan kunnen moet moeten wil willen gaat gaan ga doen doet deed zich hem haar hun ze zij
    hij ik je jij we wij u men wat wie waar hoe waarom zal zullen mag mogen iets niets iemand iedereen
    soms vaak altijd nooit weer toch echt hoor he zulke zoiets bepaalde nou omdat zodat terwijl dingen
    ding keer tijd daarna daarvan erbij ervan mee onder omheen hele
"""
FILLERS = frozenset(_FILLERS.split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place in the text, with the stems it counts for: its own first, then its parts'."""

    start: int
    end: int
    stems: tuple[str, ...]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one lower-case word without accents; words of one family share it."""
    family = _FAMILIES.get(word)
    return dutch_stem(word) if family is None else family


def plain(word: str) -> str:
    """Lower case, without accents, so that 'Crisisdienst' and 'één' meet their like."""
    parts = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def split_text(text: str) -> list[str]:
    """The words of a text, plain, in order."""
    return [plain(found.group()) for found in _WORD.finditer(text)]


def phrase_stems(phrase: str) -> tuple[str, ...]:
    """The stems a phrase of the lexicon stands for; its fillers count only if there is nothing else."""
    words = split_text(phrase)
    telling = [word for word in words if word not in FILLERS]
    return tuple(stem(word) for word in telling or words)


def known_stems(texts: Iterable[str]) -> frozenset[str]:
    """Every stem that occurs in the texts: what a compound may be split into."""
    return frozenset(stem(word) for text in texts for word in split_text(text) if word not in FILLERS)


def read_words(text: str, known: AbstractSet[str]) -> tuple[Word, ...]:
    """The telling words of a text; a compound counts for itself and for its parts that are known."""
    return tuple(
        Word(found.start(), found.end(), _stems_of(word, known))
        for found in _WORD.finditer(text)
        if (word := plain(found.group())) not in FILLERS and len(word) > 1
    )


def _stems_of(word: str, known: AbstractSet[str]) -> tuple[str, ...]:
    if len(word) > _LONGEST_WORD:
        # Nobody says it, and splitting it at every letter would hold everybody else up.
        return (word[:_LONGEST_WORD],)
    whole = stem(word)
    parts = compound_parts(word, known)
    return (whole, *(part for part in parts if part != whole))


def compound_parts(word: str, known: AbstractSet[str]) -> tuple[str, ...]:
    """The stems of two known words that `word` is made of, a linking letter between them allowed; else none.

    The longest first part wins: 'huisartsenpost' is huisarts + post, not huis + artsenpost.
    """
    for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 2, -1):
        last = stem(word[cut:])
        if last not in known:
            continue
        for first in _without_link(word[:cut]):
            if stem(first) in known:
                return (stem(first), last)
    return ()


def _without_link(first: str) -> list[str]:
    return [
        first[: len(first) - len(link)]
        for link in _LINKS
        if first.endswith(link) and len(first) - len(link) >= _SHORTEST_PART - 1
    ]

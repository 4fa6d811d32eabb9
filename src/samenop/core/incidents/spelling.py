"""Reads a long word with one slip of the keyboard as the word it was meant to be: "schroevedraaier"."""

from collections.abc import Iterable, Iterator, Mapping

# Shorter words have other words too close to them: "geslapen" is not a slip for "geslagen".
_SHORTEST = 9
# No word of the lists is longer; a report of twenty thousand letters in a row must not cost their square.
_LONGEST = 40


def slips_of(words: Iterable[str]) -> Mapping[str, str]:
    """Each long word under all its forms with one letter left out: two words one slip apart share such a form."""
    long = sorted({word for word in words if _SHORTEST <= len(word) <= _LONGEST})
    return {form: word for word in long for form in _one_left_out(word)} | {word: word for word in long}


def as_meant(word: str, slips: Mapping[str, str]) -> str:
    """The known word that this one is a slip for: a letter missing, extra or swapped. Otherwise itself."""
    if not _SHORTEST - 1 <= len(word) <= _LONGEST:
        return word
    return next((slips[form] for form in (word, *_one_left_out(word)) if _is_slip(word, form, slips)), word)


def _is_slip(word: str, form: str, slips: Mapping[str, str]) -> bool:
    """Another letter at one place is no slip but mostly another word: "opgevangen" and "opgehangen"."""
    meant = slips.get(form, "")
    if not meant or (word[0], word[-1]) != (meant[0], meant[-1]):
        return False
    return len(word) != len(meant) or sorted(word) == sorted(meant)


def _one_left_out(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))

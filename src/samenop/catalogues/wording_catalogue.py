"""The words of every refusal, in both languages."""

from collections.abc import Mapping
from functools import cache

import yaml
from django.utils.translation import get_language

from samenop.catalogues.loading import HERE, Words
from samenop.core.kernel import Refused


@cache
def refusal_words() -> dict[str, Words]:
    """Refusal code → words, with {param} placeholders."""
    raw = yaml.safe_load((HERE / "wording" / "refusals.yaml").read_text(encoding="utf-8"))
    return {code: Words.model_validate(words) for code, words in raw.items()}


def words_of(refused: Refused, language: str) -> str:
    """Why not, in a sentence; an unknown code shows itself rather than nothing."""
    return words_of_code(refused.code, language, dict(refused.params))


def words_of_code(code: str, language: str, params: dict[str, str] | None = None) -> str:
    """The sentence of one code, for the list of what is missing."""
    words = refusal_words().get(code)
    if words is None:
        return code
    text = words.in_language(language)
    for name, value in (params or {}).items():
        text = text.replace("{" + name + "}", str(value))
    return text


def in_the_readers_language(code: str, params: Mapping[str, str]) -> str:
    """The sentence of a code in the language of the page that is being made."""
    return words_of_code(code, get_language() or "nl", dict(params))

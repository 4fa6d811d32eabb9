"""`samenop suggest FILE`: which kind of situation does each text speak of, and on which words? (A3)"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from samenop.catalogues.situations_catalogue import situation_model
from samenop.catalogues.wording_catalogue import words_of
from samenop.core.kernel import Refused
from samenop.core.situations import Suggestion, suggest

LONGEST = 20_000  # characters of a text that are read; a telling is far shorter


def run(source: Path, out: TextIO, err: TextIO, *, language: str = "nl") -> int:
    """Answers every line {"id", "text"} of a JSON Lines file with {"id", "suggestions"}, best first.

    A line that cannot be answered is named on `err` with its number; the others are answered all the same.
    Returns 0 when every line was answered, else 1. An empty text gets no suggestions.
    """
    refused = 0
    for answer in _answers(source):
        if isinstance(answer, Refused):
            refused += 1
            print(words_of(answer, language), file=err)
        else:
            print(json.dumps(answer, ensure_ascii=False), file=out)
    return 1 if refused else 0


def _answers(source: Path) -> Iterator[dict[str, Any] | Refused]:
    try:
        with source.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip(b"\xef\xbb\xbf \t\r\n"):
                    yield _answer(number, line)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield Refused("suggest_file_unreadable", {"file": str(source), "reason": reason})


def _answer(number: int, line: bytes) -> dict[str, Any] | Refused:
    where = {"line": str(number)}
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Refused("suggest_line_not_utf8", where)
    except (ValueError, RecursionError):
        return Refused("suggest_line_no_json", where)
    if not _is_question(asked):
        return Refused("suggest_line_no_text", where)
    found = suggest(asked["text"][:LONGEST], situation_model())
    return {"id": asked["id"], "suggestions": [_shown(suggestion) for suggestion in found]}


def _is_question(asked: object) -> bool:
    """An id is a text or a whole number (not true or false, which Python counts as numbers)."""
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return False
    identifier = asked.get("id")
    return isinstance(identifier, str | int) and not isinstance(identifier, bool)


def _shown(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "situation": suggestion.situation,
        "score": suggestion.score,
        "because": list(suggestion.because),
    }

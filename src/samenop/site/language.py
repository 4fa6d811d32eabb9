"""In which language the command line speaks: --lang, else SAMENOP_LANGUAGE, else Dutch."""

import gettext
import os
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("nl", "en")


def language_of(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """Read before anything else, because the help itself is in this language."""
    asked = environment.get("SAMENOP_LANGUAGE", "")
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def speak(language: str) -> None:
    """From now on gettext, and argparse with it, answers in this language.

    The strings in the code are English; what has no translation stays as it is.
    """
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("django", str(LOCALE))
    gettext.textdomain("django")

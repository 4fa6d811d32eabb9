"""The command `samenop`: reads the words, sets Django up only for who needs it, and answers by exit code."""

import importlib
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from gettext import gettext as _
from types import ModuleType
from typing import Any

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError
from pydantic import ValidationError

from samenop.site.arguments import parser
from samenop.site.language import language_of, speak

ALL_WELL, WRONG, WRONG_USE = 0, 1, 2
WITHOUT_DJANGO = frozenset({"suggest"})


def main(words: Sequence[str] | None = None) -> int:
    """Runs one command. 0 all well, 1 something is wrong, 2 used or set wrongly."""
    given = list(sys.argv[1:] if words is None else words)
    speak(language_of(given, os.environ))
    options = parser().parse_args(given)
    options.lang = language_of(given, os.environ)
    try:
        return _run(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Who reads our output has enough of it; Python must not complain about that while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG


def _run(options: Namespace) -> int:
    command: str = options.command
    if command not in WITHOUT_DJANGO:
        refused = _set_up(options)
        if refused:
            return refused
    try:
        module = importlib.import_module(f"samenop.site.commands.{command}")
        return _calls().get(command, _by_options)(module, options)
    except (DatabaseError, InterfaceError) as error:
        return _complain(_database_words(error), WRONG)


def _calls() -> dict[str, Callable[[ModuleType, Namespace], int]]:
    """Commands that are written to be called with files rather than with options."""
    return {"suggest": _suggest, "intake": _intake}


def _by_options(module: ModuleType, options: Namespace) -> int:
    code: int = module.run(options)
    return code


def _suggest(module: ModuleType, options: Namespace) -> int:
    code: int = module.run(options.file, sys.stdout, sys.stderr, language=options.lang)
    return code


def _intake(module: ModuleType, options: Namespace) -> int:
    files = (options.file, options.map, options.json, sys.stdout, sys.stderr)
    code: int = module.run(*files, _progress(), language=options.lang)
    return code


def _progress() -> Callable[[int], None] | None:
    """Counts on the screen of a person; silent in a pipe or a log."""
    if not sys.stderr.isatty():
        return None
    return lambda count: print(f"\r{count}", end="", file=sys.stderr, flush=True)


def _set_up(options: Namespace) -> int:
    if options.command == "demo":
        os.environ["SAMENOP_DEMO"] = "1"
        if options.allow_network:
            os.environ.setdefault("SAMENOP_HOSTS", "*")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenop.site.settings")
    try:
        django.setup()
    except ValidationError as error:
        return _complain("\n".join(_setting_words(dict(one)) for one in error.errors()), WRONG_USE)
    except (ValueError, ImproperlyConfigured) as error:
        return _complain(str(error), WRONG_USE)
    except OSError as error:
        said = _("The folder for the database or the secret key cannot be used (SAMENOP_VAR): {error}")
        return _complain(said.format(error=error), WRONG_USE)
    return ALL_WELL


def _setting_words(error: dict[str, Any]) -> str:
    name = "SAMENOP_" + "_".join(str(part) for part in error["loc"]).upper()
    return f"{name}: {error['msg']}"


def _database_words(error: Exception) -> str:
    text = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if "no such table" in text or ("does not exist" in text and "relation" in text):
        return _("The tables are not there yet. First: samenop migrate")
    said = _("The database does not answer as it should (SAMENOP_DATABASE_URL): {error}")
    return said.format(error=text)


def _complain(words: str, code: int) -> int:
    print(f"samenop: {words}", file=sys.stderr)
    return code

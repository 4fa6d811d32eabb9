"""The words of the command line: every command, its options and its help."""

import argparse
import os
from gettext import gettext as _
from pathlib import Path

from samenop.site.language import LANGUAGES


def parser() -> argparse.ArgumentParser:
    """The whole command line, in the language that was chosen with `speak`."""
    whole = argparse.ArgumentParser(
        prog="samenop",
        description=_("One place where police, care, municipality and residents take hold together."),
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_language(whole)
    commands = whole.add_subparsers(dest="command", metavar=_("COMMAND"), required=True)
    _add_running(commands)
    _add_database(commands)
    _add_files(commands)
    _add_accounts(commands)
    return whole


def _epilog() -> str:
    return "\n".join(
        (
            _("Settings are environment variables; the most important one:"),
            "  SAMENOP_DATABASE_URL  sqlite:///PATH | postgres://USER:PASSWORD@HOST/NAME",
            _("Exit codes: 0 all well, 1 something is wrong, 2 used or set wrongly."),
        )
    )


def _add_running(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = _command(commands, "demo", _("Start the demo: a fictional region that plays on in real time."))
    _add_address(demo, host=os.environ.get("HOST") or "127.0.0.1", port=os.environ.get("PORT") or "8000")
    demo.add_argument(
        "--allow-network",
        action="store_true",
        default=os.environ.get("ALLOW_NETWORK") == "1",
        help=_("let other machines in too: in the demo anyone can be anybody"),
    )
    demo.add_argument(
        "--no-browser",
        action="store_true",
        default=os.environ.get("NO_BROWSER") == "1",
        help=_("do not open a browser (also NO_BROWSER=1)"),
    )
    serve = _command(commands, "serve", _("Start the server with several processes."))
    _add_address(serve, host="127.0.0.1", port="8000")
    serve.add_argument(
        "--workers", type=_count, default=2, help=_("number of processes (default: %(default)s)")
    )
    worker = _command(
        commands, "worker", _("Do what follows from what happened: clocks, promises, messages, seals.")
    )
    worker.add_argument("--once", action="store_true", help=_("do what is waiting now, then stop"))


def _add_database(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    _command(commands, "migrate", _("Bring the tables of the database up to date."))
    _command(commands, "check", _("Check settings, database, catalogues, ledger seal and messages."))
    verify = _command(commands, "verify", _("Check both books from the first entry to the last."))
    verify.add_argument("--no-seal", action="store_true", help=_("do not compare with the seal file"))
    backup = _command(commands, "backup", _("Write a copy of the database to a file and read it back."))
    backup.add_argument("file", metavar=_("FILE"), type=Path, help=_("where the copy goes"))
    backup.add_argument("--force", action="store_true", help=_("replace the file when it exists"))
    restore = _command(commands, "restore", _("Put a copy back into the database and check it."))
    restore.add_argument("file", metavar=_("FILE"), type=Path, help=_("a file made by samenop backup"))
    restore.add_argument("--yes", action="store_true", help=_("replace a database that is in use"))


def _add_files(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    intake = _command(commands, "intake", _("Take in reports from a file (CSV or JSON Lines)."))
    intake.add_argument("file", metavar=_("FILE"), type=Path, help=_("the file with reports"))
    intake.add_argument("--map", required=True, metavar=_("NAME-OR-FILE"), help=_("which column means what"))
    intake.add_argument("--json", action="store_true", help=_("print the summary as JSON"))
    suggest = _command(
        commands, "suggest", _("Say for each text which kind of situation it speaks of (JSON Lines).")
    )
    suggest.add_argument("file", metavar=_("FILE"), type=Path, help=_('lines {"id": …, "text": …}'))


def _add_accounts(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    person = _command(commands, "person", _("Add a professional who can log in, and their organisation."))
    person.add_argument("username", metavar=_("USERNAME"), help=_("the name to log in with"))
    person.add_argument("--name", required=True, help=_("the name as colleagues read it"))
    person.add_argument("--organisation", required=True, metavar="SLUG", help=_("short name, a-z and -"))
    person.add_argument("--organisation-name", default="", help=_("for a new organisation: its full name"))
    person.add_argument("--kind", default="", help=_("for a new organisation: its kind"))
    person.add_argument(
        "--role", action="append", required=True, default=[], help=_("a role; may be given more than once")
    )
    connection = _command(
        commands, "connection", _("Add a system that may call the API; prints its key once.")
    )
    connection.add_argument("name", metavar=_("NAME"), help=_("what the system is called"))
    connection.add_argument("--organisation", required=True, metavar="SLUG", help=_("whose system it is"))
    connection.add_argument(
        "--role", action="append", required=True, default=[], help=_("a role; may be given more than once")
    )
    connection.add_argument(
        "--days", type=_count, default=365, help=_("how long the key works (default: %(default)s)")
    )


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, words: str
) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(
        name,
        help=words,
        description=words,
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_language(made)
    return made


def _add_language(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=_("language of help and messages (also SAMENOP_LANGUAGE)"),
    )


def _add_address(to: argparse.ArgumentParser, *, host: str, port: str) -> None:
    to.add_argument("--host", default=host, help=_("address to listen on (default: %(default)s)"))
    to.add_argument("--port", type=_port, default=port, help=_("port to listen on (default: %(default)s)"))


def _port(word: str) -> int:
    return _whole_number(word, 0, 65535)


def _count(word: str) -> int:
    return _whole_number(word, 1, 100_000)


def _whole_number(word: str, least: int, most: int) -> int:
    if word.isascii() and word.isdigit() and least <= int(word) <= most:
        return int(word)
    said = _("a whole number from {least} to {most}, not {word}")
    raise argparse.ArgumentTypeError(said.format(least=least, most=most, word=repr(word)))


def argparse_says() -> tuple[str, ...]:
    """What argparse itself says, named here so that it is collected and translated with the rest."""
    return (
        _("usage: "),
        _("options"),
        _("positional arguments"),
        _("show this help message and exit"),
        _("%(prog)s: error: %(message)s\n"),
        _("argument %(argument_name)s: %(message)s"),
        _("the following arguments are required: %s"),
        _("unrecognized arguments: %s"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("expected one argument"),
        _("ambiguous option: %(option)s could match %(matches)s"),
    )

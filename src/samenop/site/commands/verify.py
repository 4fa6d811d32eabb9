"""`samenop verify`: both books from the first entry to the last, and against the seal outside the database."""

import sys
from argparse import Namespace
from gettext import gettext as _

from samenop.apps.ledger.service import Break, breaks
from samenop.site.ledger_seal import last_seal


def run(options: Namespace) -> int:
    """0 when both books hold; 1 with the first broken entry of each book that does not."""
    sealed = None if options.no_seal else last_seal()
    found, held = breaks(sealed)
    for book, count in held.items():
        print(_("{book}: {count} entries hold").format(book=_book(book), count=count))
    if sealed is None:
        print(_("There is no seal outside the database yet: what was cut off at the end cannot be seen."))
    for one in found:
        print(_words(one), file=sys.stderr)
    return 1 if found else 0


def _words(one: Break) -> str:
    said = {
        "missing": _("{book}: entry {entry} is missing"),
        "changed": _("{book}: entry {entry} was changed"),
        "not_as_sealed": _("{book}: entry {entry} is not the one that was sealed"),
    }
    return said[one.why].format(book=_book(one.book), entry=one.entry)


def _book(name: str) -> str:
    return {"entries": _("What happened"), "looks": _("Who looked")}[name]

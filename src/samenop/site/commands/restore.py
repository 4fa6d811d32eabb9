"""`samenop restore FILE`: puts a copy back, seals that it happened, and checks both books."""

import sys
from argparse import Namespace
from gettext import gettext as _

from django.db import Error
from django.utils import timezone

from samenop.apps.ledger.service import breaks, heads, last_entry
from samenop.site.copies import CopyFailed, put_back, read_back
from samenop.site.ledger_seal import write_seal
from samenop.site.tables import waiting_migrations


def run(options: Namespace) -> int:
    """0 when the database is that of the copy and both books hold; 1 when not; 2 when it is in use."""
    if not options.yes and _is_in_use():
        said = _("samenop: this database holds entries; --yes replaces all of it by the copy")
        print(said, file=sys.stderr)
        return 2
    try:
        count = read_back(options.file)
        put_back(options.file)
    except (CopyFailed, OSError) as error:
        print(_("samenop: nothing was put back: {error}").format(error=error), file=sys.stderr)
        return 1
    found, held = breaks()
    if found or held["entries"] != count:
        print(_("samenop: the books of the copy do not hold; look with: samenop verify"), file=sys.stderr)
        return 1
    write_seal(heads(), now=timezone.now(), because="restore")
    print(
        _("Put back from {file}: {count} ledger entries, both books hold.").format(
            file=options.file, count=count
        )
    )
    if waiting_migrations():
        print(_("The copy is of an earlier version. Next: samenop migrate"))
    return 0


def _is_in_use() -> bool:
    try:
        return last_entry() > 0
    except Error:
        return False  # no tables: nothing to lose

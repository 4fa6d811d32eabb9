"""`samenop backup FILE`: a copy of the database at one moment, read back before it counts."""

import os
import sys
from argparse import Namespace
from gettext import gettext as _
from pathlib import Path

from django.db import connection

from samenop.site.copies import CopyFailed, copy_to, read_back


def run(options: Namespace) -> int:
    """0 when the copy is there and was read back; 1 with the reason when not, and then there is no file."""
    target: Path = options.file
    if target.exists() and not options.force:
        print(_("samenop: {file} exists; --force replaces it").format(file=target), file=sys.stderr)
        return 2
    # Beside the target, so that the last step is a rename: either the whole copy is there or nothing.
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        copy_to(part)
        count = read_back(part)
        os.replace(part, target)
    except (CopyFailed, OSError) as error:
        print(_("samenop: no copy was made: {error}").format(error=error), file=sys.stderr)
        return 1
    finally:
        part.unlink(missing_ok=True)
    said = _("Copy of the {kind} database in {file}: {count} ledger entries, read back.")
    print(said.format(kind=connection.display_name, file=target, count=count))
    return 0

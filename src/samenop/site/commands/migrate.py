"""`samenop migrate`: brings the tables up to date."""

from argparse import Namespace
from gettext import gettext as _
from gettext import ngettext

from django.core.management import call_command

from samenop.site.tables import waiting_migrations


def run(options: Namespace) -> int:
    """0 when the tables are as this version needs them."""
    waiting = waiting_migrations()
    if not waiting:
        print(_("The tables are up to date."))
        return 0
    said = ngettext("{count} change to the tables …", "{count} changes to the tables …", len(waiting))
    print(said.format(count=len(waiting)), flush=True)
    call_command("migrate", interactive=False, verbosity=0)
    print(_("The tables are up to date."))
    return 0

"""`samenop connection`: adds a system that may call the API, and prints its key this one time."""

import sys
from argparse import Namespace
from datetime import timedelta
from gettext import gettext as _

from django.utils import timezone

from samenop.apps.connections.service import register_connection
from samenop.apps.partners.service import organisation, system_actor
from samenop.catalogues.wording_catalogue import words_of
from samenop.core.kernel import Refused


def run(options: Namespace) -> int:
    """0 with the key alone on standard output; 2 when something about the words is wrong."""
    owner = organisation(options.organisation)
    if owner is None:
        said = _("samenop: {slug} is no organisation here; add one with: samenop person")
        print(said.format(slug=options.organisation), file=sys.stderr)
        return 2
    now = timezone.now()
    answer = register_connection(
        name=options.name,
        organisation=owner,
        roles=options.role,
        actor=system_actor("command_line", owner.slug),
        now=now,
        expires_at=now + timedelta(days=options.days),
    )
    if isinstance(answer, Refused):
        print(f"samenop: {words_of(answer, options.lang)}", file=sys.stderr)
        return 2
    print(answer[1])
    print(_("This key is shown once; only its hash is kept."), file=sys.stderr)
    return 0

"""`samenop check`: is this installation sound, and if not, what to do?"""

import sys
from argparse import Namespace
from gettext import gettext as _

from django.utils import timezone

from samenop.site.checks import problems


def run(options: Namespace) -> int:
    """0 when all is well; 1 with one sentence per problem."""
    found = 0
    for problem in problems(now=timezone.now()):
        found += 1
        print(f"- {problem}", file=sys.stderr)
    if found:
        return 1
    print(_("All well."))
    return 0

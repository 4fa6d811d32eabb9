"""`python -m samenop` is the same as the command `samenop`."""

import sys

from samenop.site.command_line import main

sys.exit(main())

"""Makes the tables and fills the region: python -m tests.journeys.fill, on SAMENOP_DATABASE_URL."""

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # Django must be set up first
from django.utils import timezone  # noqa: E402

from samenop.demo.region import load  # noqa: E402

call_command("migrate", verbosity=0)
load(timezone.now())

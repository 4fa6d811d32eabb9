"""Middenland, the fictional region: partners, people and an evening of incidents; same seed, same evening."""

from datetime import datetime
from random import Random

from django.conf import settings
from django.db import transaction

from samenop.apps.partners.models import Organisation, Professional
from samenop.demo.personas import BY_USERNAME
from samenop.demo.region.partners import write_connection, write_duties, write_partners
from samenop.demo.region.residents import write_agreements, write_residents
from samenop.demo.region.staff import write_staff
from samenop.demo.stories.evening import play_evening

__all__ = ["RegionRefused", "is_loaded", "load"]


class RegionRefused(Exception):
    """The region cannot be loaded here; the message says why."""


def load(now: datetime, *, seed: int = 2026) -> None:
    """Writes the region and plays its evening up to `now`, all or nothing.

    RegionRefused outside demo mode, or in a database where real or other partners already live.
    """
    if not settings.DEMO:
        raise RegionRefused("The demo region is loaded in demo mode only: set SAMENOP_DEMO=1.")
    if Organisation.objects.exists():
        raise RegionRefused("This database already holds organisations; the demo region wants an empty one.")
    chance = Random(seed)
    with transaction.atomic():
        write_partners(now)
        write_staff(now)
        write_duties(now, chance)
        write_connection(now)
        write_residents(now, chance)
        write_agreements(now, chance)
        play_evening(now, chance)


def is_loaded() -> bool:
    """Whether the people one can be in the demo are all there."""
    return Professional.objects.filter(username__in=BY_USERNAME).count() == len(BY_USERNAME)

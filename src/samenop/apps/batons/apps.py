"""Tells Django that this room exists."""

from django.apps import AppConfig


class Config(AppConfig):
    """Promises and running clocks on whatever is held."""

    name = "samenop.apps.batons"
    label = "batons"

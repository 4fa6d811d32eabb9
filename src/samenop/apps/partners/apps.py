"""Tells Django that this room exists."""

from django.apps import AppConfig


class Config(AppConfig):
    """Organisations, their people and roles, units, rosters, capabilities and agreements."""

    name = "samenop.apps.partners"
    label = "partners"

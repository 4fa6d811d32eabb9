"""Tells Django that this room exists."""

from django.apps import AppConfig


class Config(AppConfig):
    """The live figures of the acute line."""

    name = "samenop.apps.figures"
    label = "figures"

"""Tells Django that this room exists."""

from django.apps import AppConfig


class Config(AppConfig):
    """The people it is about, and the agreements on a person or a location."""

    name = "samenop.apps.persons"
    label = "persons"

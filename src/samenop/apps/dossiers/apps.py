"""Tells Django that this room exists."""

from django.apps import AppConfig


class Config(AppConfig):
    """Labelled entries: the only place where content lives, and the one door to read it."""

    name = "samenop.apps.dossiers"
    label = "dossiers"

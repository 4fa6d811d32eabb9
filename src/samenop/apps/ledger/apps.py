"""Tells Django that this room exists."""

from django.apps import AppConfig


class Config(AppConfig):
    """The two books: what happened, and who looked."""

    name = "samenop.apps.ledger"
    label = "ledger"

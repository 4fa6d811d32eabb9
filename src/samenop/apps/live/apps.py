"""Tells Django that this room exists."""

from django.apps import AppConfig


class Config(AppConfig):
    """Tells open screens that something changed."""

    name = "samenop.apps.live"
    label = "live"

"""Tells Django that this room exists."""

from django.apps import AppConfig


class Config(AppConfig):
    """The acute line: reports, deployment, handover, release, feedback."""

    name = "samenop.apps.incidents"
    label = "incidents"

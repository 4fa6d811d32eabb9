"""Tells Django that this room exists."""

from django.apps import AppConfig


class Config(AppConfig):
    """Connected systems: their keys, their repeated requests and the messages sent to them."""

    name = "samenop.apps.connections"
    label = "connections"

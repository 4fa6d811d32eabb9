"""Tells Django that the demo has templates and routes."""

from django.apps import AppConfig


class Config(AppConfig):
    """The demo region."""

    name = "samenop.demo"
    label = "demo"

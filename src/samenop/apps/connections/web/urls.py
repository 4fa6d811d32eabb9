"""Routes of the page about connected systems."""

from django.urls import URLPattern, URLResolver, path

from samenop.apps.connections.web.connections import connections

urlpatterns: list[URLPattern | URLResolver] = [
    path("connections/", connections, name="connections"),
]

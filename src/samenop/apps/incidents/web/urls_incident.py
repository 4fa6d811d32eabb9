"""Routes of one incident: its page, its steps, the street, the reporter."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []

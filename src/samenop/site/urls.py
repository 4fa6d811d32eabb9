"""Every route of the house; each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("samenop.demo.web.urls")),
    path("", include("samenop.apps.partners.web.urls")),
    path("", include("samenop.apps.incidents.web.urls_boards")),
    path("", include("samenop.apps.incidents.web.urls_incident")),
    path("", include("samenop.apps.incidents.web.urls_guidance")),
    path("", include("samenop.apps.figures.web.urls")),
    path("", include("samenop.apps.ledger.web.urls")),
    path("", include("samenop.apps.connections.web.urls")),
]

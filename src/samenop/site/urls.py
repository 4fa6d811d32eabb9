"""Every route of the house; each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from samenop.frame.access import open_to_all
from samenop.frame.gallery import gallery
from samenop.frame.theme import set_theme
from samenop.site.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "language/",
        open_to_all(because="Everyone chooses their own language.")(set_language),
        name="set_language",
    ),
    path("theme/", open_to_all(because="Everyone chooses their own theme.")(set_theme), name="set_theme"),
    path(
        "gallery/",
        open_to_all(because="The components with made-up words; no data.")(gallery),
        name="gallery",
    ),
    path("", include("samenop.site.probes")),
    path("api/v1/", api.urls),
    path("", include("samenop.demo.web.urls")),
    path("", include("samenop.apps.partners.web.urls")),
    path("", include("samenop.apps.incidents.web.urls_boards")),
    path("", include("samenop.apps.incidents.web.urls_incident")),
    path("", include("samenop.apps.incidents.web.urls_guidance")),
    path("", include("samenop.apps.figures.web.urls")),
    path("", include("samenop.apps.ledger.web.urls")),
    path("", include("samenop.apps.connections.web.urls")),
]

"""Routes of one incident: its page, its steps, the street, the reporter."""

from django.urls import URLPattern, URLResolver, path

from samenop.apps.incidents.web import reporter, street
from samenop.apps.incidents.web.incident import incident
from samenop.apps.incidents.web.steps import step

urlpatterns: list[URLPattern | URLResolver] = [
    path("incidents/<str:number>/", incident, name="incident"),
    path("incidents/<str:number>/steps/<slug:step>/", step, name="incident-step"),
    path("street/", street.street, name="street"),
    path("street/hints/", street.word_hints, name="word-hints"),
    path("street/<str:number>/", street.street_incident, name="street-incident"),
    path("street/<str:number>/observe/", street.observe, name="street-observe"),
    path("r/<str:token>/", reporter.reporter, name="reporter"),
    path("r/<str:token>/status/", reporter.reporter_status, name="reporter-status"),
    path("r/<str:token>/add/", reporter.reporter_add, name="reporter-add"),
    path("r/<str:token>/rate/", reporter.reporter_rate, name="reporter-rate"),
]

"""Routes of the start page."""

from django.urls import path

from samenop.demo.web import start

urlpatterns = [
    path("", start.start, name="start"),
    path("demo/be/<str:username>/", start.be, name="demo-be"),
]

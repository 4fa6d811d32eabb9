"""Routes of the live figures."""

from django.urls import path

from samenop.apps.figures.web import live_figures

urlpatterns = [path("figures/", live_figures.figures, name="figures")]

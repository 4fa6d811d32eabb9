"""Routes of guidance, phrase book, briefing."""

from django.urls import path

from samenop.apps.incidents.web import briefing, guidance

urlpatterns = [
    path("help/", guidance.guidance, name="guidance"),
    path("help/<slug:situation>/", guidance.guidance_on, name="guidance-on"),
    path("briefing/", briefing.briefing, name="briefing"),
]

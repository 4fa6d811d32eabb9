"""Routes of guidance, phrase book, briefing."""

from django.urls import path

from samenop.apps.incidents.web import ask, briefing, guidance

urlpatterns = [
    path("help/", guidance.guidance, name="guidance"),
    path("help/<slug:situation>/", guidance.guidance_on, name="guidance-on"),
    path("ask/", ask.ask, name="ask"),
    path("ask/record/", ask.record_ask, name="ask-record"),
    path("ask/rules/", ask.rules, name="sharing-rules"),
    path("ask/rules/<slug:rule>/approve/", ask.approve, name="sharing-rule-approve"),
    path("briefing/", briefing.briefing, name="briefing"),
]

"""Routes of the boards and of taking in a report."""

from django.urls import URLPattern, URLResolver, path

from samenop.apps.incidents.web import boards, intake

urlpatterns: list[URLPattern | URLResolver] = [
    path("now/", boards.now, name="now"),
    path("triage/", boards.triage, name="triage"),
    path("care/", boards.care, name="care"),
    path("care/route/", boards.route, name="care-route"),
    path("reports/new/", intake.report_new, name="report-new"),
    path("reports/proposals/", intake.proposals, name="report-proposals"),
]

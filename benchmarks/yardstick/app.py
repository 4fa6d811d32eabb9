"""One table and one view without middleware, rules, ledger or checks."""

import json

from django.db import models
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils import timezone


class Report(models.Model):
    """A text with an address and a moment."""

    text = models.TextField()
    address = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        app_label = "yardstick"
        db_table = "yardstick_report"


def take(request: HttpRequest) -> JsonResponse:
    """One insert."""
    told = json.loads(request.body)
    made = Report.objects.create(text=told["text"], address=told["address"], at=timezone.now())
    return JsonResponse({"report": made.pk}, status=201)


urlpatterns = [path("", take)]

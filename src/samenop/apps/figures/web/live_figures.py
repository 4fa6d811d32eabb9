"""The page of the live figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samenop.apps.figures.queries import figures_of
from samenop.frame.access import needs

WINDOWS = (1, 7, 30)


@needs("figures.see")
def figures(request: HttpRequest) -> HttpResponse:
    """Counts and durations of now and of a window of days."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked.isdigit() and int(asked) in WINDOWS else 7
    told = figures_of(now=timezone.now(), days=days)
    return render(request, "figures/figures.html", {"figures": told, "windows": WINDOWS})

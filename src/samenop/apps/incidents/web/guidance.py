"""Help beside the work: what to do per situation, what to expect, what words mean (G2, G4, G5)."""

from collections import defaultdict

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samenop.catalogues.phrasebook_catalogue import phrase_book
from samenop.catalogues.situations_catalogue import Situation, situations
from samenop.frame.access import needs


@needs("guidance.see")
def guidance(request: HttpRequest) -> HttpResponse:
    """All situations by direction, and the phrase book."""
    groups: dict[str, list[Situation]] = defaultdict(list)
    for situation in situations(settings.REGION).values():
        groups[situation.direction].append(situation)
    terms = sorted(
        phrase_book(settings.REGION).values(),
        key=lambda term: term.term.in_language(request.LANGUAGE_CODE).lower(),
    )
    return render(request, "incidents/guidance.html", {"groups": dict(groups), "terms": terms})


@needs("guidance.see")
def guidance_on(request: HttpRequest, situation: str) -> HttpResponse:
    """The short steps of one situation and what one may expect of whom."""
    found = situations(settings.REGION).get(situation)
    if found is None:
        raise Http404
    return render(request, "incidents/guidance_on.html", {"situation": found})

"""The start page: in the demo one picks whom to be; outside it one goes to one's own work."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from samenop.apps.partners.models import Professional
from samenop.catalogues.roles_catalogue import roles
from samenop.demo.personas import BY_USERNAME, PERSONAS, Persona
from samenop.frame.access import open_to_all
from samenop.frame.context import PLACES


@dataclass(frozen=True, slots=True)
class Choice:
    """A persona with the words of their role and their organisation."""

    persona: Persona
    name: str
    role: str
    organisation: str
    kind: str


@open_to_all(because="The first page; it shows no data, and only in the demo a choice of personas.")
def start(request: HttpRequest) -> HttpResponse:
    """Whom to be (demo), or on to the work, or to the login."""
    if settings.DEMO:
        return render(request, "demo/start.html", {"choices": _choices(request.LANGUAGE_CODE)})
    actor = getattr(request, "actor", None)
    if actor is None:
        return HttpResponseRedirect(settings.LOGIN_URL)
    place = next(place for place in PLACES if any(actor.may(one) for one in place.permissions))
    return redirect(place.route)


@open_to_all(because="Only in the demo; outside it this page does not exist.")
@require_POST
def be(request: HttpRequest, username: str) -> HttpResponse:
    """Becomes a persona of the demo region."""
    persona = BY_USERNAME.get(username)
    if not settings.DEMO or persona is None:
        raise Http404
    person = Professional.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise Http404
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(persona.route)


def _choices(language: str) -> list[Choice]:
    people = {
        person.username: person
        for person in Professional.objects.filter(username__in=BY_USERNAME).select_related("organisation")
    }
    known = roles()
    return [
        Choice(
            persona=persona,
            name=people[persona.username].name,
            role=known[persona.role].name_en if language.startswith("en") else known[persona.role].name_nl,
            organisation=people[persona.username].organisation.name,
            kind=people[persona.username].organisation.kind,
        )
        for persona in PERSONAS
        if persona.username in people
    ]

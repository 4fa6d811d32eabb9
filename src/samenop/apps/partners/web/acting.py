"""Puts the actor on every request, and writes refusals into the book of looks."""

from collections.abc import Callable

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from samenop.apps.ledger.service import record_look
from samenop.apps.partners.models import Professional
from samenop.apps.partners.queries import actor_of
from samenop.core.kernel import Actor


class ActorMiddleware:
    """`request.actor`: the professional who is logged in, or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = _actor(request)  # type: ignore[attr-defined]  # read by @needs
        response = self.get_response(request)
        refused = getattr(response, "refused", None)
        if refused and request.actor is not None:  # type: ignore[attr-defined]
            record_look(
                actor=request.actor,  # type: ignore[attr-defined]
                subject=f"page:{request.path}"[:80],
                what="page",
                purpose="work",
                outcome="not_your_role",
                now=timezone.now(),
            )
        return response


def _actor(request: HttpRequest) -> Actor | None:
    key = request.session.get("_auth_user_id")
    if key is None:
        return None
    # The user of Django's own check (session hash) decides; a lazy object has no queries until here.
    user = request.user
    if isinstance(user, SimpleLazyObject):
        user = user._wrapped if user.is_authenticated else None  # type: ignore[assignment]
    if not isinstance(user, Professional):
        return None
    # Read in this same request, with the organisation (see `ProfessionalManager`); only the roles are lacking.
    prefetch_related_objects([user], "roles_held")
    return actor_of(user, at=timezone.now())

"""The mark on every route: which permission it needs, or why it is open to all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from samenop.core.kernel import Actor

View = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a route asks of its visitor; exactly one of both is set."""

    permissions: tuple[str, ...] = ()
    open_because: str = ""


class ActingRequest(HttpRequest):
    """A request behind `@needs`: the actor is there."""

    actor: Actor


def needs(*permissions: str) -> Callable[[View], View]:
    """Only for an actor with at least one of the permissions; the action itself remains the real gate."""

    def marked(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor: Actor | None = getattr(request, "actor", None)
            if actor is None:
                return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={quote(request.get_full_path())}")
            if not any(actor.may(permission) for permission in permissions):
                answer = render(request, "frame/forbidden.html", status=403)
                # The middleware that knows the books writes it down: refusals stand there too (D9).
                answer.refused = permissions  # type: ignore[attr-defined]
                return answer
            return view(request, *args, **kwargs)

        inner.mark = Mark(permissions=permissions)  # type: ignore[attr-defined]  # read by the route test
        return inner

    return marked


def open_to_all(*, because: str) -> Callable[[View], View]:
    """Reachable without logging in, with the reason why."""

    def marked(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, *args, **kwargs)

        inner.mark = Mark(open_because=because)  # type: ignore[attr-defined]  # read by the route test
        return inner

    return marked

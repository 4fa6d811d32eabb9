"""The mark on every operation of the API: which permission it needs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest

from samenop.core.kernel import Actor, Refused
from samenop.frame.access import Mark
from samenop.frame.rest.problems import Problem

Operation = Callable[..., Any]


class CallingRequest(HttpRequest):
    """A request with a key that is known: the connected system as an actor."""

    auth: Actor


def api_needs(*permissions: str) -> Callable[[Operation], Operation]:
    """Only for a connected system with at least one of the permissions; the action remains the real gate."""

    def marked(operation: Operation) -> Operation:
        @wraps(operation)
        def inner(request: CallingRequest, *args: Any, **kwargs: Any) -> Any:
            if not any(request.auth.may(permission) for permission in permissions):
                raise Problem(Refused("not_your_role"))
            return operation(request, *args, **kwargs)

        inner.mark = Mark(permissions=permissions)  # type: ignore[attr-defined]  # read by the route test
        return inner

    return marked

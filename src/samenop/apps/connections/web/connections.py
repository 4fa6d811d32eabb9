"""Which systems are connected, and which messages to them do not arrive."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samenop.apps.connections.queries import all_connections, failing_messages
from samenop.frame.access import needs


@needs("connections.see")
def connections(request: HttpRequest) -> HttpResponse:
    """Names, roles and counts only; no keys, and of messages only what kind of event they tell of."""
    told = {"connections": all_connections(), "failing": failing_messages()}
    return render(request, "connections/connections.html", told)

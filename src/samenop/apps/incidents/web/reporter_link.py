"""The reporter's secret link, shown to who took the report, once."""

from django.http import HttpRequest

_KEY = "reporter_link"


def keep_reporter_link(request: HttpRequest, number: str, token: str) -> None:
    """Keeps the link of a report that just came in until its page is shown."""
    if token:
        request.session[_KEY] = {"number": number, "token": token}


def take_reporter_link(request: HttpRequest, number: str) -> str:
    """The token for this incident, and then it is gone; empty when there is none (any more)."""
    kept = request.session.get(_KEY)
    if not kept or kept["number"] != number:
        return ""
    del request.session[_KEY]
    token: str = kept["token"]
    return token

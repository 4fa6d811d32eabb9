"""The same lasting threads as Samenop's own pages."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.yardstick.settings"
django.setup()

from a2wsgi import WSGIMiddleware  # noqa: E402  # Django first
from django.core.wsgi import get_wsgi_application  # noqa: E402

THREADS = 8
pages = WSGIMiddleware(get_wsgi_application(), workers=THREADS)


async def application(scope, receive, send):  # type: ignore[no-untyped-def]  # as the server calls it
    """Requests only."""
    if scope["type"] == "http":
        await pages(scope, receive, send)
        return
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"].endswith("shutdown"):
            return

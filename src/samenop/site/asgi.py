"""The whole house as one ASGI application: live streams on a bare route, everything else by Django.

Django's pages run in a few lasting threads (WSGI), so that database connections last as well; under
Django's own ASGI handler every request would get a new thread and with it a new connection.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenop.site.settings")
django.setup()

from a2wsgi import WSGIMiddleware  # noqa: E402  # Django first: what follows reads the settings
from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from samenop.apps.live.route import LiveRoute, Receive, Scope, Send  # noqa: E402
from samenop.site.board_lines import make_line  # noqa: E402
from samenop.site.whole_body import TooLarge, with_length  # noqa: E402

THREADS = 8  # requests at once per process; each holds at most one database connection

pages = WSGIMiddleware(get_wsgi_application(), workers=THREADS)  # type: ignore[arg-type]  # Django says dict
live = LiveRoute(make_line)

# Read before the first visitor comes, so that a process that says it is ready answers at full speed.
get_resolver().url_patterns  # noqa: B018  # reading it is what loads every route
get_template("incidents/_board_row.html")


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """What the server calls."""
    if scope["type"] == "lifespan":
        await _live_from_start_to_end(receive, send)
    elif scope["type"] != "http":
        await send({"type": "websocket.close", "code": 1000})
    elif scope["path"] == "/live":
        await live(scope, receive, send)
    elif not scope["query_string"].isascii():
        await _answer(send, 400)
    else:
        await _page(scope, receive, send)


async def _page(scope: Scope, receive: Receive, send: Send) -> None:
    try:
        scope, receive = await with_length(scope, receive, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    except TooLarge:
        await _answer(send, 413)
        return
    await pages(scope, receive, send)  # type: ignore[arg-type]  # the same words, typed more narrowly there


async def _live_from_start_to_end(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await live.start()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await live.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return


async def _answer(send: Send, status: int) -> None:
    headers = [(b"content-length", b"0"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})

"""The application, for any ASGI server."""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support_site.settings")

import django
from asgiref.sync import markcoroutinefunction

django.setup(set_prefix=False)  # everything below needs it

from django.db import connection  # noqa: E402

from support_site.forwarded import take_forwarded  # noqa: E402
from support_site.handler import Handler  # noqa: E402
from tickets.routing import websockets  # noqa: E402
from tickets.sqlite import file  # noqa: E402

file.serve(connection)
http = Handler()


@markcoroutinefunction
def application(scope: Any, receive: Any, send: Any) -> Any:
    """No coroutine of its own, nor of a router's: they would live as long as the socket."""
    take_forwarded(scope)
    match scope["type"]:
        case "websocket":
            return websockets(scope, receive, send)
        case "http":
            return http(scope, receive, send)
    raise ValueError(f"nobody answers what is {scope['type']}")

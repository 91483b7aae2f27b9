from typing import Any, Final

from channels.routing import URLRouter
from channels.security.websocket import WebsocketDenier
from channels.sessions import CookieMiddleware
from django.conf import settings
from django.urls import path, re_path

from tickets.consumers import SupportConsumer

OURS: Final = frozenset(origin.encode() for origin in settings.PUBLIC_ORIGINS)
denier: Final = WebsocketDenier.as_asgi()

router = CookieMiddleware(URLRouter([path("ws/", SupportConsumer.as_asgi()), re_path("", denier)]))


async def websockets(scope: Any, receive: Any, send: Any) -> None:
    """Exact origins only: channels' own validators let other schemes, ports or parse errors by."""
    origins = [value for name, value in scope["headers"] if name == b"origin"]
    ours = len(origins) == 1 and origins[0] in OURS
    await (router if ours else denier)(scope, receive, send)

from typing import Any, Final

from channels.security.websocket import WebsocketDenier
from django.conf import settings

from tickets import features_on, hello  # noqa: F401  (answers its frame)
from tickets.consumers import SupportConsumer
from tickets.conversation import socket  # noqa: F401  (answers its frames)
from tickets.desk import socket as desk  # noqa: F401  (and these)

OURS: Final = frozenset(origin.encode() for origin in settings.PUBLIC_ORIGINS)
PATH: Final = "/ws/"
denier: Final = WebsocketDenier.as_asgi()
FEATURES: Final = tuple(features_on.modules("socket"))  # register their frames


def websockets(scope: Any, receive: Any, send: Any) -> Any:
    """Exact origins only: channels' own validators let other schemes, ports or parse errors by.

    For one path no router, and no `as_asgi`: copies of the scope and coroutines around the
    consumer would live as long as the socket.
    """
    origins = [value for name, value in scope["headers"] if name == b"origin"]
    ours = len(origins) == 1 and origins[0] in OURS and scope["path"] == PATH
    return (SupportConsumer() if ours else denier)(scope, receive, send)

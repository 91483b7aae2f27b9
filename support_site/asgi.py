"""The application, for any ASGI server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support_site.settings")

from django.core.asgi import get_asgi_application

http = get_asgi_application()  # sets Django up: everything below needs it

from channels.routing import ProtocolTypeRouter  # noqa: E402

from tickets.routing import websockets  # noqa: E402

application = ProtocolTypeRouter({"http": http, "websocket": websockets})

"""Daphne, with the limits of docs/protocol.md and an end that pages don't suffer from."""

import asyncio
import os
import sys
from typing import Any, Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support_site.settings")

from daphne import server  # installs Twisted's asyncio reactor: before anything else of Twisted
from daphne.ws_protocol import WebSocketFactory
from django.conf import settings
from twisted.internet import defer

from support_site.asgi import application
from support_site.line import Line
from tickets import metrics
from tickets.liveness.pulse import pulse
from tickets.wire.frames import MAX_FRAME

DRAIN: Final = 5.0  # seconds in which pages may leave
SPREAD: Final = 5.0  # seconds over which they come back, told in `bye`


class Server(server.Server):
    """On SIGTERM: stop accepting, `bye` and close, let the handlers end, exit."""

    failed = False

    def listen_success(self, port: Any) -> Any:
        super().listen_success(port)
        return port  # daphne's own forgets it, and at the end it is to be closed

    def listen_error(self, failure: Any) -> None:
        print(f"Can't listen: {failure.getErrorMessage()}", file=sys.stderr)
        self.failed = True
        self.stop()

    def kill_all_applications(self) -> defer.Deferred[Any]:
        """Daphne's hook for the end: without this, no close frame and no disconnect."""
        drained = defer.Deferred.fromFuture(asyncio.ensure_future(self._drain()))
        drained.addCallback(lambda _: server.Server.kill_all_applications(self))
        return drained

    async def _drain(self) -> None:
        for listener in self.listeners:
            listener.addCallback(lambda port: port.stopListening())
        pulse().drain(SPREAD)
        deadline = asyncio.get_running_loop().time() + DRAIN
        while self._pages() and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.05)

    def _pages(self) -> int:
        return sum(
            1
            for details in self.connections.values()
            if "application_instance" in details and not details["application_instance"].done()
        )


def main() -> None:
    WebSocketFactory.protocol = Line
    try:
        metrics.serve(settings.HOST, settings.METRICS_PORT)
    except OSError as error:
        sys.exit(f"METRICS_PORT: can't listen: {error.strerror}")
    web = Server(
        application=application,
        endpoints=[f"tcp:port={settings.PORT}:interface={settings.HOST}"],
        websocket_max_message_size=MAX_FRAME,
        websocket_max_frame_size=MAX_FRAME,
        websocket_timeout=-1,  # the heartbeat decides
        proxy_forwarded_address_header="X-Forwarded-For" if settings.BEHIND_PROXY else None,
        proxy_forwarded_port_header="X-Forwarded-Port" if settings.BEHIND_PROXY else None,
    )
    web.run()
    sys.exit(1 if web.failed else 0)


if __name__ == "__main__":
    main()

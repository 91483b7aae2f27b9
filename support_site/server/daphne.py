"""Daphne, with an end that pages don't suffer from."""

import asyncio
import sys
from functools import partial
from typing import Any

from daphne import server  # installs Twisted's asyncio reactor: before anything else of Twisted
from daphne.http_protocol import HTTPFactory
from daphne.ws_protocol import WebSocketFactory
from django.conf import settings
from twisted.internet import defer
from twisted.web.http import HTTPChannel

from support_site.asgi import application
from support_site.server.arrival import Arrival
from support_site.server.daphne_line import Line
from support_site.server.drain import drained
from support_site.server.inbox import Inbox
from tickets.wire.frames import MAX_FRAME


class HttpConnection(Arrival, HTTPChannel):
    """An HTTP connection. Never HTTP/2: what would negotiate that ends at the proxy."""

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        self.arrives(data)

    def pass_on(self, data: bytes) -> None:
        HTTPChannel.dataReceived(self, data)

    def turn_away(self) -> None:
        self.transport.abortConnection()

    def connectionLost(self, reason: Any) -> None:  # noqa: N802
        self.goes()
        super().connectionLost(reason)


class Server(server.Server):
    """On SIGTERM: stop accepting, `bye` and close, let the handlers end, exit."""

    failed = False

    def listen_success(self, port: Any) -> Any:
        super().listen_success(port)
        Line.take_options(self.ws_factory)
        return port  # daphne's own forgets it, and at the end it is to be closed

    def listen_error(self, failure: Any) -> None:
        print(f"Can't listen: {failure.getErrorMessage()}", file=sys.stderr)
        self.failed = True
        self.stop()

    def timeout_checker(self) -> None:
        """Nothing: the heartbeat decides who is pinged and who has been silent for too long; daphne's
        own would look at every socket for it, every two seconds."""

    def create_application(self, protocol: Any, scope: Any) -> Any:
        """Daphne's, with an inbox that takes less of a socket that idles."""
        if scope["type"] != "websocket":
            return super().create_application(protocol, scope)
        inbox = Inbox()
        scope["asgi"] = {"version": "3.0"}
        running = self.application(scope, inbox.get, partial(self.handle_reply, protocol))
        self.connections[protocol]["application_instance"] = asyncio.ensure_future(running)
        return inbox

    def kill_all_applications(self) -> defer.Deferred[Any]:
        """Daphne's hook for the end: without this, no close frame and no disconnect."""
        gone = defer.Deferred.fromFuture(asyncio.ensure_future(self._drain()))
        gone.addCallback(lambda _: server.Server.kill_all_applications(self))
        return gone

    async def _drain(self) -> None:
        for listener in self.listeners:
            listener.addCallback(lambda port: port.stopListening())
        await drained(self._running)

    def _running(self) -> int:
        return sum(
            1
            for details in self.connections.values()
            if "application_instance" in details and not details["application_instance"].done()
        )


def endpoint() -> str:
    """As Twisted writes it. An IPv6 address has colons too; `::` takes IPv4 as well."""
    interface = settings.HOST.replace(":", r"\:")
    return f"tcp:port={settings.PORT}:interface={interface}"


def serve() -> bool:
    """Until it is told to end. Returns whether it failed."""
    HTTPFactory.protocol = HttpConnection
    WebSocketFactory.protocol = Line
    web = Server(
        application=application,
        endpoints=[endpoint()],
        websocket_max_message_size=MAX_FRAME,
        websocket_max_frame_size=MAX_FRAME,
    )
    web.run()
    return web.failed

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
from twisted.logger import globalLogPublisher
from twisted.web.http import HTTPChannel

from support_site.asgi import application
from support_site.server import files
from support_site.server.arrival import Arrival
from support_site.server.daphne_line import Line
from support_site.server.drain import drained
from support_site.server.inbox import Inbox
from tickets.wire.frames import MAX_FRAME


class HttpConnection(Arrival, HTTPChannel):
    """An HTTP connection. Never HTTP/2: what would negotiate that ends at the proxy."""

    _room: asyncio.Future[None] | None = None  # until the transport has room for more

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        self.arrives(data)

    def pauseProducing(self) -> None:  # noqa: N802
        super().pauseProducing()
        self._room = self._room or asyncio.get_running_loop().create_future()

    def resumeProducing(self) -> None:  # noqa: N802
        super().resumeProducing()
        self._has_room()

    def _has_room(self) -> None:
        room, self._room = self._room, None
        if room and not room.done():
            room.set_result(None)

    async def room(self) -> None:
        """Who reads slowly is written to slowly: else a long answer would wait here as a whole."""
        if self._room:
            await asyncio.shield(self._room)

    def pass_on(self, data: bytes) -> None:
        HTTPChannel.dataReceived(self, data)

    def turn_away(self) -> None:
        self.transport.abortConnection()

    def end_with(self, answer: bytes) -> None:
        self.transport.write(answer)
        self.transport.loseConnection()

    def connectionLost(self, reason: Any) -> None:  # noqa: N802
        self.goes()
        self._has_room()
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

    async def handle_reply(self, protocol: Any, message: Any) -> None:
        await super().handle_reply(protocol, message)
        if message.get("more_body") and isinstance(protocol.channel, HttpConnection):
            await protocol.channel.room()

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


def heard(event: dict[str, Any]) -> None:
    """Twisted's own log, which nobody reads. Out of files it closes whoever comes."""
    words = str(event.get("log_format"))
    if words.startswith(("EMFILE encountered", "Could not accept")):
        files.used_up("too many open files")


def serve() -> bool:
    """Until it is told to end. Returns whether it failed."""
    globalLogPublisher.addObserver(heard)
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

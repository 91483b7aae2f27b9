"""Daphne, with an end that pages don't suffer from."""

import asyncio
import socket
import sys
from collections.abc import Callable
from typing import Any

from daphne import (
    http_protocol,
    server,
)  # installs Twisted's asyncio reactor: before anything else of Twisted
from twisted.internet import defer, error
from twisted.internet.endpoints import AdoptedStreamServerEndpoint
from twisted.logger import globalLogPublisher
from twisted.python.failure import Failure
from twisted.web.http import HTTPChannel

from support_site.asgi import application
from support_site.server import files
from support_site.server.arrival import Arrival
from support_site.server.drain import drained
from support_site.server.line import Line, lines


class HttpRequest(http_protocol.WebRequest):
    """One that never goes over to daphne's own WebSocket: what reaches it with `Upgrade` was asked for as
    no page asks and no proxy passes it on, and is answered in HTTP."""

    def process(self) -> Any:
        self.requestHeaders.removeHeader(b"upgrade")
        return super().process()


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

    def between_requests(self) -> bool:
        return not self.requests

    def upgrade(self, data: bytes) -> None:
        self.transport.stopReading()
        asyncio.get_running_loop().call_soon(self._hand_over, data)  # the transport may be in mid-reading

    def _hand_over(self, data: bytes) -> None:
        """The connection leaves Twisted, with its file open."""
        if not self.transport.connected:
            return
        line = socket.socket(fileno=self.transport.socket.detach())
        line.setblocking(False)
        self.transport.connectionLost(Failure(error.ConnectionDone()))
        task = asyncio.ensure_future(_goes_on(line, data))
        _handing_over.add(task)
        task.add_done_callback(_handing_over.discard)

    def turn_away(self) -> None:
        self.transport.abortConnection()

    def end_with(self, answer: bytes) -> None:
        self.transport.write(answer)
        self.transport.loseConnection()

    def connectionLost(self, reason: Any) -> None:  # noqa: N802
        self.goes()
        self._has_room()
        super().connectionLost(reason)


_handing_over: set[asyncio.Task[None]] = set()


async def _goes_on(line: socket.socket, data: bytes) -> None:
    await asyncio.get_running_loop().connect_accepted_socket(lambda: Line(application, data), line)


class Server(server.Server):
    """On SIGTERM: stop accepting, `bye` and close, let the handlers end, exit."""

    failed = False
    listens: Callable[[], object]

    def listen_success(self, port: Any) -> Any:
        super().listen_success(port)
        self.listens()
        return port  # daphne's own forgets it, and at the end it is to be closed

    def listen_error(self, failure: Any) -> None:
        print(f"Can't listen: {failure.getErrorMessage()}", file=sys.stderr)
        self.failed = True
        self.stop()

    def timeout_checker(self) -> None:
        """Nothing: the heartbeat decides who is pinged and who has been silent for too long; daphne's
        own would look at every socket for it, every two seconds."""

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
        """Handlers, and pages that have not answered our close."""
        return (
            len(lines)
            + len(_handing_over)
            + sum(
                1
                for details in self.connections.values()
                if "application_instance" in details and not details["application_instance"].done()
            )
        )


def heard(event: dict[str, Any]) -> None:
    """Twisted's own log, which nobody reads. Out of files it closes whoever comes."""
    words = str(event.get("log_format"))
    if words.startswith(("EMFILE encountered", "Could not accept")):
        files.used_up("too many open files")


def serve(listener: socket.socket, listens: Callable[[], object]) -> bool:
    """Until it is told to end. `listens` is called when it does. Returns whether it failed."""
    globalLogPublisher.addObserver(heard)
    http_protocol.HTTPFactory.protocol = HttpConnection
    http_protocol.WebRequest = HttpRequest
    # Daphne knows endpoints as Twisted writes them, and in these words a listening IPv6 socket is none.
    server.serverFromString = lambda reactor, _: AdoptedStreamServerEndpoint(
        reactor, listener.detach(), listener.family
    )
    web = Server(application=application, endpoints=["a socket that listens"])
    web.listens = listens
    web.run()
    return web.failed

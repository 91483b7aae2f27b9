"""Uvicorn, with the same edges as daphne."""

import asyncio
import contextlib
import socket
import sys
from collections.abc import Iterator
from typing import Final

import uvicorn
from django.conf import settings
from uvicorn.protocols.http.h11_impl import H11Protocol

from support_site.asgi import application
from support_site.server.arrival import Arrival
from support_site.server.drain import drained
from support_site.server.listener import listen
from support_site.server.uvicorn_line import Line
from tickets.wire.frames import MAX_FRAME

WAITING: Final = 2048  # connections that nobody has accepted yet


class HttpConnection(Arrival, H11Protocol):
    """An HTTP connection."""

    def data_received(self, data: bytes) -> None:
        self.arrives(data)

    def pass_on(self, data: bytes) -> None:
        super().data_received(data)

    def turn_away(self) -> None:
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self.goes()
        super().connection_lost(exc)


class Server(uvicorn.Server):
    """On SIGTERM: stop accepting, `bye` and close, let the handlers end, exit."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002
        """Not uvicorn's own, which cuts pages off before they have answered our close."""
        for server in self.servers:
            server.close()
        await drained(self._running)

    def _running(self) -> int:
        """Handlers, pages that have not answered our close, and answers that have not been read."""
        return len(self.server_state.tasks) + sum(
            isinstance(line, Line) or line.transport.get_write_buffer_size() > 0
            for line in self.server_state.connections
        )

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        with super().capture_signals():
            yield
            self._captured_signals.clear()  # else it raises them anew: an end in order is a success


def configuration() -> uvicorn.Config:
    return uvicorn.Config(
        application,
        interface="asgi3",
        lifespan="off",
        http=HttpConnection,
        ws=Line,
        ws_max_size=MAX_FRAME,
        ws_ping_interval=None,  # the heartbeat decides
        ws_per_message_deflate=False,  # a compressor costs a socket more memory than all the rest
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # support_site.forwarded, for both servers
    )


def serve() -> bool:
    """Until it is told to end. Returns whether it failed."""
    try:
        listener = listen(settings.HOST, settings.PORT, WAITING)
    except OSError as error:
        print(f"Can't listen: {error}", file=sys.stderr)
        return True
    loop = asyncio.SelectorEventLoop()  # even with uvloop at hand: `Line` counts on its transport
    loop.run_until_complete(Server(configuration()).serve([listener]))
    return False  # not `Server.run`: it would wait for every task, and some swallow their cancellation

"""Uvicorn, with the same edges as daphne."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator
from typing import Final

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from support_site.asgi import application
from support_site.server import files
from support_site.server.arrival import Arrival
from support_site.server.drain import drained
from support_site.server.line import Line, lines
from support_site.server.listener import WAITING

AT_ONCE: Final = 16  # accepted in a turn; asyncio fails as often in a turn when it is out of files


class HttpConnection(Arrival, H11Protocol):
    """An HTTP connection."""

    def data_received(self, data: bytes) -> None:
        self.arrives(data)

    def pass_on(self, data: bytes) -> None:
        super().data_received(data)

    def between_requests(self) -> bool:
        return self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]

    def upgrade(self, data: bytes) -> None:
        self.connections.discard(self)
        self._unset_keepalive_if_required()
        line = Line(self.app, data)
        self.transport.set_protocol(line)
        line.connection_made(self.transport)

    def turn_away(self) -> None:
        self.transport.abort()

    def end_with(self, answer: bytes) -> None:
        self.transport.write(answer)
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self.goes()
        super().connection_lost(exc)


class Server(uvicorn.Server):
    """On SIGTERM: stop accepting, `bye` and close, let the handlers end, exit."""

    listens: Callable[[], object]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for listener in sockets or []:
            listener.listen(WAITING)  # asyncio takes one number for both, and here that is AT_ONCE
        self.listens()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002
        """Not uvicorn's own, which cuts pages off before they have answered our close."""
        for server in self.servers:
            server.close()
        await drained(self._running)

    def _running(self) -> int:
        """Handlers, pages that have not answered our close, and answers that have not been read."""
        unread = (http.transport.get_write_buffer_size() > 0 for http in self.server_state.connections)
        return len(lines) + len(self.server_state.tasks) + sum(unread)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        with super().capture_signals():
            yield
            self._captured_signals.clear()  # else it raises them anew: an end in order is a success


def configuration() -> uvicorn.Config:
    return uvicorn.Config(
        application,
        interface="asgi3",
        backlog=AT_ONCE,
        lifespan="off",
        http=HttpConnection,
        ws="none",  # `Line` takes over before uvicorn sees it
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # support_site.forwarded, for both servers
    )


def serve(listener: socket.socket, listens: Callable[[], object]) -> bool:
    """Until it is told to end. `listens` is called when it does. Returns whether it failed."""
    loop = asyncio.SelectorEventLoop()  # even with uvloop at hand: `Line` counts on its transport
    files.say_when_used_up(loop)
    server = Server(configuration())
    server.listens = listens
    loop.run_until_complete(server.serve([listener]))
    return False  # not `Server.run`: it would wait for every task, and some swallow their cancellation

"""A proxy that hands each request to the next web process in turn, as many do."""

import contextlib
import itertools
import threading
from collections.abc import Iterable
from socket import SHUT_WR, create_connection, socket
from socketserver import StreamRequestHandler

from tests.browser import request_proxy
from tests.browser.request_proxy import RequestProxy


class _Handler(StreamRequestHandler):
    """A request, or a WebSocket for as long as it lives."""

    server: "RoundRobin"

    def handle(self) -> None:
        request = request_proxy.read(self.rfile)
        if not request:
            return
        with create_connection(("127.0.0.1", self.server.next_port())) as far, contextlib.suppress(OSError):
            far.sendall(request.unchanged if request.is_upgrade else request.alone)
            threading.Thread(target=_pour, args=(self.connection, far), daemon=True).start()
            _pour(far, self.connection)


def _pour(source: socket, into: socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            into.sendall(data)
        into.shutdown(SHUT_WR)


class RoundRobin(RequestProxy):
    def __init__(self) -> None:
        super().__init__(_Handler)
        self.to(())

    def to(self, ports: Iterable[int]) -> None:
        self._ports, self._lock = itertools.cycle(ports), threading.Lock()

    def next_port(self) -> int:
        with self._lock:
            return next(self._ports)

"""A proxy that hands each request to the next web process in turn, as many do."""

import contextlib
import itertools
import re
import threading
from collections.abc import Iterable
from socket import SHUT_WR, create_connection, socket
from socketserver import StreamRequestHandler, ThreadingTCPServer
from types import TracebackType
from typing import Self


class _Request(StreamRequestHandler):
    """One to a connection, or a WebSocket for as long as it lives."""

    server: "RoundRobin"

    def handle(self) -> None:
        head = b""
        while (line := self.rfile.readline()) not in (b"\r\n", b""):
            head += line
        if not head:
            return
        if not re.search(rb"(?i)^upgrade:", head, re.MULTILINE):
            head = re.sub(rb"(?im)^connection: [^\r]*", b"Connection: close", head)
        size = re.search(rb"(?im)^content-length: (\d+)", head)
        body = self.rfile.read(int(size[1])) if size else b""
        with create_connection(("127.0.0.1", self.server.next_port())) as far, contextlib.suppress(OSError):
            far.sendall(head + b"\r\n" + body)
            threading.Thread(target=_pour, args=(self.connection, far), daemon=True).start()
            _pour(far, self.connection)


def _pour(source: socket, into: socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            into.sendall(data)
        into.shutdown(SHUT_WR)


class RoundRobin(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.origin = f"http://127.0.0.1:{self.server_address[1]}"
        self.to(())

    def to(self, ports: Iterable[int]) -> None:
        self._ports, self._lock = itertools.cycle(ports), threading.Lock()

    def next_port(self) -> int:
        with self._lock:
            return next(self._ports)

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        self.shutdown()
        self.server_close()

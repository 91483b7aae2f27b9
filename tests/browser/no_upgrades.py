"""A proxy as too many are: HTTP goes through it, and no WebSocket."""

import re
import threading
from socket import create_connection
from socketserver import StreamRequestHandler, ThreadingTCPServer
from types import TracebackType
from typing import Self

REFUSED = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class _Request(StreamRequestHandler):
    """One to a connection."""

    server: "NoUpgrades"

    def handle(self) -> None:
        head = b""
        while (line := self.rfile.readline()) not in (b"\r\n", b""):
            head += line
        if re.search(rb"(?i)^upgrade:", head, re.MULTILINE):
            self.wfile.write(REFUSED)
            return
        size = re.search(rb"(?i)^content-length: (\d+)", head, re.MULTILINE)
        body = self.rfile.read(int(size[1])) if size else b""
        with create_connection(("127.0.0.1", self.server.far)) as far:
            far.sendall(
                re.sub(rb"(?i)^connection: [^\r]*", b"Connection: close", head, flags=re.MULTILINE) + b"\r\n"
            )
            far.sendall(body)
            while data := far.recv(1 << 16):
                self.wfile.write(data)


class NoUpgrades(ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, far: int) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.far = far
        self.origin = f"http://127.0.0.1:{self.server_address[1]}"

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

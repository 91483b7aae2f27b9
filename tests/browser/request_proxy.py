"""What proxies have in common that take one request to a connection."""

import re
import threading
from io import BufferedIOBase
from socketserver import BaseRequestHandler, ThreadingTCPServer
from types import TracebackType
from typing import NamedTuple, Self


class Request(NamedTuple):
    head: bytes  # without the empty line that ends it
    body: bytes

    @property
    def is_upgrade(self) -> bool:
        return bool(re.search(rb"(?im)^upgrade:", self.head))

    @property
    def alone(self) -> bytes:
        """As it goes on, and asks for the connection's end."""
        head = re.sub(rb"(?im)^connection: [^\r]*", b"Connection: close", self.head)
        return head + b"\r\n" + self.body

    @property
    def unchanged(self) -> bytes:
        return self.head + b"\r\n" + self.body


def read(file: BufferedIOBase) -> Request | None:
    """None: whoever connected went without a word."""
    head = b""
    while (line := file.readline()) not in (b"\r\n", b""):
        head += line
    size = re.search(rb"(?im)^content-length: (\d+)", head)
    return Request(head, file.read(int(size[1])) if size else b"") if head else None


class RequestProxy(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, handler: type[BaseRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
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

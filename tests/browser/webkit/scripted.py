"""Stands before the desk and puts a script into each page, which WebKit's driver can't."""

import contextlib
import re
import socket
import threading
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Final, Self

AT_ONCE: Final = 1 << 16  # bytes
PATH: Final = b"/script-of-the-story.js"
TAG: Final = b'<script src="' + PATH + b'"></script>'
HEAD_END: Final = b"\r\n\r\n"


class _Request(StreamRequestHandler):
    """One to a connection; a socket has it to itself."""

    server: "Scripted"

    def handle(self) -> None:
        head = b""
        while (line := self.rfile.readline()) not in (b"\r\n", b""):
            head += line
        if PATH in head.partition(b"\r\n")[0]:
            self.wfile.write(_answer(b"HTTP/1.1 200 OK\r\nContent-Type: text/javascript", self.server.script))
        elif head:
            with contextlib.suppress(OSError), socket.create_connection(self.server.far) as far:
                self._pass(head, far)

    def _pass(self, head: bytes, far: socket.socket) -> None:
        there = b"127.0.0.1:%d" % self.server.far[1]
        head = head.replace(self.server.near, there)
        if re.search(rb"(?im)^upgrade:", head):
            far.sendall(head + b"\r\n")
            threading.Thread(target=self._pump, args=(far, self.connection), daemon=True).start()
            self._pump(self.connection, far)
            return
        size = re.search(rb"(?im)^content-length: *(\d+)", head)
        body = self.rfile.read(int(size[1])) if size else b""
        head = re.sub(rb"(?im)^(connection|accept-encoding):.*\r\n", b"", head)
        far.sendall(head + b"Connection: close\r\n\r\n" + body)
        answer = _with_script(b"".join(iter(lambda: far.recv(AT_ONCE), b"")))
        self.wfile.write(_known_as(answer, there, self.server.near))

    def _pump(self, near: socket.socket, far: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := near.recv(AT_ONCE):
                far.sendall(data)
        with contextlib.suppress(OSError):
            far.shutdown(socket.SHUT_RDWR)


def _with_script(answer: bytes) -> bytes:
    head, _, body = answer.partition(HEAD_END)
    if not re.search(rb"(?im)^content-type: *text/html", head):
        return answer
    head = re.sub(rb"(?im)^content-length:.*\r\n?", b"", head).rstrip(b"\r\n")
    return _answer(head, body.replace(b"<head>", b"<head>" + TAG, 1))


def _known_as(answer: bytes, there: bytes, near: bytes) -> bytes:
    """A page says at which addresses its desk answers: here at this one."""
    head, _, body = answer.partition(HEAD_END)
    if b"data-origins" not in body:
        return answer
    head = re.sub(rb"(?im)^content-length:.*\r\n?", b"", head).rstrip(b"\r\n")
    return _answer(head, body.replace(there, near))


def _answer(head: bytes, body: bytes) -> bytes:
    return head + b"\r\nContent-Length: %d" % len(body) + HEAD_END + body


class Scripted(ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, far: int) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.far, self.script = ("127.0.0.1", far), b""
        self.near = b"127.0.0.1:%d" % self.server_address[1]
        self.origin = f"http://{self.near.decode()}"

    def opens(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def closes(self) -> None:
        self.shutdown()
        self.server_close()

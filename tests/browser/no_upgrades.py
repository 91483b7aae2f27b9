"""A proxy as too many are: HTTP goes through it, and no WebSocket."""

from socket import create_connection
from socketserver import StreamRequestHandler

from tests.browser import request_proxy
from tests.browser.request_proxy import RequestProxy

REFUSED = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class _Handler(StreamRequestHandler):
    server: "NoUpgrades"

    def handle(self) -> None:
        request = request_proxy.read(self.rfile)
        if not request:
            return
        if request.is_upgrade:
            self.wfile.write(REFUSED)
            return
        with create_connection(("127.0.0.1", self.server.far)) as far:
            far.sendall(request.alone)
            while data := far.recv(1 << 16):
                self.wfile.write(data)


class NoUpgrades(RequestProxy):
    def __init__(self, far: int) -> None:
        super().__init__(_Handler)
        self.far = far

"""How a WebSocket is opened (RFC 6455, section 4): by a request of HTTP, which `websockets` reads."""

from http import HTTPStatus
from typing import Any, Final
from urllib.parse import unquote

from websockets.http11 import Request, Response
from websockets.server import ServerProtocol

END: Final = b"\r\n\r\n"
BAD_REQUEST: Final = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
FORBIDDEN: Final = b"HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Upgrade:
    """One that is asked for."""

    def __init__(self, data: bytes) -> None:
        head, end, self.rest = data.partition(END)
        self._server = ServerProtocol()
        self._server.receive_data(head + end)
        self._request = next((e for e in self._server.events_received() if isinstance(e, Request)), None)
        self._answer: Response | None = self._server.accept(self._request) if self._request else None

    def scope(self, transport: Any) -> dict[str, Any] | None:
        """What ASGI says of it. None: it is none, and `refused` says why."""
        request, answer = self._request, self._answer
        if request is None or answer is None or answer.status_code != HTTPStatus.SWITCHING_PROTOCOLS:
            return None
        path, _, query = request.path.partition("?")
        return {
            "type": "websocket",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "ws",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [
                (name.lower().encode("latin1"), value.encode("latin1"))
                for name, value in request.headers.raw_items()
            ],
            "client": _address(transport.get_extra_info("peername")),
            "server": _address(transport.get_extra_info("sockname")),
            "subprotocols": [],
        }

    def accepted(self) -> bytes:
        assert self._answer
        return self._answer.serialize()

    def refused(self) -> bytes:
        if self._answer is None:
            return b"".join(self._server.data_to_send()) or BAD_REQUEST
        return (
            FORBIDDEN
            if self._answer.status_code == HTTPStatus.SWITCHING_PROTOCOLS
            else self._answer.serialize()
        )


def _address(name: Any) -> tuple[str, int]:
    """Without what IPv6 has besides. Of who has gone already there is none."""
    return tuple(name[:2]) if name else ("", 0)

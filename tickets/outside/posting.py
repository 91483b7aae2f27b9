"""One call to somebody else's server: to the address that was looked at, no further, and not for long."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tickets.outside.addresses import Place

PATIENCE: Final = 10.0  # seconds for all of it
GOOD: Final = range(200, 300)
MOST_READ: Final = 64 * 1024  # bytes of the answer


@dataclass(frozen=True, slots=True)
class Answer:
    status: int | None  # None: there was none,
    text: str  # but this went wrong
    seconds: float
    retry_after: str = ""

    @property
    def is_good(self) -> bool:
        return self.status in GOOD


class Pinned(http.client.HTTPSConnection):
    """TLS names the host, the connection goes to the address."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.host, place.port, timeout=PATIENCE, context=ssl.create_default_context())
        self._place = place

    def connect(self) -> None:
        plain = socket.create_connection((self._place.address, self.port), self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)  # type: ignore[attr-defined]


def post(place: Place, body: bytes, headers: Mapping[str, str], method: str = "POST") -> Answer:
    """A redirect is an answer like any other: nobody goes there."""
    began = time.monotonic()
    if place.scheme == "https":
        connection: http.client.HTTPConnection = Pinned(place)
    else:
        connection = http.client.HTTPConnection(place.address, place.port, timeout=PATIENCE)
    ended = threading.Timer(PATIENCE, _end, [connection])  # who sends a byte now and then holds up nobody
    ended.start()
    try:
        connection.request(method, place.target, body, {"Host": place.named, **headers})
        answer = connection.getresponse()
        text = answer.read(MOST_READ).decode("utf-8", "replace").replace("\0", "")
        return Answer(answer.status, text, time.monotonic() - began, answer.getheader("Retry-After", ""))
    except (OSError, http.client.HTTPException) as error:
        return Answer(None, _words(error), time.monotonic() - began)
    finally:
        ended.cancel()
        connection.close()


def _end(connection: http.client.HTTPConnection) -> None:
    if connection.sock:
        connection.sock.shutdown(socket.SHUT_RDWR)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".replace("\0", "")[:500]

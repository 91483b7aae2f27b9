"""One call to somebody else's server: to the address that was looked at, no further, and not for long."""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

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


class Limit:
    """Who drips holds up nobody: all of it ends after PATIENCE, also while the connection is being made."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._line: socket.socket | None = None
        self._timer = threading.Timer(PATIENCE, self._end)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def connect(self, connection: http.client.HTTPConnection) -> None:
        """The line is kept here: a connection forgets it with the head of an answer that is the last one."""
        connection.connect()
        self._line = connection.sock
        if self._over.is_set():  # while there was no line to end
            raise TimeoutError("it took too long to connect")

    def _end(self) -> None:
        self._over.set()
        if self._line:
            with contextlib.suppress(OSError):  # it has ended by itself
                self._line.shutdown(socket.SHUT_RDWR)


def post(place: Place, body: bytes, headers: Mapping[str, str], method: str = "POST") -> Answer:
    """A redirect is an answer like any other: nobody goes there."""
    began = time.monotonic()
    if place.scheme == "https":
        connection: http.client.HTTPConnection = Pinned(place)
    else:
        connection = http.client.HTTPConnection(place.address, place.port, timeout=PATIENCE)
    try:
        with Limit() as limit:
            limit.connect(connection)
            connection.request(method, place.target, body, {"Host": place.named, **headers})
            answer = connection.getresponse()
            text = answer.read(MOST_READ).decode("utf-8", "replace").replace("\0", "")
        return Answer(answer.status, text, time.monotonic() - began, answer.getheader("Retry-After", ""))
    except (OSError, http.client.HTTPException, ValueError) as error:  # ValueError: no HTTP says that
        return Answer(None, words(error), time.monotonic() - began)
    finally:
        connection.close()


def words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".replace("\0", "")[:500]

"""What pages ask for all at once waits to be admitted, as bytes that nobody has looked into."""

import random
from typing import Final

from tickets.routing import PATH
from tickets.wire.admission import admission

UPGRADE: Final = f"GET {PATH}".encode()
READING: Final = b"GET /api/tickets/"  # the HTTP twin
CROWD: Final = 200  # who waits already: almost a second's work
COME_BACK: Final = (5, 15)  # seconds, at random
BODY: Final = b'{"code": "unavailable", "message": "Many people come back at once."}'
BUSY: Final = (
    b"HTTP/1.1 503 Service Unavailable\r\nHoldfast: 1\r\nContent-Type: application/json\r\n"
    b"Cache-Control: no-store\r\nConnection: close\r\nContent-Length: %d\r\nRetry-After: %d\r\n\r\n%s"
)
MOST_HELD: Final = 16 * 1024  # bytes, which is what either server takes for a request's head


class Arrival:
    """What an HTTP connection of either server is mixed with."""

    _held = b""

    def pass_on(self, data: bytes) -> None:
        """To the server, which knows of no admission."""
        raise NotImplementedError

    def turn_away(self) -> None:
        raise NotImplementedError

    def end_with(self, answer: bytes) -> None:
        raise NotImplementedError

    def arrives(self, data: bytes) -> None:
        if not self._held:
            if not data.startswith((UPGRADE, READING)):
                self.pass_on(data)
                return
            if data.startswith(READING) and len(admission()) >= CROWD:
                self._put_off()
                return
            admission().ask(self, for_a_socket=data.startswith(UPGRADE))
        self._held += data
        if len(self._held) > MOST_HELD:
            self.admit()  # to be told that this is too much

    def _put_off(self) -> None:
        """A page takes silence for a dead line, and would ask again and again."""
        self.end_with(BUSY % (len(BODY), random.randint(*COME_BACK), BODY))  # noqa: S311

    def admit(self) -> None:
        self.goes()
        held, self._held = self._held, b""
        self.pass_on(held)

    def goes(self) -> None:
        """The connection is lost, or waits no longer."""
        admission().gone(self)

"""What pages ask for all at once waits to be admitted, as bytes that nobody has looked into."""

import random
from typing import Final

from support_site.server.upgrade import END
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
    """What an HTTP connection of either server is mixed with. It looks at how a request begins: what
    asks for a socket it keeps until the head is whole and its turn has come."""

    _held = b""
    _admitted = False

    # — for the server's connection to say —

    def between_requests(self) -> bool:
        """Nothing of a request has come, and no answer is under way."""
        raise NotImplementedError

    def pass_on(self, data: bytes) -> None:
        """To the server, which knows of no admission."""
        raise NotImplementedError

    def upgrade(self, data: bytes) -> None:
        """The connection goes on as a `Line`, which begins with `data`."""
        raise NotImplementedError

    def turn_away(self) -> None:
        raise NotImplementedError

    def end_with(self, answer: bytes) -> None:
        raise NotImplementedError

    # — in —

    def arrives(self, data: bytes) -> None:
        if not self._held and not self.between_requests():
            self.pass_on(data)
            return
        self._held += data
        if self._admitted or len(self._held) > MOST_HELD:
            self.admit()  # if it is too much, to be told so
        elif self._held.startswith((UPGRADE, READING)):
            self._ask()
        elif not UPGRADE.startswith(self._held):
            self._go_on()

    def _ask(self) -> None:
        if self in admission():
            return
        if self._held.startswith(READING) and len(admission()) >= CROWD:
            self._put_off()
        else:
            admission().ask(self, for_a_socket=self._held.startswith(UPGRADE))

    def _put_off(self) -> None:
        """A page takes silence for a dead line, and would ask again and again."""
        self._held = b""
        self.end_with(BUSY % (len(BODY), random.randint(*COME_BACK), BODY))  # noqa: S311

    def admit(self) -> None:
        self.goes()
        self._admitted = True
        whole = END in self._held or len(self._held) > MOST_HELD
        if whole or not self._held.startswith(UPGRADE):
            self._go_on()

    def _go_on(self) -> None:
        held, self._held, self._admitted = self._held, b"", False
        if held.startswith(UPGRADE):
            self.upgrade(held)
        else:
            self.pass_on(held)

    def goes(self) -> None:
        """The connection is lost, or waits no longer."""
        admission().gone(self)

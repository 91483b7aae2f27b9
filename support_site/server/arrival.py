"""What pages ask for all at once waits to be admitted, as bytes that nobody has looked into."""

from typing import Final

from tickets.routing import PATH
from tickets.wire.admission import admission

UPGRADE: Final = f"GET {PATH}".encode()
READING: Final = b"GET /api/tickets/"  # the HTTP twin
MOST_HELD: Final = 16 * 1024  # bytes, which is what either server takes for a request's head


class Arrival:
    """What an HTTP connection of either server is mixed with."""

    _held = b""

    def pass_on(self, data: bytes) -> None:
        """To the server, which knows of no admission."""
        raise NotImplementedError

    def turn_away(self) -> None:
        raise NotImplementedError

    def arrives(self, data: bytes) -> None:
        if not self._held:
            if not data.startswith((UPGRADE, READING)):
                self.pass_on(data)
                return
            admission().ask(self, for_a_socket=data.startswith(UPGRADE))
        self._held += data
        if len(self._held) > MOST_HELD:
            self.admit()  # to be told that this is too much

    def admit(self) -> None:
        self.goes()
        held, self._held = self._held, b""
        self.pass_on(held)

    def goes(self) -> None:
        """The connection is lost, or waits no longer."""
        admission().gone(self)

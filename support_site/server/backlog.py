"""What waits for a page that reads more slowly than it is written to, and when that ends.

Costs nothing while a page keeps up: the transport speaks up only when its buffer fills.
"""

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import Final

from tickets.wire.limits import MOST_BACKLOG, SLOW_FOR

log = logging.getLogger(__name__)

ROOM: Final = 64 * 1024  # bytes that may wait for ever: every long answer takes a moment
AT_A_TIME: Final = 1024  # bytes read from a socket before others have their turn: a flood is in pieces
CLOSING: Final = 1.0  # seconds in which a close must be answered, before the connection is aborted


def tell_what_waits(line: socket.socket) -> None:
    """Else the kernel takes up to 4 MiB of what nobody reads, without a word."""
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, ROOM)


class Backlog:
    """Of one socket. `drop` is called once, when there is too much, or for too long."""

    __slots__ = ("_drop", "_dropped", "_timer")

    def __init__(self, drop: Callable[[], None]) -> None:
        self._drop, self._dropped = drop, False
        self._timer: asyncio.TimerHandle | None = None

    @property
    def grows(self) -> bool:
        return self._timer is not None

    def holds(self, waiting: int) -> None:
        """That many bytes wait now. To be told after each write, from ROOM on."""
        if waiting <= ROOM or self._dropped:
            return
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SLOW_FOR, self._over)
        if waiting > MOST_BACKLOG:
            self._over()

    def emptied(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def gone(self) -> None:
        """The connection is lost: nobody is to be dropped any more."""
        self.emptied()
        self._dropped = True
        self._drop = _nobody

    def _over(self) -> None:
        self.emptied()
        self._dropped = True
        log.info("closed a page that reads too slowly")
        self._drop()


def _nobody() -> None: ...

"""Who comes in when everybody comes at once: no more than can be greeted, the newest first.

After a crash thousands of pages come back together. Each gives up after five seconds without
a `welcome`, and what was done for it by then was done for nothing. So a process takes one
request for a socket in each turn of its event loop, and none while AT_ONCE `hello`s are being
answered; until then a page costs no more than its connection. The newest goes first: it has
the most patience left (adaptive LIFO: Maurer, "Fail at Scale", ACM Queue 13(8), 2015).
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol

from tickets.per_loop import per_loop

AT_ONCE: Final = 32  # some 0.1 s of work


class Caller(Protocol):
    """A connection that asked for a socket, and waits."""

    def come_in(self) -> None: ...
    def turn_away(self) -> None: ...


class Door:
    def __init__(self) -> None:
        self._callers: dict[Caller, None] = {}  # in the order of their coming
        self._greeting = 0
        self._opening = False

    def __len__(self) -> int:
        """Who waits."""
        return len(self._callers)

    def knock(self, caller: Caller) -> None:
        """Its `come_in` is called when it is its turn, unless it has gone."""
        self._callers[caller] = None
        self._open()

    def gone(self, caller: Caller) -> None:
        self._callers.pop(caller, None)

    @contextmanager
    def greeting(self) -> Iterator[None]:
        """While one's `hello` is being answered."""
        self._greeting += 1
        try:
            yield
        finally:
            self._greeting -= 1
            self._open()

    def turn_all_away(self) -> None:
        """The process ends: another may have room."""
        callers, self._callers = self._callers, {}
        for caller in callers:
            caller.turn_away()

    def _open(self) -> None:
        if self._callers and self._greeting < AT_ONCE and not self._opening:
            self._opening = True
            asyncio.get_running_loop().call_soon(self._let_in)

    def _let_in(self) -> None:
        self._opening = False
        if self._callers:
            caller, _ = self._callers.popitem()
            self._open()  # first: a caller that fails must not leave the others outside
            caller.come_in()


door = per_loop(Door)

"""Who comes in when everybody comes at once: no more than can be served, first come, first served.

After a crash thousands of pages come back together. Each gives up after five seconds without
a `welcome`, and what was done for it by then was done for nothing. So a process takes one
request in each turn of its event loop, and none while AT_ONCE are being answered; until then
a page costs no more than its connection. Once the oldest has waited for too long to be served
before it gives up, the newest goes first: it has the most patience left (adaptive LIFO: Maurer,
"Fail at Scale", ACM Queue 13(8), 2015).

Sockets go before tickets that are read by HTTP: a page with a socket stops reading.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol

from tickets.per_loop import per_loop

AT_ONCE: Final = 32  # some 0.1 s of work
PATIENCE: Final = 3.0  # seconds; a page has five, and what comes after takes some of them


class Caller(Protocol):
    """A connection whose request waits."""

    def admit(self) -> None: ...
    def turn_away(self) -> None: ...


class Admission:
    def __init__(self) -> None:
        # Who waits since when (monotonic seconds), in the order of coming.
        self._sockets: dict[Caller, float] = {}
        self._readers: dict[Caller, float] = {}
        self._serving = 0
        self._opening = False

    def __len__(self) -> int:
        """Who waits."""
        return len(self._sockets) + len(self._readers)

    def __contains__(self, caller: Caller) -> bool:
        return caller in self._sockets or caller in self._readers

    def ask(self, caller: Caller, *, for_a_socket: bool) -> None:
        """It is admitted when it is its turn, unless it has gone."""
        (self._sockets if for_a_socket else self._readers)[caller] = time.monotonic()
        self._open()

    def gone(self, caller: Caller) -> None:
        self._sockets.pop(caller, None)
        self._readers.pop(caller, None)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """While one is being answered."""
        self._serving += 1
        try:
            yield
        finally:
            self._serving -= 1
            self._open()

    def turn_all_away(self) -> None:
        """The process ends: another may have room."""
        callers = [*self._sockets, *self._readers]
        self._sockets, self._readers = {}, {}
        for caller in callers:
            caller.turn_away()

    def _open(self) -> None:
        if len(self) and self._serving < AT_ONCE and not self._opening:
            self._opening = True
            asyncio.get_running_loop().call_soon(self._let_in)

    def _let_in(self) -> None:
        self._opening = False
        if waiting := self._sockets or self._readers:
            caller = _next(waiting)
            del waiting[caller]
            self._open()  # first: a caller that fails must not leave the others waiting
            caller.admit()


def _next(waiting: dict[Caller, float]) -> Caller:
    oldest, since = next(iter(waiting.items()))
    return oldest if time.monotonic() - since < PATIENCE else next(reversed(waiting))


admission = per_loop(Admission)

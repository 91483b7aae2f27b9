"""Chunks are taken one at a time by a web process, with a rest as long as each took: whoever writes
beside an upload waits for one of them at the most, however many upload."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from tickets.refusals import Refused

MOST_WAITING: Final = 40  # chunks, each as a whole in memory
COME_BACK: Final = 2  # seconds
LONGEST_REST: Final = 0.05  # seconds: while a disk is slow, others have the processor anyway


class Turns:
    """First come, first served."""

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._taken = False
        self._rests_until = 0.0

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Raises Refused: too many wait already."""
        await self._comes()
        try:
            await asyncio.sleep(self._rests_until - time.monotonic())
            began = time.monotonic()
            yield
            ended = time.monotonic()
            self._rests_until = ended + min(LONGEST_REST, ended - began)
        finally:
            self._next()

    async def _comes(self) -> None:
        if not self._taken:
            self._taken = True
            return
        if len(self._waiting) >= MOST_WAITING:
            raise Refused("unavailable", "Many files arrive at once.", retry_after=COME_BACK)
        called = asyncio.get_running_loop().create_future()
        self._waiting.append(called)
        try:
            await called
        except asyncio.CancelledError:
            if not called.cancelled():
                self._next()  # it was called at the same moment
            raise

    def _next(self) -> None:
        while self._waiting:
            called = self._waiting.popleft()
            if not called.done():
                called.set_result(None)
                return
        self._taken = False


turns: Final = Turns()  # of this process

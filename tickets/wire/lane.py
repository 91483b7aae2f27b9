"""One thing after another: the order of a socket's frames, without a task while it is idle."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]


class Lane:
    """Heartbeat frames don't queue here: a slow query must not delay a pong."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting: deque[Work] = deque()
        self._runner: asyncio.Task[None] | None = None

    def add(self, work: Work) -> bool:
        """False when too much is waiting already: nothing was added."""
        if len(self._waiting) >= self._most:
            return False
        self._waiting.append(work)
        if self._runner is None:
            self._runner = asyncio.create_task(self._run())
        return True

    async def _run(self) -> None:
        try:
            while self._waiting:
                await self._done(self._waiting.popleft())
        finally:
            self._runner = None

    async def _done(self, work: Work) -> None:
        try:
            await work()
        except Exception:
            log.exception("something in a lane failed")  # and what waits behind it goes on

"""One thing after another: the order of a socket's frames, and of a ticket's writes within
it. Idle, neither has a task."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]


class Lane:
    """Heartbeat frames don't queue here: a slow query must not delay a pong."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting: list[Work] = []  # short; a deque takes 0.7 KiB, empty as most are
        self._runner: asyncio.Task[None] | None = None

    def add(self, work: Work) -> bool:
        """False when too much is waiting already: nothing was added."""
        if len(self._waiting) >= self._most:
            return False
        self._waiting.append(work)
        if self._runner is None:
            self._runner = asyncio.create_task(self._run())
        return True

    def __len__(self) -> int:
        """How much is waiting, without what is under way."""
        return len(self._waiting)

    async def _run(self) -> None:
        try:
            while self._waiting:
                await self._done(self._waiting.pop(0))
        finally:
            self._runner = None

    async def _done(self, work: Work) -> None:
        try:
            await work()
        except Exception:
            log.exception("something in a lane failed")  # and what waits behind it goes on


class Lanes:
    """A lane for each key: one slow work holds up its own key's, and `at_once` run side by side."""

    def __init__(self, most: int, at_once: int) -> None:
        self._most, self._count = most, 0
        self._few = asyncio.Semaphore(at_once)
        self._lanes: dict[str, Lane] = {}

    def add(self, key: str, work: Work) -> bool:
        """False when too much is waiting already, for all keys together."""
        if self._count >= self._most:
            return False
        self._count += 1
        lane = self._lanes.setdefault(key, Lane(self._most))
        return lane.add(Turn(self, key, work))

    async def take(self, key: str, work: Work) -> None:
        """In its key's turn (`Turn`)."""
        try:
            async with self._few:
                await work()
        finally:
            self._count -= 1
            if not self._lanes[key]:
                del self._lanes[key]


@dataclass(frozen=True, slots=True)
class Turn:
    """A work that waits in its key's lane."""

    lanes: Lanes
    key: str
    work: Work

    async def __call__(self) -> None:
        await self.lanes.take(self.key, self.work)

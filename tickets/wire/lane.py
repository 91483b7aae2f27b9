"""One thing after another: the order of a socket's frames, and of a ticket's writes within
it. A work is added with its arguments, as in `call_soon`. Idle, neither has a task."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVarTuple

log = logging.getLogger(__name__)

Ts = TypeVarTuple("Ts")
Work = Callable[[*Ts], Awaitable[None]]


class Lane:
    """Heartbeat frames don't queue here: a slow query must not delay a pong."""

    def __init__(self, most: int) -> None:
        self._most = most
        # A work and its arguments. Short; a deque takes 0.7 KiB, empty as most are
        self._waiting: list[tuple[Work[*tuple[Any, ...]], tuple[Any, ...]]] = []
        self._runner: asyncio.Task[None] | None = None

    def add(self, work: Work[*Ts], *args: *Ts) -> bool:
        """False when too much is waiting already: nothing was added."""
        if len(self._waiting) >= self._most:
            return False
        self._waiting.append((work, args))
        if self._runner is None:
            self._runner = asyncio.create_task(self._run())
        return True

    @property
    def is_idle(self) -> bool:
        """Nothing waits, and nothing is under way."""
        return self._runner is None

    def __len__(self) -> int:
        """How much is waiting, without what is under way."""
        return len(self._waiting)

    async def _run(self) -> None:
        try:
            while self._waiting:
                work, args = self._waiting.pop(0)
                await self._done(work, args)
        finally:
            self._runner = None

    async def _done(self, work: Work[*Ts], args: tuple[*Ts]) -> None:
        try:
            await work(*args)
        except Exception:
            log.exception("something in a lane failed")  # and what waits behind it goes on


class Lanes:
    """A lane for each key: one slow work holds up its own key's, and `at_once` run side by side."""

    def __init__(self, most: int, at_once: int) -> None:
        self._most, self._count = most, 0
        self._few = asyncio.Semaphore(at_once)
        self._lanes: dict[str, Lane] = {}

    def add(self, key: str, work: Work[*Ts], *args: *Ts) -> bool:
        """False when too much is waiting already, for all keys together."""
        if self._count >= self._most:
            return False
        self._count += 1
        lane = self._lanes.setdefault(key, Lane(self._most))
        return lane.add(self._take, key, work, args)

    async def _take(self, key: str, work: Work[*Ts], args: tuple[*Ts]) -> None:
        """In its key's turn."""
        try:
            async with self._few:
                await work(*args)
        finally:
            self._count -= 1
            if not self._lanes[key]:
                del self._lanes[key]

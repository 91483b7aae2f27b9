"""Whether somebody is away, for jobs: said only of ticks that this process heard without a gap.

Ticks tell that the worker was there to see people off, and Redis to hold who is where; who was killed with
his web process is seen off by it as well. With either away nobody is away: nobody knows.
"""

import asyncio
import logging
import time
from typing import Final

from tickets.liveness.rules import BEAT, Stretch, Unbroken
from tickets.presence import rules
from tickets.presence.store import presence_store
from tickets.redis import RedisError
from tickets.wire import announcements, groups
from tickets.wire.announcements import Announcement
from tickets.wire.hub import hub

log = logging.getLogger(__name__)

FRESH: Final = 2.5 * BEAT  # seconds: an older tick says nothing of now
PATIENCE: Final = 5.0  # seconds that a job waits for Redis


class Watch:
    """What the process of jobs hears; made on its loop, asked from the jobs' threads."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._unbroken, self._stretch, self._at = Unbroken(), Stretch(0, 0), float("-inf")
        _watching[:] = [self]

    async def begin(self) -> None:
        await hub().join([groups.HEARTBEATS], self)

    def announced(self, announcement: Announcement) -> None:
        if isinstance(announcement, announcements.Tick):
            self._at = time.monotonic()
            self._stretch = self._unbroken.heard(announcement.tick, self._at, announcement.server)

    async def away(self, ticket: str, key: str, ticks: int) -> bool:
        entries = (await presence_store().people([ticket]))[ticket]
        fresh = time.monotonic() - self._at < FRESH
        return fresh and rules.away(entries, key, self._stretch, ticks)

    def asked(self, ticket: str, key: str, ticks: int) -> bool:
        """From a thread."""
        asking = asyncio.run_coroutine_threadsafe(self.away(ticket, key, ticks), self._loop)
        try:
            return asking.result(PATIENCE)
        except (RedisError, TimeoutError) as error:
            log.warning("nobody knows who is away: %s", error)
            return False


_watching: list[Watch] = []


def away(ticket: str, key: str, ticks: int) -> bool:
    """Whether nobody of that key (`Person.key`) has been at the ticket for so many ticks. On the thread of a
    job; anywhere else nobody knows."""
    return bool(_watching) and _watching[0].asked(ticket, key, ticks)

"""Whether somebody is away, for jobs: said only of ticks that this process heard without a gap.

Ticks tell that the worker was there to see people off, and Redis to hold who is where; who was killed with
his web process is seen off by it as well. With either away nobody is away: nobody knows.
"""

import asyncio
import logging
import time
from collections.abc import Mapping
from typing import Any, Final

from tickets.liveness.rules import BEAT, Stretch, Unbroken
from tickets.presence import rules
from tickets.presence.store import presence_store
from tickets.redis import RedisError
from tickets.wire import announcements, groups
from tickets.wire.announcements import Announcement
from tickets.wire.hub import hub

log = logging.getLogger(__name__)

There = tuple[Mapping[str, Mapping[str, Any]], Stretch]  # presence entries, as `rules` take them

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

    async def there(self, ticket: str) -> There | None:
        entries = (await presence_store().people([ticket]))[ticket]
        fresh = time.monotonic() - self._at < FRESH
        return (entries, self._stretch) if fresh else None

    def asked(self, ticket: str) -> There | None:
        """From a thread."""
        asking = asyncio.run_coroutine_threadsafe(self.there(ticket), self._loop)
        try:
            return asking.result(PATIENCE)
        except (RedisError, TimeoutError) as error:
            log.warning("nobody knows who is away: %s", error)
            return None


_watching: list[Watch] = []


def away(ticket: str, key: str, ticks: int) -> bool:
    """Whether nobody of that key (`Person.key`) has been at the ticket for so many ticks. On the thread of a
    job; anywhere else nobody knows."""
    there = _there(ticket)
    return there is not None and rules.away(there[0], key, there[1], ticks)


def desk() -> There | None:
    """Who has the desk open, and the ticks, up to now, that were heard without a gap. None: nobody knows."""
    return _there(groups.DESK)


def _there(ticket: str) -> There | None:
    return _watching[0].asked(ticket) if _watching else None

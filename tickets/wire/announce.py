"""Every announcement (`tickets.wire.announcements`) on the channel layer.

Announcing never waits and never fails: what the layer loses, the heads in the next tick
bring back (docs/architecture.md). Announcements carry their group's name, since a process
hears all its groups on one channel (`tickets.wire.hub`).
"""

import asyncio
import logging
from collections.abc import Iterable
from typing import Final

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from tickets import metrics
from tickets.per_loop import per_loop
from tickets.wire import groups
from tickets.wire.announcements import Announcement, Heads, Message, SignInsChanged, Tick
from tickets.wire.limits import PASSING_ROOM

log = logging.getLogger(__name__)

MOST_QUEUED: Final = 10_000
AT_ONCE: Final = 50  # announcements in a round trip
PATIENCE: Final = 2.0  # seconds that synchronous code waits


def tell(*announcements: Announcement) -> None:
    for announcement in announcements:
        _announcer().post(announcement)


def passing(announcement: Announcement) -> None:
    """The same, dropped while much else waits: what nobody misses (who is typing, say) must not keep
    anything else waiting."""
    _announcer().post_if_quiet(announcement)


def sign_ins_changed(
    *, session: str = "", agent: int | None = None, ticket: int | None = None, all_agents: bool = False
) -> None:
    """From synchronous code (Django's signals): sent before this returns, or not at all."""
    gone = SignInsChanged(groups.SIGN_INS, session, agent, ticket, all_agents)
    if not _sent_at_once([gone]):
        log.warning("Redis can't be reached: open pages of who was signed out close some seconds later")


def at_once(told: Iterable[Announcement]) -> None:
    """From synchronous code (Django's signals, jobs): sent before this returns, or not at all."""
    if not _sent_at_once(told):
        log.warning("Redis can't be reached: pages hear of a change later")


_of_threads: dict[str, asyncio.AbstractEventLoop] = {}


def threads_send_here() -> None:
    """What this process's threads say at once goes out by the running loop from now on, by its connection to
    Redis: a loop and a connection for each cost 4 ms."""
    _of_threads["loop"] = asyncio.get_running_loop()


def _sent_at_once(told: Iterable[Announcement]) -> bool:
    """Without such a loop in one of its own, which ends by cancelling what is left in it: so nothing is left,
    above all no announcer (decision 278)."""
    loop = _of_threads.get("loop")
    try:
        if loop is None or loop.is_closed():
            async_to_sync(_in_time)(list(told))
        else:
            asyncio.run_coroutine_threadsafe(_in_time(list(told)), loop).result(2 * PATIENCE)
    except Exception:
        return False
    return True


async def _in_time(told: list[Announcement]) -> None:
    async with asyncio.timeout(PATIENCE):
        await _send(*told)


async def tick(tick: int, heads: Heads, desk: list[Message], server: str = "") -> None:
    """Raises what the layer raises."""
    await _send(Tick(groups.HEARTBEATS, tick, heads, desk, server))


async def _send(*announcements: Announcement) -> None:
    """In one round trip, where the layer has a way for it (`support_site.channel_layer`)."""
    layer = get_channel_layer()
    assert layer is not None
    messages = [(one.group, one.as_message()) for one in announcements]
    if hasattr(type(layer), "send_groups"):
        await layer.send_groups(messages)
        return
    for group, message in messages:
        await layer.group_send(group, message)


class _Announcer:
    """One sender per process: keeps the order, and a slow Redis holds up nobody."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Announcement] = asyncio.Queue(MOST_QUEUED)
        self._sender = asyncio.create_task(self._run(), name="announcer")
        self._failing = False
        self._dropped, self._say_dropped = 0, metrics.Sampled(every=1.0)

    def post(self, announcement: Announcement) -> None:
        try:
            self._queue.put_nowait(announcement)
        except asyncio.QueueFull:
            self._failed("too many announcements are waiting")

    def post_if_quiet(self, announcement: Announcement) -> None:
        if self._queue.qsize() < PASSING_ROOM:
            self.post(announcement)
            return
        metrics.UNANNOUNCED.inc()
        self._dropped += 1
        if self._say_dropped():
            log.warning("%d passing announcements were dropped: too many others wait", self._dropped)
            self._dropped = 0

    async def _run(self) -> None:
        """Until it is cancelled, which redis-py may turn into an error of its own."""
        task = asyncio.current_task()
        while not (task and task.cancelling()):
            first = await self._queue.get()
            more = min(self._queue.qsize(), AT_ONCE - 1)
            announcements = [first, *(self._queue.get_nowait() for _ in range(more))]
            try:
                await _send(*announcements)
            except Exception as error:
                self._failed(str(error), len(announcements))
            else:
                self._failing = False
            finally:
                for _ in announcements:
                    self._queue.task_done()

    def _failed(self, why: str, how_many: int = 1) -> None:
        metrics.UNANNOUNCED.inc(how_many)
        if not self._failing:
            log.warning("an announcement was lost (pages repair themselves by ticks): %s", why)
        self._failing = True

    async def drained(self) -> None:
        await self._queue.join()


_announcer = per_loop(_Announcer)


async def drained() -> None:
    """Wait until all that was announced so far has been sent or given up."""
    await _announcer().drained()

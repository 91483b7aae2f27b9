"""The ears of a web process: one channel-layer channel, on which all its sockets listen.

A channel of its own for every socket would cost each a queue, a task and a Redis
subscription; here a socket joins a group by standing in a set. The process subscribes to a
group with its first member and leaves it with the last. While Redis is away members stay
in their sets, and the process joins again when it is back.
"""

import asyncio
import logging
from collections.abc import Collection, Coroutine, Iterable, Mapping
from itertools import islice
from typing import Any, Final, Protocol

from channels.layers import get_channel_layer

from tickets.per_loop import per_loop
from tickets.wire.announcements import Announcement, parsed

log = logging.getLogger(__name__)

RETRY: Final = 1.0  # seconds
MOST: Final = 500  # groups that are joined by one command
WAIT: Final = 1.0  # seconds that a join may take; what takes longer goes on behind its back


class Listener(Protocol):
    def announced(self, announcement: Announcement) -> None: ...


class Hub:
    def __init__(self) -> None:
        self._layer = get_channel_layer()
        self._channel: str | None = None
        self._listening = asyncio.Event()
        self._members: dict[str, set[Listener]] = {}
        self._joined: set[str] = set()
        self._unsettled: set[str] = set()
        self._waiting: dict[str, None] = {}  # of these, who waits to join, in the order of coming
        self._one_at_a_time = asyncio.Lock()
        self._away = False  # Redis, as of the last attempt
        self._tasks: set[asyncio.Task[None]] = set()
        self._background(self._listen())
        self._background(self._keep_settled())

    async def join(self, groups: Iterable[str], member: Listener) -> None:
        """Returns when the process hears the groups, or Redis didn't answer within WAIT."""
        for group in groups:
            self._members.setdefault(group, set()).add(member)
        new = [group for group in groups if group not in self._joined]
        self._unsettled.update(new)
        self._waiting.update(dict.fromkeys(new))
        if new and not self._away:  # else a Redis that hangs would hold up every `hello` in turn
            settling = self._background(self._settle(new))
            await asyncio.wait({settling}, timeout=WAIT)
            if not settling.done():
                self._away = True

    def _background(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def leave(self, group: str, member: Listener) -> None:
        members = self._members.get(group, set())
        members.discard(member)
        if not members:
            self._members.pop(group, None)
            self._unsettled.add(group)

    def join_local(self, group: str, member: Listener) -> None:
        """A group that only this process speaks to: no subscription."""
        self._members.setdefault(group, set()).add(member)
        self._joined.add(group)

    def members(self, group: str) -> Collection[Listener]:
        return tuple(self._members.get(group, ()))

    def groups(self) -> Collection[str]:
        """All that have members in this process."""
        return tuple(self._members)

    def deliver(self, announcement: Announcement) -> None:
        """Hand it to this process's members of its group."""
        self.deliver_to([announcement.group], announcement)

    def deliver_to(self, groups: Iterable[str], announcement: Announcement) -> None:
        """To those of `groups`, once each; of none, to nobody."""
        for member in {member for group in groups for member in self.members(group)}:
            try:
                member.announced(announcement)
            except Exception:
                log.exception("a socket could not take %s", announcement.type)

    async def _listen(self) -> None:
        while True:
            try:
                if self._channel is None:
                    self._channel = await self._layer.new_channel("process.")
                    self._listening.set()
                self._hear(await self._layer.receive(self._channel))
            except Exception as error:
                log.warning("the channel layer is away: %s", error)
                await asyncio.sleep(RETRY)

    def _hear(self, message: Mapping[str, Any]) -> None:
        """Made a record once, for all sockets of the process."""
        try:
            announcement = parsed(message)
        except (KeyError, TypeError):
            log.warning("an announcement of another version was not understood: %s", message.get("type"))
        else:
            self.deliver(announcement)

    async def _keep_settled(self) -> None:
        while True:
            await asyncio.sleep(RETRY)
            for group in tuple(self._unsettled):  # one by one: who says `hello` gets in between
                await self._settle([group])
                if self._away:
                    break

    async def _settle(self, groups: Iterable[str]) -> None:
        async with self._one_at_a_time:
            try:
                async with asyncio.timeout(RETRY):
                    await self._listening.wait()
                await self._join_all(groups)
                for group in groups:
                    await self._settle_one(group)
            except Exception:
                self._away = True  # tried again in a second
            else:
                self._away = False

    async def _join_all(self, groups: Iterable[str]) -> None:
        """These, and those of who has come meanwhile and waits behind them."""
        own = dict.fromkeys(group for group in groups if self._is_missing(group))
        if not own:
            return
        waiting = list(islice(self._waiting, MOST))
        new = own | dict.fromkeys(group for group in waiting if self._is_missing(group))
        if hasattr(type(self._layer), "groups_add"):
            await self._layer.groups_add(new, self._channel)
        else:
            for group in new:
                await self._layer.group_add(group, self._channel)
        for group in (*own, *waiting):
            self._waiting.pop(group, None)
        self._joined.update(new)
        self._unsettled.difference_update(self._members.keys() & new)  # the last one may have left meanwhile

    def _is_missing(self, group: str) -> bool:
        return group in self._members and group not in self._joined

    async def _settle_one(self, group: str) -> None:
        """Make the subscription what the members want it to be *now*: joins and leaves race."""
        self._unsettled.add(group)
        if group not in self._members:
            self._joined.discard(group)  # first, so that who joins meanwhile queues up here
            await self._layer.group_discard(group, self._channel)
        if (group in self._members) == (group in self._joined):
            self._unsettled.discard(group)  # else the last one left while it was being joined


hub = per_loop(Hub)

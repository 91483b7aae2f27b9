"""The heartbeat of a web process: pings its sockets, writes their signs of life, closes whom the
worker calls dead, and beats alone when no tick comes.

It knows no room above it. What else is to happen with a tick is handed in (`tickets.process`).
"""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Protocol

from tickets import metrics
from tickets.liveness import rules
from tickets.liveness.marks import marks
from tickets.liveness.pings import ping_in_turn
from tickets.liveness.slots import Slots, Socket
from tickets.models import Heads
from tickets.redis import RedisError, mend
from tickets.wire import announcements, groups
from tickets.wire.announcements import Announcement, Expire
from tickets.wire.hub import hub

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tick:
    """As this process heard it."""

    number: int
    heads: Heads  # of the tickets that changed lately
    desk: list[dict[str, Any]]  # who has it open
    after_gap: bool  # what was announced since the tick before may be lost


OnTick = Callable[[Tick], None]
OnLonelyBeat = Callable[[Collection[int]], None]  # the slots whose turn it was


class Seats(Protocol):
    """Where the sockets sit: kept in Redis as their marks are (`tickets.presence.seats`)."""

    def write_anew(self) -> None: ...
    async def look_after(self, slot: int, slots: int) -> int: ...


class WebHeartbeat:
    def __init__(
        self, process: str, slots: Slots, seats: Seats, on_tick: OnTick, on_lonely_beat: OnLonelyBeat
    ) -> None:
        self.process, self.slots, self._seats = process, slots, seats
        self._on_tick, self._on_lonely_beat = on_tick, on_lonely_beat
        self.tick = 0
        self.alone = False
        self.refused = ""  # why Redis took no signs of life, if it didn't
        self._unbroken = rules.Unbroken()
        self._server = ""  # the Redis that counts the ticks
        self._heard: asyncio.Queue[Announcement] = asyncio.Queue()
        self._beats_alone = 0
        self._ticked_at = 0.0  # monotonic seconds
        self._pinging: asyncio.Task[None] | None = None
        self._task = asyncio.create_task(self._run(), name="heartbeat")

    # — what sockets tell —

    def register(self, socket: Socket) -> None:
        self.slots.add(socket, self.tick)

    def lives(self, socket: str) -> None:
        """A pong or any other frame: whoever sends is alive as of the newest tick."""
        self.slots.lives(socket, self.tick)

    def unregister(self, socket: str) -> None:
        self.slots.remove(socket)

    # — what the worker tells —

    def announced(self, announcement: Announcement) -> None:
        self._heard.put_nowait(announcement)

    async def _run(self) -> None:
        await hub().join([groups.HEARTBEATS, groups.process(self.process)], self)
        while True:
            patience = rules.BEAT if self.alone else rules.SILENCE
            try:
                await self._obey(await asyncio.wait_for(self._heard.get(), patience))
            except TimeoutError:
                await self._beat_alone()
            except Exception:
                log.exception("a beat failed")

    async def _obey(self, announcement: Announcement) -> None:
        match announcement:
            case announcements.Tick():
                await self._beat(announcement)
            case Expire():
                await self._expire(announcement)

    async def _beat(self, tick: announcements.Tick) -> None:
        self._back_with_worker()
        self._ticked_at = time.monotonic()
        if self._pinging:  # late, if it isn't done by now: then so is this beat, and the stretch knows
            await self._pinging
        missed = range(self.tick + 1, tick.tick) if self.tick else range(0)
        self._server = tick.server
        stretch = self._unbroken.heard(tick.tick, time.monotonic(), self._server)
        self.tick = tick.tick
        due = [*missed[1 - self.slots.count :], self.tick]
        self._ping(rules.slot_of(one, self.slots.count) for one in due)
        self._on_tick(Tick(self.tick, tick.heads, tick.desk, after_gap=stretch.begins))
        await asyncio.sleep(rules.SETTLE)
        await self._write(stretch)

    def _back_with_worker(self) -> None:
        if self.alone:
            log.info("ticks arrive again: the worker leads")
        self.alone, self._beats_alone = False, 0
        metrics.ALONE.set(0)

    async def _expire(self, expire: Expire) -> None:
        for id, heard in zip_longest(expire.sockets, expire.heard[: len(expire.sockets)]):
            if socket := self.slots.find(id):
                await socket.expire(heard)
            else:
                self.slots.forget(id)

    def silent(self) -> float | None:
        """Seconds since the last tick; None: there was none."""
        return time.monotonic() - self._ticked_at if self._ticked_at else None

    # — what Redis is told —

    async def _write(self, stretch: rules.Stretch) -> None:
        """Marks, then the watermark. After a gap, marks of all."""
        if stretch.begins:
            self._seats.write_anew()
            self.slots.all_live(self.tick)
        slot, slots = rules.slot_of(self.tick, self.slots.count), self.slots.count
        marked = self.slots.marked(slot, self.tick)
        answered, left = self.slots.take_unwritten()
        try:
            heard = await marks().went_through(self.process, stretch, slots, answered, left, self._server)
            if not heard:
                self._unbroken.broken()
            await self._look_after(slot, marked)
        except RedisError as error:
            self._unbroken.broken()  # so the next write is of all: marks of who went since are gone with it
            log.warning("signs of life could not be written: %s", error)
            self.refused = str(error)
            await mend(error)
        else:
            self.refused = ""

    async def _look_after(self, slot: int, marked: dict[str, int]) -> None:
        """Of each slot in turn, whether Redis still has what was written."""
        if await self._seats.look_after(slot, self.slots.count) < len(marked):
            self.slots.write_again(slot, marked)

    # — beating alone —

    async def _beat_alone(self) -> None:
        """No worker, or no Redis: ping by our own clock, close nobody, ask the database."""
        if not self.alone:
            log.warning(
                "no tick for %.0f s: this process beats alone until one comes "
                "(is `manage.py heartbeat` running, and Redis reachable?)",
                rules.SILENCE,
            )
        first = not self.alone
        self.alone = True
        metrics.ALONE.set(1)
        self._unbroken.broken()
        owed = min(int(rules.SILENCE / rules.BEAT) if first else 1, self.slots.count)
        beats = range(self._beats_alone + 1, self._beats_alone + 1 + owed)
        self._beats_alone += owed
        slots = [rules.slot_of(self.tick + beat, self.slots.count) for beat in beats]
        self._ping(slots)
        self._on_lonely_beat(slots)

    # — both —

    def _ping(self, slots: Iterable[int]) -> None:
        sockets = [socket for slot in slots for socket in self.slots.at(slot)]
        metrics.PINGS.inc(len(sockets))
        self._pinging = asyncio.create_task(ping_in_turn(sockets))

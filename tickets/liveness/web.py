"""The heartbeat of a web process: pings its sockets, collects their answers, repairs what
was lost on the way, and beats alone when no tick comes."""

import asyncio
import logging
import secrets
import time
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, Protocol

from django.conf import settings

from tickets import database, metrics, sqlite_file
from tickets.connections.report import Report, Reporter
from tickets.conversation import repair
from tickets.liveness import rules
from tickets.liveness.marks import RedisError, Seated, marks
from tickets.per_loop import per_loop
from tickets.presence.seats import presence
from tickets.wire import announce, frames
from tickets.wire.hub import hub

log = logging.getLogger(__name__)

AT_ONCE: Final = 50  # pings in a row: some 2 ms, and as much for their pongs


class Socket(Protocol):
    id: str

    async def ping(self) -> None: ...
    async def expire(self) -> None: ...
    def tickets(self) -> list[str]: ...


class Pulse:
    def __init__(self) -> None:
        self.process = secrets.token_hex(6)
        self.slots: int = settings.HEARTBEAT_INTERVAL
        self.tick = 0
        self.alone = self.draining = False
        self.spread = 0.0  # seconds, while draining
        self.on_duty: bool | None = None  # nobody knows before the first tick
        self._unmanned = 0  # ticks in a row at which Redis knew of nobody at the desk
        self._refused = ""  # why Redis took no signs of life, if it didn't
        self._sockets: list[dict[str, Socket]] = [{} for _ in range(self.slots)]
        self._slot_of: dict[str, int] = {}
        self._answered: dict[int, dict[str, int]] = defaultdict(dict)
        self._left: dict[int, list[str]] = defaultdict(list)
        self._unbroken = rules.Unbroken()
        self._server = ""  # the Redis that counts the ticks
        self._heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._beats_alone = 0
        self._unasked: set[int] = set()  # slots that beat alone, and whose pages were not looked after yet
        self._ticked_at = 0.0  # monotonic seconds
        self._asking: asyncio.Task[None] | None = None
        self._pinging: asyncio.Task[None] | None = None
        presence().newest_tick = lambda: self.tick
        self.reporter = Reporter(self.process, "web", self._state)
        self._task = asyncio.create_task(self._run(), name="pulse")

    # — what sockets tell —

    def register(self, socket: Socket) -> None:
        slot = min(range(self.slots), key=lambda slot: len(self._sockets[slot]))
        self._sockets[slot][socket.id] = socket
        self._slot_of[socket.id] = slot
        metrics.SOCKETS.set(self.sockets)
        self.lives(socket.id)

    def lives(self, socket: str) -> None:
        """A pong or any other frame: whoever sends is alive as of the newest tick."""
        self._answered[self._slot_of[socket]][socket] = self.tick

    def unregister(self, socket: str) -> None:
        slot = self._slot_of.pop(socket, None)
        if slot is None:
            return
        del self._sockets[slot][socket]
        metrics.SOCKETS.set(self.sockets)
        self._answered[slot].pop(socket, None)
        self._left[slot].append(socket)

    def seated(self, socket: str, ticket: str, key: str, role: str, name: str) -> Seated:
        return Seated(self.process, socket, ticket, key, role, name)

    # — what the worker tells —

    def announced(self, message: dict[str, Any]) -> None:
        self._heard.put_nowait(message)

    async def _run(self) -> None:
        await hub().join([announce.PULSES, announce.process(self.process)], self)
        while True:
            patience = rules.BEAT if self.alone else rules.SILENCE
            try:
                message = await asyncio.wait_for(self._heard.get(), patience)
                await self._obey(message)
            except TimeoutError:
                await self._beat_alone()
            except Exception:
                log.exception("a beat failed")

    async def _obey(self, message: dict[str, Any]) -> None:
        if message["type"] == "tick":
            await self._beat(message)
        else:
            await self._expire(message["sockets"])

    async def _beat(self, message: dict[str, Any]) -> None:
        self._back_with_worker()
        self._ticked_at = time.monotonic()
        if self._pinging:  # late, if it isn't done by now: then so is this beat, and the stretch knows
            await self._pinging
        missed = range(self.tick + 1, message["tick"]) if self.tick else range(0)
        self._server = message.get("server", "")  # a worker of an older version tells none
        stretch = self._unbroken.heard(message["tick"], time.monotonic(), self._server)
        self.tick = message["tick"]
        self._ping(rules.slot_of(tick, self.slots) for tick in [*missed[1 - self.slots :], self.tick])
        self._hear_duty(message["desk"])
        presence().told(announce.DESK, message["desk"])
        sqlite_file.look()
        # A busy second's announcements are on their way still: else each tick would read them all.
        asyncio.get_running_loop().call_later(rules.LATE, repair.by_tick, message["heads"])
        if stretch.begins:  # a gap: what was announced in it may be lost
            self._asking = asyncio.create_task(self._ask(*range(self.slots), rows=True))
        elif self.tick % rules.AUDIT < self.slots:  # each slot once in that many ticks
            self._asking = asyncio.create_task(self._audit())
        await asyncio.sleep(rules.SETTLE)
        await self._write(stretch)

    async def _audit(self) -> None:
        """Nothing seems to be missed, and it is looked after. The desk hears of what moved alone:
        a row of each quiet ticket would cost the more the more there are."""
        await self._ask(rules.slot_of(self.tick, self.slots), rows=False)
        if self.tick % rules.AUDIT == 0:
            await repair.of_desk(2 * rules.AUDIT, tick=False)

    def _back_with_worker(self) -> None:
        if self.alone:
            log.info("ticks arrive again: the worker leads")
        self.alone, self._beats_alone = False, 0
        metrics.ALONE.set(0)

    async def _write(self, stretch: rules.Stretch) -> None:
        """Marks, then the watermark. After a gap, marks of all: who was missed is not dead."""
        if stretch.begins:
            presence().write_anew(self.process)
            for slot, sockets in enumerate(self._sockets):
                self._answered[slot] = dict.fromkeys(sockets, self.tick)
        slot = rules.slot_of(self.tick, self.slots)
        marked = dict.fromkeys(self._sockets[slot], self.tick)
        answered, self._answered = self._answered, defaultdict(dict)
        left, self._left = self._left, defaultdict(list)
        try:
            filled = {slot: ticks for slot, ticks in answered.items() if ticks}
            heard = await marks().went_through(self.process, stretch, self.slots, filled, left, self._server)
            if not heard:
                self._unbroken.broken()
            await self._look_after(slot, marked)
        except RedisError as error:
            self._unbroken.broken()  # so the next write is of all: marks of who went since are gone with it
            log.warning("signs of life could not be written: %s", error)
            self._refused = str(error)
        else:
            self._refused = ""

    async def _look_after(self, slot: int, marked: dict[str, int]) -> None:
        """Of each slot in turn, whether Redis still has what was written. A socket without a mark
        would never be closed."""
        if await presence().look_after(self.process, slot, self.slots) < len(marked):
            for socket in marked.keys() & self._sockets[slot].keys():
                self._answered[slot].setdefault(socket, marked[socket])

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
        owed = min(int(rules.SILENCE / rules.BEAT) if first else 1, self.slots)
        beats = range(self._beats_alone + 1, self._beats_alone + 1 + owed)
        self._beats_alone += owed
        slots = [rules.slot_of(self.tick + beat, self.slots) for beat in beats]
        self._ping(slots)
        self._unasked.update(slots)
        if not self._asking or self._asking.done():
            self._asking = asyncio.create_task(self._ask_alone())

    async def _ask_alone(self) -> None:
        """Beside the beats: a database that freezes is waited for, and pings don't wait with it."""
        while self._unasked:
            slots, self._unasked = self._unasked, set()
            await repair.of_desk(rules.HEADS_WINDOW, tick=True)
            await self._ask(*slots, rows=True)

    # — both —

    async def _ask(self, *slots: int, rows: bool) -> None:
        """The database, what the pages of these slots missed; `rows`: and the desk of their tickets."""
        for slot in slots:
            sockets = self._sockets[slot].values()
            await repair.of_tickets({t for socket in sockets for t in socket.tickets()}, rows=rows)

    def _ping(self, slots: Iterable[int]) -> None:
        sockets = [socket for slot in slots for socket in self._sockets[slot].values()]
        metrics.PINGS.inc(len(sockets))
        self._pinging = asyncio.create_task(self._ping_in_turn(sockets))

    async def _ping_in_turn(self, sockets: list[Socket]) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        for start in range(0, len(sockets), AT_ONCE):
            due = begun + rules.SPREAD * start / len(sockets)
            await asyncio.sleep(due - loop.time())
            for socket in sockets[start : start + AT_ONCE]:
                try:
                    await socket.ping()
                except Exception:
                    log.exception("a ping could not be sent")

    def _hear_duty(self, desk: list[dict[str, Any]]) -> None:
        """Who leaves the desk is `offline` there: nobody at all means that Redis has lost it, and will
        be told again within an interval."""
        self._unmanned = 0 if desk else self._unmanned + 1
        if desk or not self.on_duty or self._unmanned > self.slots + 1:
            self._tell_duty(rules.on_duty(desk))

    def _tell_duty(self, on_duty: bool) -> None:
        if on_duty != self.on_duty:
            self.on_duty = on_duty
            frame = frames.desk(on_duty)
            hub().deliver({"group": announce.CUSTOMERS, "type": "frame", "frame": frame})

    async def _expire(self, sockets: list[str]) -> None:
        for id in sockets:
            slot = self._slot_of.get(id)
            if slot is not None:
                await self._sockets[slot][id].expire()

    def health(self) -> frames.Health:
        health = frames.Health(0)
        if not self.alone and self.tick:
            health |= frames.Health.TICKING
        if database.reachable():
            health |= frames.Health.DATABASE
        return health | frames.Health.DRAINING if self.draining else health

    def _state(self) -> Report:
        """Of this process, for those who look after it."""
        silent = round(time.monotonic() - self._ticked_at, 1) if self._ticked_at else None
        return {
            "tick": self.tick,
            "silent": silent,  # seconds since the last tick
            "alone": self.alone,
            "draining": self.draining,
            "database": database.reachable(),
        }

    async def degraded(self) -> dict[str, str]:
        """Each part of liveness that is not as it should be, and what to do, in words."""
        degraded = {}
        if trouble := await self._trouble_with_redis():
            degraded["redis"] = trouble
        if self.alone or not self.tick:
            degraded["worker"] = "no tick lately: is `manage.py heartbeat` running?"
        return degraded

    async def _trouble_with_redis(self) -> str:
        try:
            await marks().ping()
            policy = await marks().evicts()
        except RedisError:
            return "can't be reached: pages see each other's messages late"
        if self._refused:
            return f"takes no writes, so nobody knows who is there: {self._refused}"
        if policy:
            return f"may evict what it holds: set its maxmemory-policy to noeviction (now: {policy})"
        return ""

    def drain(self, spread: float) -> None:
        """The process ends: ask every page to come back within `spread` seconds."""
        self.draining, self.spread = True, spread
        hub().deliver({"group": announce.EVERYBODY, "type": "drain", "spread": spread})

    @property
    def sockets(self) -> int:
        return len(self._slot_of)


pulse = per_loop(Pulse)

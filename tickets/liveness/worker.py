"""The heartbeat worker: one beat a second for the whole installation.

A beat is a tick, announced to all web processes, and half a second later a sweep: close
who left a ping unanswered, purge dead processes, tell who is gone for good. Any number of
workers may run; the one that holds the lease leads, the others only try to take it.
"""

import asyncio
import secrets
import time
from dataclasses import dataclass
from typing import Final

from tickets import metrics
from tickets.database import in_database
from tickets.liveness import presence, rules
from tickets.liveness.marks import Lease, marks
from tickets.models import Heads, Ticket
from tickets.wire import announce, stamps
from tickets.wire.refusals import Refused

HEADS_WITHIN: Final = 0.3  # seconds: a database that hangs must not slow the beat


@dataclass(slots=True)
class Beat:
    """What a beat did, or several of them together, for the log."""

    tick: int = 0  # 0: another worker leads
    beats: int = 0
    processes: int = 0
    pings: int = 0  # those whose grace is over
    pongs: int = 0
    closed: int = 0
    purged: int = 0
    milliseconds: float = 0.0

    def add(self, beat: "Beat") -> None:
        self.tick, self.processes = beat.tick, beat.processes
        self.beats += 1
        self.pings += beat.pings
        self.pongs += beat.pongs
        self.closed += beat.closed
        self.purged += beat.purged
        self.milliseconds += beat.milliseconds

    def in_words(self) -> str:
        """Over a whole interval every socket is pinged once: pings are sockets."""
        if not self.tick:
            return "another worker leads"
        return (
            f"tick {self.tick}: {self.pings} sockets pinged in {self.processes} processes, "
            f"{self.pongs} pongs, {self.closed} closed, {self.purged} processes purged, "
            f"{self.milliseconds / max(self.beats, 1):.1f} ms a beat"
        )


class Worker:
    def __init__(self) -> None:
        self.id = secrets.token_hex(6)
        self._unbroken = rules.Unbroken()
        self._stretch = rules.Stretch(0, 0)
        self.leads = False
        self._recent = Ticket.objects.changed_within(rules.HEADS_WINDOW)  # built once: a quarter of its cost

    async def tick(self) -> Beat:
        """Count on and tell everybody. Raises what Redis or the channel layer raises."""
        started = time.perf_counter()
        tick, server = await marks().next_tick(self.id)
        self.leads = tick > 0
        metrics.LEADING.set(self.leads)
        if tick == 0:  # whoever leads has counted on, so the next of ours is not the next: a gap
            return Beat()
        self._stretch = self._unbroken.heard(tick, time.monotonic(), server)
        desk = (await presence.people_at([announce.DESK], tick))[announce.DESK]
        await announce.tick(tick, await self._heads(), desk, server)
        return Beat(tick, milliseconds=1000 * (time.perf_counter() - started))

    async def _heads(self) -> Heads:
        try:
            async with asyncio.timeout(HEADS_WITHIN):
                return await in_database(self._recent.heads)
        except (Refused, TimeoutError):
            return {}  # a tick without heads still keeps every link honest

    async def sweep(self, beat: Beat) -> None:
        if not beat.tick:
            return
        started = time.perf_counter()
        processes = await marks().processes()
        alive = {id: lease for id, lease in processes.items() if lease}
        beat.processes = len(alive)
        await self._close_stale(beat, alive)
        for process in processes.keys() - alive.keys():
            await self._purge(process, beat)
        await presence.tell(await marks().gone_for_good(beat.tick), beat.tick)
        beat.milliseconds += 1000 * (time.perf_counter() - started)
        metrics.BEAT.observe(beat.milliseconds / 1000)
        metrics.STALE.inc(beat.closed)
        metrics.PURGED.inc(beat.purged)

    async def _close_stale(self, beat: Beat, alive: dict[str, Lease]) -> None:
        tick = beat.tick - rules.GRACE
        slots = await marks().pinged_at(tick, alive)
        beat.pings = sum(slot.sockets for slot in slots.values())
        allowed = rules.most_closings(beat.pings)
        for process, slot in slots.items():
            heard = alive[process].stretch
            stale = rules.stale(slot.silent, tick, beat.tick, heard, self._stretch)[:allowed]
            if stale:
                announce.expire(process, stale)
            allowed -= len(stale)
            beat.closed += len(stale)
            beat.pongs += slot.sockets - len(slot.silent)

    async def _purge(self, process: str, beat: Beat) -> None:
        tickets = await marks().purge(process, beat.tick, stamps.now())
        beat.purged += 1
        await presence.tell(tickets, beat.tick)

    async def resign(self) -> None:
        """Let another worker lead at once."""
        await announce.drained()
        await marks().resign(self.id)

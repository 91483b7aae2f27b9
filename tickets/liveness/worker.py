"""The heartbeat worker: one beat a second for the whole installation.

A beat is a tick, announced to all web processes, and half a second later a sweep: close
who left a ping unanswered, purge dead processes, see their people off. Any number of
workers may run; the one that holds the lease leads, the others only try to take it.
"""

import asyncio
import secrets
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from tickets import metrics
from tickets.database import in_database
from tickets.liveness import rules
from tickets.liveness.marks import Lease, marks
from tickets.models import Heads, Ticket
from tickets.refusals import Refused
from tickets.wire import announce, groups
from tickets.wire.announcements import Expire

HEADS_WITHIN: Final = 0.3  # seconds: a database that hangs must not slow the beat


class People(Protocol):
    """Who is where, which is for presence to say (`tickets.presence.worker`)."""

    async def at_desk(self, tick: int) -> list[dict[str, Any]]: ...
    async def died(self, process: str, tick: int) -> None: ...
    async def see_off_strays(self, known: Collection[str], tick: int) -> None: ...
    async def tell_gone(self, tick: int) -> None: ...


@dataclass(slots=True)
class Beat:
    """What a beat did, or several of them together, for the log."""

    tick: int = 0  # 0: it doesn't lead, or can't
    beats: int = 0
    processes: int = 0
    pings: int = 0  # those whose grace is over
    pongs: int = 0
    closed: int = 0
    purged: int = 0
    milliseconds: float = 0.0
    why_not: str = field(default="no beat", compare=False)  # without a tick

    def add(self, beat: "Beat") -> None:
        self.tick, self.processes, self.why_not = beat.tick, beat.processes, beat.why_not
        self.beats += 1
        self.pings += beat.pings
        self.pongs += beat.pongs
        self.closed += beat.closed
        self.purged += beat.purged
        self.milliseconds += beat.milliseconds

    def in_words(self) -> str:
        """Over a whole interval every socket is pinged once: pings are sockets."""
        if not self.tick:
            return self.why_not
        return (
            f"tick {self.tick}: {self.pings} sockets pinged in {self.processes} processes, "
            f"{self.pongs} pongs, {self.closed} closed, {self.purged} processes purged, "
            f"{self.milliseconds / max(self.beats, 1):.1f} ms a beat"
        )


class Worker:
    def __init__(self, people: People) -> None:
        self.id = secrets.token_hex(6)
        self._people = people
        self._unbroken = rules.Unbroken()
        self._stretch = rules.Stretch(0, 0)
        self.leads = False
        self._seen = -1  # the newest tick of whoever leads
        self._wrote: dict[str, tuple[Lease, int]] = {}  # each process's last watermark, and since which tick
        self._recent = Ticket.objects.changed_within(rules.HEADS_WINDOW).asked_for_heads()

    async def tick(self) -> Beat:
        """Count on and tell everybody. Raises what Redis or the channel layer raises."""
        started = time.perf_counter()
        tick, server = await marks().next_tick(self.id)
        self.leads = tick > 0
        metrics.LEADING.set(self.leads)
        if tick == 0:  # whoever leads has counted on, so the next of ours is not the next: a gap
            return Beat(why_not=await self._who_leads())
        self._stretch = self._unbroken.heard(tick, time.monotonic(), server)
        desk = await self._people.at_desk(tick)
        await announce.tick(tick, await self._heads(), desk, server)
        return Beat(tick, milliseconds=1000 * (time.perf_counter() - started))

    async def _who_leads(self) -> str:
        """A lease may be that of a worker that is gone: it is no sign of life, a tick is."""
        before, self._seen = self._seen, await marks().newest_tick()
        if before < 0:
            return f"another worker leads, or ended less than {rules.LEADER_LEASE} s ago"
        if before < self._seen:
            return "another worker leads"
        return f"the worker that led has ended or hangs: this one leads within {rules.LEADER_LEASE} s"

    async def _heads(self) -> Heads:
        try:
            async with asyncio.timeout(HEADS_WITHIN):
                return await in_database(self._recent)
        except (Refused, TimeoutError):
            return {}  # a tick without heads still keeps every link honest

    async def sweep(self, beat: Beat) -> None:
        if not beat.tick:
            return
        started = time.perf_counter()
        processes = await marks().processes()
        alive = {id: lease for id, lease in processes.items() if lease}
        beat.processes = len(alive)
        self._heed(beat.tick, alive)
        await self._close_stale(beat, alive)
        for process in processes.keys() - alive.keys():
            if self._ran_out(process, beat.tick):
                await self._purge(process, beat)
        await self._see_off_strays(beat.tick)
        await self._people.tell_gone(beat.tick)
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
                marks_of = dict(slot.silent)
                announce.tell(Expire(groups.process(process), stale, [marks_of[one] for one in stale]))
            allowed -= len(stale)
            beat.closed += len(stale)
            beat.pongs += slot.sockets - len(slot.silent)

    async def _purge(self, process: str, beat: Beat) -> None:
        await self._people.died(process, beat.tick)
        await marks().purge(process)  # last: until then, another worker would do all of it again
        beat.purged += 1

    def _heed(self, tick: int, alive: dict[str, Lease]) -> None:
        """Since when each process has written nothing new."""
        for process, lease in alive.items():
            if process not in self._wrote or self._wrote[process][0] != lease:
                self._wrote[process] = lease, tick
        for process, (_, since) in list(self._wrote.items()):
            if not 0 <= tick - since < rules.PROCESS_LEASE:
                del self._wrote[process]

    def _ran_out(self, process: str, tick: int) -> bool:
        """A lease that was renewed just now can't have: Redis has lost it."""
        return process not in self._wrote or tick - self._wrote[process][1] >= rules.PROCESS_LEASE - 1

    async def _see_off_strays(self, tick: int) -> None:
        if not self._stretch.covers(tick - rules.PROCESS_LEASE, tick):
            return  # who is silent may be alive
        await self._people.see_off_strays(self._wrote.keys(), tick)

    async def resign(self) -> None:
        """Let another worker lead at once."""
        await announce.drained()
        await marks().resign(self.id)

"""The two neighbours of a process, in memory: the channel layer and what Redis holds.
Both go away and come back on command, and remember what they were told."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from redis.exceptions import ConnectionError as RedisAway

from tickets.liveness.marks import Lease, Pinged
from tickets.liveness.rules import Stretch, slot_of
from tickets.presence.store import Looked, Seated

Message = dict[str, Any]


class Layer:
    def __init__(self) -> None:
        self.away = False
        self.groups: dict[str, set[str]] = defaultdict(set)
        self.sent: list[Message] = []
        self.held: asyncio.Event | None = None  # cleared: whoever adds or discards waits
        self.added: list[list[str]] = []  # by each command
        self._queues: dict[str, asyncio.Queue[Message | Exception]] = {}

    async def new_channel(self, prefix: str) -> str:
        channel = f"{prefix}{len(self._queues)}"
        self._queues[channel] = asyncio.Queue()
        return channel

    async def receive(self, channel: str) -> Message:
        message = await self._queues[channel].get()
        if isinstance(message, Exception):
            raise message
        return message

    async def groups_add(self, groups: Iterable[str], channel: str) -> None:
        await self._reached()
        self.added.append(list(groups))
        for group in self.added[-1]:
            self.groups[group].add(channel)

    async def group_discard(self, group: str, channel: str) -> None:
        await self._reached()
        self.groups[group].discard(channel)

    async def group_send(self, group: str, message: Message) -> None:
        await self._reached(hold=False)
        self.sent.append(message)
        for channel in self.groups[group]:
            self._queues[channel].put_nowait(message)

    async def _reached(self, hold: bool = True) -> None:
        await asyncio.sleep(0)
        if hold and self.held is not None:
            await self.held.wait()
        if self.away:
            raise RedisAway("Redis is away")

    def breaks(self) -> None:
        """Redis goes: whoever listens gets the error."""
        self.away = True
        for queue in self._queues.values():
            queue.put_nowait(RedisAway("Redis is away"))

    def types(self) -> list[str]:
        return [message["type"] for message in self.sent]


class FakeMarks:
    """The client of Redis and the three stores (marks, presence, reports) in one, leases by hand."""

    def __init__(self) -> None:
        self.away = False
        self.leader: str | None = None
        self.tick = 0
        self.leases: dict[str, Lease | None] = {}
        self.marks: dict[str, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        self.entries: dict[str, dict[str, Any]] = defaultdict(dict)
        self.purged: list[str] = []
        self.moves: list[tuple[list[Seated], list[Seated]]] = []
        self.gone: list[str] = []
        self.reports: dict[str, dict[str, Any]] = {}
        self.server = "first"  # and another one after a failover
        self.seated: list[Seated] = []
        self.places: dict[str, dict[str, Seated]] = defaultdict(dict)  # by process
        self.rounds: dict[str, list[str]] = {}
        self.policy: str | None = None

    def _reached(self) -> None:
        if self.away:
            raise RedisAway("Redis is away")

    async def next_tick(self, worker: str) -> tuple[int, str]:
        self._reached()
        if self.leader not in (None, worker):
            return 0, ""
        self.leader = worker
        self.tick += 1
        return self.tick, self.server

    async def resign(self, worker: str) -> None:
        self._reached()
        if self.leader == worker:
            self.leader = None

    async def newest_tick(self) -> int:
        self._reached()
        return self.tick

    async def processes(self) -> dict[str, Lease | None]:
        self._reached()
        return dict(self.leases)

    async def pinged_at(self, tick: int, processes: Mapping[str, Lease]) -> dict[str, Pinged]:
        self._reached()
        found = {}
        for id, lease in processes.items():
            slot = self.marks[id][slot_of(tick, lease.slots)]
            found[id] = Pinged(len(slot), [(s, mark) for s, mark in slot.items() if mark < tick])
        return found

    async def purge(self, process: str) -> None:
        self._reached()
        del self.leases[process]
        self.marks.pop(process, None)
        self.purged.append(process)

    async def see_off(self, process: str, tick: int, at: str) -> list[str]:
        self._reached()
        assert process in self.leases, "purged only when its people are gone"
        return []

    async def gone_for_good(self, tick: int) -> list[str]:
        self._reached()
        gone, self.gone = self.gone, []
        return gone

    async def went_through(
        self,
        process: str,
        stretch: Stretch,
        slots: int,
        answered: Mapping[int, Mapping[str, int]],
        left: Mapping[int, Iterable[str]],
        server: str = "",
    ) -> bool:
        self._reached()
        if stretch.begins:
            self.marks.pop(process, None)
        for slot, sockets in left.items():
            for socket in sockets:
                self.marks[process][slot].pop(socket, None)
        for slot, ticks in answered.items():
            assert ticks, "ZADD wants at least one"
            self.marks[process][slot].update(ticks)
        if server and server != self.server:
            return False
        self.leases[process] = Lease(stretch, slots)
        return True

    async def seats(self, process: str) -> list[Seated]:
        self._reached()
        return [seat for seat in self.seated if seat.process == process]

    async def move(
        self, came: Iterable[Seated], left: Mapping[Seated, int | None], tick: int, at: str
    ) -> set[str]:
        self._reached()
        came = list(came)
        self.moves.append((came, list(left)))
        news = {seat.ticket for seat in left}
        news |= {seat.ticket for seat in came if seat.field not in self.entries[seat.ticket]}
        for seat, heard in left.items():
            self.entries[seat.ticket].pop(seat.field, None)
            gone = {**seat.person, "tick": tick, "at": at} | ({} if heard is None else {"heard": heard})
            self.entries[seat.ticket][f"gone {seat.key}"] = gone
            self.places[seat.process].pop(seat.place, None)
        for seat in came:
            self.entries[seat.ticket][seat.field] = seat.person
            self.places[seat.process][seat.place] = seat
            self.entries[seat.ticket].pop(f"gone {seat.key}", None)
        return news

    async def look(self, process: str, tick: int, slot: int, share: int) -> Looked:
        self._reached()
        there = self.places[process]
        left = self.rounds.get(process) or list(there)
        part, self.rounds[process] = left[:share], left[share:]
        lost = (place for place in part if place in there and not self.entries[there[place].ticket])
        return Looked(len(self.marks[process][slot]), len(there), frozenset(lost))

    async def lost(self, process: str, seats: Iterable[Seated]) -> list[Seated]:
        self._reached()
        there = self.places[process]
        return [s for s in seats if s.place not in there or s.field not in self.entries[s.ticket]]

    async def strays(self, known: Any) -> list[Seated]:
        self._reached()
        return [seat for seat in self.seated if seat.process not in {*known, *self.leases}]

    async def people(self, tickets: Iterable[str]) -> dict[str, dict[str, Any]]:
        self._reached()
        return {ticket: dict(self.entries[ticket]) for ticket in tickets}

    async def report(self, id: str, report: Mapping[str, Any], figures: Mapping[str, Any] | None) -> None:
        self._reached()
        self.reports[id] = dict(report)

    async def retire(self, id: str) -> None:
        self._reached()
        self.reports.pop(id, None)

    async def ping(self) -> None:
        self._reached()

    async def info(self, section: str) -> dict[str, str | None]:
        self._reached()
        return {"maxmemory_policy": self.policy}

    def seen(self, process: str) -> dict[str, int]:
        """Every socket's mark, whatever its slot."""
        return {socket: tick for slot in self.marks[process].values() for socket, tick in slot.items()}


async def until(true: Callable[[], bool], what: str, patience: float = 5.0) -> None:
    """Wait for a sign, as the loop goes on."""
    try:
        async with asyncio.timeout(patience):
            while not true():
                await asyncio.sleep(0.001)
    except TimeoutError:
        raise AssertionError(f"waited for {what}") from None

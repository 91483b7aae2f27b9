"""What Redis holds of liveness. The only module that speaks Redis itself.

| key (after `holdfast:`)  | what                                                | lifetime |
|--------------------------|-----------------------------------------------------|----------|
| tick                     | the newest tick                                     | -        |
| leader                   | which worker leads                                  | 3 s      |
| processes                | ids of web processes, until they are purged         | -        |
| process:<id>             | "since until slots": the ticks it went through      | 15 s     |
| marks:<id>:<slot>        | sorted set: socket -> tick of its last sign of life | process  |
| seats:<id>               | hash: "socket ticket" -> person, for the purge      | 7 days   |
| people:<ticket>          | hash: presence entries (see rules.people)           | 7 days   |
| leaving                  | sorted set: ticket -> tick of the last leaving      | 20 ticks |
| reporters                | ids of processes and workers that told of themselves | -       |
| report:<id>              | what one told last (tickets.connections.report)        | 60 s     |
| history:<id>             | stream: its figures, every few seconds              | 1 hour   |

Any of these may vanish, by an eviction or by somebody's hand: who wrote it looks after it, a part
each tick (`held`, `strays`), and writes it again. What nobody holds is gone then: when those who
left were last seen, and the histories.

Every method is one round trip, or two. Errors of the connection are the caller's to bear.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from redis.asyncio import Redis
from redis.asyncio.sentinel import Sentinel
from redis.exceptions import RedisError, ResponseError

from tickets.liveness.rules import (
    LEADER_LEASE,
    MOST_SLOTS,
    PRESENCE_GRACE,
    PROCESS_LEASE,
    Stretch,
    slot_of,
)
from tickets.per_loop import per_loop

__all__ = ["Lease", "Marks", "RedisError", "Seated", "marks"]

KEY: Final = "holdfast:"
TICK, LEADER = KEY + "tick", KEY + "leader"
PROCESSES, LEAVING = KEY + "processes", KEY + "leaving"
REPORTERS: Final = KEY + "reporters"
REPORT_KEPT: Final = 60  # seconds
HISTORY_KEPT: Final = 3600  # seconds
MOST_POINTS: Final = 900  # a point each four seconds
HOUR: Final = 3600  # ticks
MOST_AT_ONCE: Final = 4_000  # seats: Lua hands no more than some 8,000 things to a command
PEOPLE_LEASE: Final = 7 * 24 * 3600  # seconds, renewed as long as somebody is there
SOME_KEYS: Final = 50  # that are looked through for strays at a time

# Whoever holds the lease, and only they, may count on: a frozen leader that wakes can't.
WHO: Final = "local server = redis.call('INFO', 'server'):match('run_id:(%x+)')"
NEXT_TICK: Final = f"""
local leader = redis.call('GET', KEYS[1])
if leader and leader ~= ARGV[1] then return {{0, ''}} end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
{WHO}
return {{redis.call('INCR', KEYS[2]), server}}
"""
# After a failover a process may be heard by another server than the one that ticks for it:
# what it wrote there proves nothing here.
WENT_THROUGH: Final = f"""
{WHO}
if ARGV[1] ~= '' and ARGV[1] ~= server then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return 1
"""
# How many marks there are, and which of the seats (counted from 0) aren't there; one command,
# however many are asked for.
# As many commands for many seats as for few. That a key is there doesn't say that the seat is in it:
# somebody else's may have been written into a new one (`Presence.announced`, and now and then EXACTLY).
HELD: Final = """
local answer = {redis.call('ZCARD', KEYS[1])}
if #KEYS == 2 then return answer end
local seats = redis.call('HMGET', KEYS[2], unpack(ARGV))
local whole = redis.call('EXISTS', unpack(KEYS, 3)) == #KEYS - 2
for i = 3, #KEYS do
  if not seats[i - 2] or not (whole or redis.call('EXISTS', KEYS[i]) == 1) then
    answer[#answer + 1] = i - 3
  end
end
return answer
"""
EXACTLY: Final = """
local answer = {redis.call('ZCARD', KEYS[1])}
redis.call('EXPIRE', KEYS[2], ARGV[1])
for i = 3, #KEYS do
  local seat, person = ARGV[2 * i - 4], ARGV[2 * i - 3]
  redis.call('EXPIRE', KEYS[i], ARGV[1])
  if redis.call('HEXISTS', KEYS[2], seat) + redis.call('HEXISTS', KEYS[i], person) < 2 then
    answer[#answer + 1] = i - 3
  end
end
return answer
"""
RESIGN: Final = """
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
"""


@dataclass(frozen=True, slots=True)
class Lease:
    """What a web process said last. Its slots are its own: settings can differ for a while."""

    stretch: Stretch
    slots: int


@dataclass(frozen=True, slots=True)
class Pinged:
    sockets: int
    silent: list[tuple[str, int]]  # socket, the tick of its last sign of life


@dataclass(frozen=True, slots=True)
class Told:
    report: dict[str, Any]
    age: float  # seconds, by Redis's clock


# milliseconds of Redis's clock, figures
History = list[tuple[int, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Seated:
    """A socket at a ticket. `ticket` may be the desk itself."""

    process: str
    socket: str
    ticket: str
    key: str  # one per person, however many sockets
    role: str
    name: str

    @property
    def field(self) -> str:
        return f"{self.process}/{self.socket}"

    @property
    def place(self) -> str:
        return f"{self.socket} {self.ticket}"

    @property
    def person(self) -> dict[str, str]:
        return {"key": self.key, "role": self.role, "name": self.name}


def _client() -> Any:  # redis-py's types don't know decode_responses: answers are str
    options = settings.REDIS | {"decode_responses": True, "health_check_interval": 0}
    if "address" in options:
        return Redis.from_url(options.pop("address"), **options)
    manager: Any = Sentinel  # untyped
    sentinels = manager(options.pop("sentinels"), sentinel_kwargs=options.pop("sentinel_kwargs"))
    return sentinels.master_for(options.pop("master_name"), **options)


class Marks:
    def __init__(self) -> None:
        self._redis = _client()
        self._next_tick = self._redis.register_script(NEXT_TICK)
        self._resign = self._redis.register_script(RESIGN)
        self._held = self._redis.register_script(HELD)
        self._held_exactly = self._redis.register_script(EXACTLY)
        self._leavings: dict[str, int] = {}  # what this process wrote to LEAVING of late
        self._scanned = 0  # how far, as Redis counts

    # — the worker —

    async def next_tick(self, worker: str) -> tuple[int, str]:
        """Renew or take the lead and count on; and which server did it. 0: another worker leads."""
        tick, server = await self._next_tick([LEADER, TICK], [worker, LEADER_LEASE * 1000])
        return int(tick), server

    async def resign(self, worker: str) -> None:
        await self._resign([LEADER], [worker])

    async def newest_tick(self) -> int:
        return int(await self._redis.get(TICK) or 0)

    async def processes(self) -> dict[str, Lease | None]:
        """Every process; None: its lease ran out."""
        ids = sorted(await self._redis.smembers(PROCESSES))
        leases = await self._redis.mget([_process(id) for id in ids]) if ids else []
        return {id: _lease(lease) for id, lease in zip(ids, leases, strict=True)}

    async def pinged_at(self, tick: int, processes: Mapping[str, Lease]) -> dict[str, Pinged]:
        """Per process the slot that was pinged at `tick`: its size, and the older marks."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for id, lease in processes.items():
                slot = _marks(id, slot_of(tick, lease.slots))
                pipe.zcard(slot)
                pipe.zrangebyscore(slot, "-inf", f"({tick}", withscores=True)
            answers = iter(await pipe.execute())
        return {
            id: Pinged(size, [(socket, int(mark)) for socket, mark in old])
            for id, size, old in zip(processes, answers, answers, strict=True)
        }

    async def purge(self, process: str, tick: int, at: str) -> list[str]:
        """Forget a dead process; its people are gone since `at`. Returns their tickets."""
        seats = await self.seats(process)
        async with self._redis.pipeline(transaction=False) as pipe:
            for seat in seats:
                self._leave(pipe, seat, tick, at)
            pipe.delete(_seats(process), *_all_marks(process))
            pipe.srem(PROCESSES, process)
            await pipe.execute()
        return sorted({seat.ticket for seat in seats})

    async def gone_for_good(self, tick: int) -> list[str]:
        """Tickets that somebody left PRESENCE_GRACE ticks ago: each is told once. So are those of
        a time far ahead, from before the ticks were counted anew."""
        due = ("-inf", tick - PRESENCE_GRACE), (f"({tick + PRESENCE_GRACE}", "+inf")
        async with self._redis.pipeline(transaction=True) as pipe:
            if again := self._due_again(tick):
                pipe.zadd(LEAVING, again, nx=True)
            for span in due:
                pipe.zrangebyscore(LEAVING, *span)
                pipe.zremrangebyscore(LEAVING, *span)
            early, _, ahead, _ = (await pipe.execute())[-4:]
        return [*early, *ahead]

    async def strays(self, known: Collection[str]) -> list[Seated]:
        """People of processes that are not `known`, and not written down as processes either:
        nobody else would ever see them off. Looks through some keys, and through others next time."""
        people = _people("")
        self._scanned, keys = await self._redis.scan(self._scanned, match=f"{people}*", count=SOME_KEYS)
        async with self._redis.pipeline(transaction=False) as pipe:
            for key in keys:
                pipe.hgetall(key)
            pipe.smembers(PROCESSES)  # last: who comes is written there first
            *found, written = await pipe.execute()
        known = written.union(known)
        return [
            Seated(process, socket, key.removeprefix(people), **json.loads(entry))
            for key, entries in zip(keys, found, strict=True)
            for (process, slash, socket), entry in ((f.partition("/"), e) for f, e in entries.items())
            if slash and process not in known
        ]

    # — a web process —

    async def went_through(
        self,
        process: str,
        stretch: Stretch,
        slots: int,
        answered: Mapping[int, Mapping[str, int]],
        left: Mapping[int, Iterable[str]],
        server: str = "",
    ) -> bool:
        """Write all signs of life since the last tick (slot -> socket -> tick), the sockets
        that went, and only then the watermark that says so. At the begin of a stretch these are
        all there are: what Redis has besides is from before a gap. False: this is not the
        `server` of the tick, and there is no watermark."""
        async with self._redis.pipeline(transaction=False) as pipe:
            if stretch.begins:
                pipe.delete(*_all_marks(process))
            for slot, sockets in left.items():
                pipe.zrem(_marks(process, slot), *sockets)
            for slot, ticks in answered.items():
                pipe.zadd(_marks(process, slot), dict(ticks))
            pipe.sadd(PROCESSES, process)
            lease = f"{stretch.since} {stretch.until} {slots}"
            pipe.eval(WENT_THROUGH, 1, _process(process), server, lease, PROCESS_LEASE)
            return bool((await pipe.execute())[-1])

    async def held(
        self, process: str, tick: int, slot: int, seats: Collection[Seated]
    ) -> tuple[int, list[Seated]]:
        """How many marks the slot has, and which of the seats Redis has lost. Once an hour it looks
        exactly, and renews the leases of the others. Of those who left lately it makes sure that
        their time will come."""
        if again := self._due_again(tick):
            await self._redis.zadd(LEAVING, again, nx=True)
        sat, exactly = list(seats), tick % HOUR < MOST_SLOTS
        count, lost = 0, list[Seated]()
        for start in range(0, len(sat) or 1, MOST_AT_ONCE):
            count, some = await self._look(process, slot, sat[start : start + MOST_AT_ONCE], exactly)
            lost += some
        return count, lost

    async def _look(
        self, process: str, slot: int, seats: list[Seated], exactly: bool
    ) -> tuple[int, list[Seated]]:
        keys = [_marks(process, slot), _seats(process), *(_people(seat.ticket) for seat in seats)]
        if exactly:
            fields = [field for seat in seats for field in (seat.place, seat.field)]
            count, *lost = await self._held_exactly(keys, [PEOPLE_LEASE, *fields])
        else:
            count, *lost = await self._held(keys, [seat.place for seat in seats])
        return count, [seats[index] for index in lost]

    # — presence —

    async def seats(self, process: str) -> list[Seated]:
        return [
            Seated(process, *field.split(" ", 1), **json.loads(person))
            for field, person in (await self._redis.hgetall(_seats(process))).items()
        ]

    async def move(self, came: Iterable[Seated], left: Iterable[Seated], tick: int, at: str) -> set[str]:
        """Sockets that sat down at tickets, and that went. Returns the tickets at which this
        was news: who is written anew after a gap was mostly known all along."""
        came, left = list(came), list(left)
        async with self._redis.pipeline(transaction=False) as pipe:
            for process in {seat.process for seat in came}:
                # One that dies before its first tick must be purged as well.
                pipe.sadd(PROCESSES, process)
                pipe.set(_process(process), "0 0 1", ex=PROCESS_LEASE, nx=True)
            for seat in left:
                self._leave(pipe, seat, tick, at)
                # Last: whoever has only half of this still finds out who is left over.
                pipe.hdel(_seats(seat.process), seat.place)
            for seat in came:
                entry = json.dumps(seat.person)
                pipe.hset(_seats(seat.process), seat.place, entry)
                pipe.hdel(_people(seat.ticket), f"gone {seat.key}")
                pipe.hset(_people(seat.ticket), seat.field, entry)
                pipe.expire(_people(seat.ticket), PEOPLE_LEASE)
            answers = await pipe.execute()
        added = answers[len(answers) - 4 * len(came) :]
        news = zip(came, added[1::4], added[2::4], strict=True)
        returned = {seat.ticket for seat, was_gone, is_new in news if was_gone or is_new}
        return returned | {seat.ticket for seat in left}

    async def people(self, tickets: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The presence entries of tickets, for rules.people."""
        wanted = list(tickets)
        async with self._redis.pipeline(transaction=False) as pipe:
            for ticket in wanted:
                pipe.hgetall(_people(ticket))
            answers = await pipe.execute()
        return {
            ticket: {field: json.loads(entry) for field, entry in entries.items()}
            for ticket, entries in zip(wanted, answers, strict=True)
        }

    # — what processes tell of themselves —

    async def report(self, id: str, report: Mapping[str, Any], figures: Mapping[str, Any] | None) -> None:
        """`figures`: to be kept as a point of its history."""
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.sadd(REPORTERS, id)
            pipe.set(_report(id), json.dumps(report), ex=REPORT_KEPT)
            if figures is not None:
                # Redis's clock stamps the entries: no two hosts' clocks meet.
                pipe.xadd(_history(id), {"": json.dumps(figures)}, maxlen=MOST_POINTS, approximate=True)
                pipe.expire(_history(id), HISTORY_KEPT)
            await pipe.execute()

    async def retire(self, id: str) -> None:
        """It ends in order: nobody need look for it. Its history stays."""
        await self._redis.delete(_report(id))

    async def reports(self, since: int) -> tuple[int, dict[str, Told], dict[str, History]]:
        """Redis's time (milliseconds), what each told last, and histories from `since` on."""
        ids = sorted(await self._redis.smembers(REPORTERS))
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.time()
            for id in ids:
                pipe.get(_report(id))
                pipe.pttl(_report(id))
                pipe.xrange(_history(id), min=since)
                pipe.exists(_history(id))
            (seconds, micros), *answers = await pipe.execute()
        told, histories, forgotten = dict[str, Told](), dict[str, History](), list[str]()
        for n, id in enumerate(ids):
            report, left, history, kept = answers[4 * n : 4 * n + 4]
            if report:
                told[id] = Told(json.loads(report), max(0.0, REPORT_KEPT - left / 1000))
            if history:
                histories[id] = [(_at(entry), json.loads(fields[""])) for entry, fields in history]
            if not report and not kept:
                forgotten.append(id)
        if forgotten:
            await self._redis.srem(REPORTERS, *forgotten)
        return 1000 * seconds + micros // 1000, told, histories

    async def mark_of(self, process: str, socket: str) -> tuple[int, int | None]:
        """The newest tick, and that of the socket's last sign of life."""
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.get(TICK)
            for slot in _all_marks(process):
                pipe.zscore(slot, socket)
            tick, *scores = await pipe.execute()
        return int(tick or 0), next((int(score) for score in scores if score is not None), None)

    async def ping(self) -> None:
        await self._redis.ping()

    async def evicts(self) -> str | None:
        """By which policy Redis throws keys away when its memory is full, if it does. Not from
        CONFIG GET, which many forbid."""
        try:
            policy = (await self._redis.info("memory")).get("maxmemory_policy")
        except ResponseError:  # forbidden, too: nobody can tell
            return None
        return None if policy in (None, "noeviction") else str(policy)

    async def close(self) -> None:
        await self._redis.aclose()

    def _leave(self, pipe: Any, seat: Seated, tick: int, at: str) -> None:
        gone = seat.person | {"tick": tick, "at": at}
        pipe.hdel(_people(seat.ticket), seat.field)
        pipe.hset(_people(seat.ticket), f"gone {seat.key}", json.dumps(gone))
        pipe.expire(_people(seat.ticket), PEOPLE_LEASE)
        pipe.zadd(LEAVING, {seat.ticket: tick})
        self._leavings[seat.ticket] = tick

    def _due_again(self, tick: int) -> dict[str, int]:
        """Who left, once more, shortly before it is to be told: LEAVING may be lost."""
        due = {t: at for t, at in self._leavings.items() if not tick - PRESENCE_GRACE + 1 < at <= tick}
        for ticket in due:
            del self._leavings[ticket]
        return {ticket: at for ticket, at in due.items() if at <= tick}


def _process(id: str) -> str:
    return f"{KEY}process:{id}"


def _marks(id: str, slot: int) -> str:
    return f"{KEY}marks:{id}:{slot}"


def _all_marks(id: str) -> list[str]:
    return [_marks(id, slot) for slot in range(MOST_SLOTS)]


def _report(id: str) -> str:
    return f"{KEY}report:{id}"


def _history(id: str) -> str:
    return f"{KEY}history:{id}"


def _at(entry: str) -> int:
    return int(entry.partition("-")[0])


def _seats(id: str) -> str:
    return f"{KEY}seats:{id}"


def _people(ticket: str) -> str:
    return f"{KEY}people:{ticket}"


def _lease(lease: str | None) -> Lease | None:
    if lease is None:
        return None
    since, until, slots = map(int, lease.split())
    return Lease(Stretch(since, until), slots)


marks = per_loop(Marks)

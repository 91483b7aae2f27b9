"""What Redis holds of liveness: ticks, leases and marks.

| key (after `holdfast:`)  | what                                                | lifetime |
|--------------------------|-----------------------------------------------------|----------|
| tick                     | the newest tick                                     | -        |
| leader                   | which worker leads                                  | 3 s      |
| processes                | ids of web processes, until they are purged         | -        |
| process:<id>             | "since until slots": the ticks it went through      | 15 s     |
| marks:<id>:<slot>        | sorted set: socket -> tick of its last sign of life | process  |

Any of these may vanish, by an eviction or by somebody's hand: who wrote it looks after it, and
writes it again.

Every method is one round trip, or two.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final

from tickets.liveness.rules import LEADER_LEASE, MOST_SLOTS, PROCESS_LEASE, Stretch, slot_of
from tickets.per_loop import per_loop
from tickets.redis import KEY, NONSENSE, client, holds, throw_away

log = logging.getLogger(__name__)

MOST_DIGITS: Final = 15  # of a tick
TICK, LEADER, PROCESSES = KEY + "tick", KEY + "leader", KEY + "processes"
holds("string", "tick", "leader", "process")
holds("set", "processes")
holds("zset", "marks")

# Whoever holds the lease, and only they, may count on: a frozen leader that wakes can't. One without an
# end is none of ours, nor is what can't be counted.
WHO: Final = "local server = redis.call('INFO', 'server'):match('run_id:(%x+)')"
NEXT_TICK: Final = f"""
local leader = redis.call('GET', KEYS[1])
if leader and leader ~= ARGV[1] and redis.call('PTTL', KEYS[1]) >= 0 then return {{0, '', 0}} end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
local newest = redis.call('GET', KEYS[2])
local nonsense = newest and (#newest > {MOST_DIGITS} or not newest:match('^[1-9]%d*$'))
if nonsense then redis.call('DEL', KEYS[2]) end
{WHO}
return {{redis.call('INCR', KEYS[2]), server, nonsense and 1 or 0}}
"""
# After a failover a process may be heard by another server than the one that ticks for it:
# what it wrote there proves nothing here.
WENT_THROUGH: Final = f"""
{WHO}
if ARGV[1] ~= '' and ARGV[1] ~= server then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return 1
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


class Marks:
    def __init__(self, redis: Any) -> None:
        self._redis = redis
        self._next_tick = redis.register_script(NEXT_TICK)
        self._resign = redis.register_script(RESIGN)

    # — the worker —

    async def next_tick(self, worker: str) -> tuple[int, str]:
        """Renew or take the lead and count on; and which server did it. 0: another worker leads."""
        tick, server, nonsense = await self._next_tick([LEADER, TICK], [worker, LEADER_LEASE * 1000])
        if nonsense:
            log.warning("%s was no number: ticks are counted anew", TICK)
        return int(tick), server

    async def resign(self, worker: str) -> None:
        await self._resign([LEADER], [worker])

    async def newest_tick(self) -> int:
        return _tick(await self._redis.get(TICK))

    async def processes(self) -> dict[str, Lease | None]:
        """Every process; None: its lease ran out."""
        ids = sorted(await self._redis.smembers(PROCESSES))
        found = await self._redis.mget([_process(id) for id in ids]) if ids else []
        leases = [_lease(text) for text in found]
        told = zip(ids, found, leases, strict=True)
        await throw_away(
            self._redis, [_process(id) for id, text, lease in told if text is not None and not lease]
        )
        return dict(zip(ids, leases, strict=True))

    async def pinged_at(self, tick: int, processes: Mapping[str, Lease]) -> dict[str, Pinged]:
        """Per process the slot that was pinged at `tick`: its size, and the older marks."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for id, lease in processes.items():
                slot = marks_key(id, slot_of(tick, lease.slots))
                pipe.zcard(slot)
                pipe.zrangebyscore(slot, "-inf", f"({tick}", withscores=True)
            answers = iter(await pipe.execute())
        return {
            id: Pinged(size, [(socket, _mark(score)) for socket, score in old])
            for id, size, old in zip(processes, answers, answers, strict=True)
        }

    async def purge(self, process: str) -> None:
        """Forget a dead process, whose people are seen off already."""
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.delete(*_all_marks(process))
            pipe.srem(PROCESSES, process)
            await pipe.execute()

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
                pipe.zrem(marks_key(process, slot), *sockets)
            for slot, ticks in answered.items():
                pipe.zadd(marks_key(process, slot), dict(ticks))
            pipe.sadd(PROCESSES, process)
            lease = f"{stretch.since} {stretch.until} {slots}"
            pipe.eval(WENT_THROUGH, 1, _process(process), server, lease, PROCESS_LEASE)
            return bool((await pipe.execute())[-1])

    async def mark_of(self, process: str, socket: str) -> tuple[int, int | None]:
        """The newest tick, and that of the socket's last sign of life."""
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.get(TICK)
            for slot in _all_marks(process):
                pipe.zscore(slot, socket)
            tick, *scores = await pipe.execute()
        return _tick(tick), next((_mark(score) for score in scores if score is not None), None)


def a_first_lease(pipe: Any, process: str) -> None:
    """One that dies before its first tick must be purged as well."""
    pipe.sadd(PROCESSES, process)
    pipe.set(_process(process), "0 0 1", ex=PROCESS_LEASE, nx=True)


def _process(id: str) -> str:
    return f"{KEY}process:{id}"


def marks_key(id: str, slot: int) -> str:
    return f"{KEY}marks:{id}:{slot}"


def _all_marks(id: str) -> list[str]:
    return [marks_key(id, slot) for slot in range(MOST_SLOTS)]


def _lease(text: str | None) -> Lease | None:
    """None: it ran out, or it is nonsense."""
    try:
        since, until, slots = map(int, (text or "").split())
    except NONSENSE:
        return None
    return Lease(Stretch(since, until), slots) if slots > 0 else None


def _tick(text: str | None) -> int:
    """What is no number is none: the worker counts anew."""
    return int(text) if text and text.isdecimal() and len(text) <= MOST_DIGITS else 0


def _mark(score: float) -> int:
    return int(score) if isfinite(score) else 0


marks = per_loop(lambda: Marks(client()))

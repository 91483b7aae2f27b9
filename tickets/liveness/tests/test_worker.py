"""One beat of the worker: a tick told to all, the silent closed, the dead purged."""

import asyncio
from collections.abc import Callable, Iterable
from types import SimpleNamespace

import pytest

from tests.fakes import FakeMarks, Layer
from tickets.liveness import rules
from tickets.liveness.marks import Lease
from tickets.liveness.rules import GRACE, Stretch
from tickets.liveness.worker import Beat
from tickets.liveness.worker import Worker as LoneWorker
from tickets.models import Heads
from tickets.presence.rules import PRESENCE_GRACE
from tickets.presence.store import Seated
from tickets.presence.worker import People
from tickets.redis import RedisError
from tickets.refusals import unavailable
from tickets.wire import announce, groups

SLOTS = 10


class Worker(LoneWorker):
    """Joined with presence, as `manage.py heartbeat` does it."""

    def __init__(self) -> None:
        super().__init__(People())


class Clock:
    """The worker's monotonic seconds."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    time = SimpleNamespace(monotonic=clock, perf_counter=clock)
    monkeypatch.setattr("tickets.liveness.worker.time", time)
    return clock


@pytest.fixture(autouse=True)
def heads(monkeypatch: pytest.MonkeyPatch) -> Heads:
    heads: Heads = {}

    async def changed(work: Callable[[], Heads]) -> Heads:
        assert work.__name__ == "heads"
        return heads

    monkeypatch.setattr("tickets.liveness.worker.in_database", changed)
    return heads


async def beats(worker: Worker, clock: Clock, redis: FakeMarks, count: int = 1) -> Beat:
    """Beats in which every process hears the tick and answers for its living sockets."""
    total = Beat()
    for _ in range(count):
        clock.now += 1
        beat = await worker.tick()
        for process, lease in redis.leases.items():
            if lease:
                redis.leases[process] = Lease(Stretch(lease.stretch.since, redis.tick), SLOTS)
        await worker.sweep(beat)
        total.add(beat)
    await announce.drained()
    return total


def seat(redis: FakeMarks, process: str, socket: str, mark: int, slot: int = 0) -> None:
    redis.marks[process][slot][socket] = mark
    redis.leases.setdefault(process, Lease(Stretch(0, 0), SLOTS))


def expired(layer: Layer) -> list[tuple[str, str]]:
    return [
        (message["group"].removeprefix("process."), socket)
        for message in layer.sent
        if message["type"] == "expire"
        for socket in message["sockets"]
    ]


async def test_a_tick_tells_the_heads_and_who_is_on_the_desk(
    layer: Layer, redis: FakeMarks, clock: Clock, heads: Heads
) -> None:
    heads["c" * 32] = (4, 3)
    redis.entries[groups.DESK]["p/1"] = {"key": "ada", "role": "agent", "name": "Ada"}
    await Worker().tick()
    [tick] = layer.sent
    assert (tick["type"], tick["tick"]) == ("tick", 1)
    assert tick["heads"] == {"c" * 32: (4, 3)}
    assert [agent["name"] for agent in tick["desk"]] == ["Ada"]


async def test_without_a_database_it_ticks_on(
    layer: Layer, redis: FakeMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_: Callable[[], Heads]) -> Heads:
        raise unavailable()

    monkeypatch.setattr("tickets.liveness.worker.in_database", away)
    await Worker().tick()
    assert [message["heads"] for message in layer.sent] == [{}]


async def test_a_database_that_hangs_does_not_slow_the_beat(
    monkeypatch: pytest.MonkeyPatch, layer: Layer, redis: FakeMarks
) -> None:
    async def hangs(_: Callable[[], Heads]) -> Heads:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr("tickets.liveness.worker.in_database", hangs)
    monkeypatch.setattr("tickets.liveness.worker.HEADS_WITHIN", 0.01)
    await asyncio.wait_for(Worker().tick(), 5)
    assert [message["heads"] for message in layer.sent] == [{}]


async def test_a_worker_whose_redis_is_another_one_closes_nobody_for_what_that_one_lacks(
    layer: Layer, redis: FakeMarks, clock: Clock
) -> None:
    worker = Worker()
    seat(redis, "web", "carla", mark=0)
    await beats(worker, clock, redis, SLOTS + 1)
    redis.server = "promoted"
    await beats(worker, clock, redis, GRACE)
    assert not expired(layer)


async def test_the_silent_one_is_closed_when_the_grace_is_over_and_not_before(
    layer: Layer, redis: FakeMarks, clock: Clock
) -> None:
    worker = Worker()
    seat(redis, "web", "carla", mark=1)
    seat(redis, "web", "chris", mark=10_000)
    await beats(worker, clock, redis, 10 + GRACE - 1)
    assert redis.tick == 10 + GRACE - 1
    assert expired(layer) == []
    beat = await beats(worker, clock, redis)
    assert expired(layer) == [("web", "carla")]
    assert (beat.pings, beat.pongs, beat.closed) == (2, 1, 1)


async def test_a_worker_that_slept_closes_nobody_until_it_has_been_awake_for_the_grace(
    layer: Layer, redis: FakeMarks, clock: Clock
) -> None:
    worker = Worker()
    seat(redis, "web", "carla", mark=1)
    await beats(worker, clock, redis, 10 + GRACE - 1)
    clock.now += 40  # SIGSTOP
    await beats(worker, clock, redis)
    assert expired(layer) == []


async def test_a_worker_that_takes_over_judges_only_what_it_saw_itself(
    layer: Layer, redis: FakeMarks, clock: Clock
) -> None:
    first, second = Worker(), Worker()
    seat(redis, "web", "carla", mark=1)
    await beats(first, clock, redis, 10)
    assert await second.tick() == Beat()
    await first.resign()
    await beats(second, clock, redis, GRACE)
    assert redis.tick == 10 + GRACE
    assert expired(layer) == []
    await beats(second, clock, redis, SLOTS)
    assert expired(layer) == [("web", "carla")]


async def test_a_worker_that_led_before_judges_nothing_of_what_another_led_through(
    layer: Layer, redis: FakeMarks, clock: Clock
) -> None:
    first, second = Worker(), Worker()
    seat(redis, "web", "carla", mark=1)
    await beats(first, clock, redis, 10)
    await first.resign()
    await beats(second, clock, redis)
    assert await first.tick() == Beat()
    await second.resign()
    await beats(first, clock, redis, GRACE - 1)
    assert redis.tick == 10 + GRACE
    assert expired(layer) == []


async def test_who_resigns_has_said_all(layer: Layer, redis: FakeMarks, clock: Clock) -> None:
    worker = Worker()
    seat(redis, "web", "carla", mark=1)
    await beats(worker, clock, redis, 10 + GRACE - 1)
    clock.now += 1
    beat = await worker.tick()
    redis.leases["web"] = Lease(Stretch(0, redis.tick), SLOTS)
    await worker.sweep(beat)
    await worker.resign()
    assert expired(layer) == [("web", "carla")]


async def test_the_second_worker_neither_ticks_nor_sweeps(
    layer: Layer, redis: FakeMarks, clock: Clock
) -> None:
    first, second = Worker(), Worker()
    await beats(first, clock, redis)
    redis.leases["dead"] = None
    beat = await second.tick()
    await second.sweep(beat)
    assert redis.tick == 1
    assert redis.purged == []
    assert layer.types() == ["tick"]
    assert beat.in_words() == "another worker leads, or ended less than 3 s ago"
    await beats(first, clock, redis)
    assert (await second.tick()).in_words() == "another worker leads"
    assert (
        await second.tick()
    ).in_words() == "the worker that led has ended or hangs: this one leads within 3 s"


async def test_a_stalled_process_keeps_its_sockets(layer: Layer, redis: FakeMarks, clock: Clock) -> None:
    worker = Worker()
    seat(redis, "stalled", "carla", mark=1)
    await beats(worker, clock, redis, 5)
    stuck = redis.leases["stalled"]
    for _ in range(20):
        clock.now += 1
        redis.leases["stalled"] = stuck
        await worker.sweep(await worker.tick())
    await announce.drained()
    assert expired(layer) == []
    assert redis.purged == [], "and its people: it has a lease"


async def test_half_the_world_is_not_closed_at_once(layer: Layer, redis: FakeMarks, clock: Clock) -> None:
    worker = Worker()
    for number in range(100):
        seat(redis, f"web{number % 2}", f"s{number}", mark=1)
    beat = await beats(worker, clock, redis, 10 + GRACE)
    assert beat.closed == rules.most_closings(100) == 10
    assert len(expired(layer)) == 10


async def test_a_process_whose_lease_ran_out_is_purged_without_a_close(
    layer: Layer, redis: FakeMarks, clock: Clock
) -> None:
    worker = Worker()
    seat(redis, "dead", "carla", mark=1)
    seat(redis, "alive", "chris", mark=10_000)
    redis.leases["dead"] = None
    beat = await beats(worker, clock, redis, 10 + GRACE)
    assert redis.purged == ["dead"]
    assert expired(layer) == []
    assert (beat.processes, beat.purged) == (1, 1)


async def test_a_lease_that_vanished_is_no_death(layer: Layer, redis: FakeMarks, clock: Clock) -> None:
    """It was renewed a second ago, and can't have run out."""
    worker = Worker()
    seat(redis, "web", "carla", mark=10_000)
    await beats(worker, clock, redis, 3)
    redis.leases["web"] = None
    await beats(worker, clock, redis, rules.PROCESS_LEASE - 2)
    assert redis.purged == []
    await beats(worker, clock, redis, 2)
    assert redis.purged == ["web"], "but after its time it has"


async def test_whom_a_process_left_that_redis_forgot_is_seen_off(
    layer: Layer, redis: FakeMarks, clock: Clock
) -> None:
    worker = Worker()
    carla, chris = (
        Seated(process, "s1", "c" * 32, name, "customer", name)
        for process, name in (("forgotten", "Carla"), ("web", "Chris"))
    )
    redis.seated = [carla, chris]
    seat(redis, "web", "s1", mark=10_000)
    await beats(worker, clock, redis, rules.PROCESS_LEASE - 1)
    assert redis.moves == [], "a worker that is new can't know"
    await beats(worker, clock, redis, 2)
    assert redis.moves[-1] == ([], [carla])


async def test_news_that_could_not_be_told_are_told_later(
    layer: Layer, redis: FakeMarks, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, told = Worker(), list[set[str]]()

    async def tell(tickets: Iterable[str], tick: int) -> None:
        told.append(set(tickets))
        if len(told) == 1:
            raise RedisError

    monkeypatch.setattr("tickets.presence.worker.people.tell", tell)
    redis.gone = ["t1"]
    with pytest.raises(RedisError):
        await beats(worker, clock, redis)
    await beats(worker, clock, redis)
    await beats(worker, clock, redis)
    assert told == [{"t1"}, {"t1"}, set()]


async def test_who_is_gone_for_good_is_told_to_all_at_the_ticket(
    layer: Layer, redis: FakeMarks, clock: Clock
) -> None:
    worker, ticket = Worker(), "c" * 32
    away = {"key": "customer", "role": "customer", "name": "Carla", "tick": 1, "at": "2026-…"}
    redis.entries[ticket]["gone customer"] = away
    redis.tick = PRESENCE_GRACE
    redis.gone = [ticket]
    await beats(worker, clock, redis)
    [told] = [message for message in layer.sent if message["group"] == groups.PRESENCE]
    assert '"state":"offline"' in told["frames"][ticket]


async def test_when_redis_goes_the_beat_fails_and_the_next_one_starts_anew(
    layer: Layer, redis: FakeMarks, clock: Clock
) -> None:
    worker = Worker()
    seat(redis, "web", "carla", mark=1)
    await beats(worker, clock, redis, 10 + GRACE - 1)
    redis.away = True
    with pytest.raises(RedisError, match="away"):
        await worker.tick()
    redis.away = False
    clock.now += 3
    await beats(worker, clock, redis)
    assert expired(layer) == []


def test_a_line_of_the_log_says_it_all() -> None:
    total = Beat()
    total.add(Beat(7, 0, 1, 3, 3, 0, 0, 2.0))
    total.add(Beat(8, 0, 2, 4, 2, 2, 1, 4.0))
    assert total.in_words() == (
        "tick 8: 7 sockets pinged in 2 processes, 5 pongs, 2 closed, 1 processes purged, 3.0 ms a beat"
    )

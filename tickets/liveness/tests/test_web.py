"""The heartbeat of a web process, its ticks by hand and its clock too."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from itertools import chain
from types import SimpleNamespace
from typing import Any

import pytest

from tests.fakes import FakeMarks, Layer, until
from tickets import database
from tickets.connections import report
from tickets.liveness import rules
from tickets.liveness.marks import RedisError
from tickets.liveness.rules import Stretch
from tickets.liveness.web import AT_ONCE, Pulse
from tickets.models import Heads
from tickets.presence.seats import presence
from tickets.refusals import unavailable
from tickets.wire import announce
from tickets.wire.frames import Health
from tickets.wire.hub import hub

INTERVAL = 10
TICKET = "c" * 32
MOVED = "e" * 32


class Socket:
    """A page's socket, that answers each ping if `pulse` is given."""

    def __init__(self, id: str, pulse: Pulse | None = None, tickets: tuple[str, ...] = ()) -> None:
        self.id, self.pings, self.expired = id, 0, False
        self._pulse, self._tickets = pulse, list(tickets)

    async def ping(self) -> None:
        self.pings += 1
        if self._pulse:
            self._pulse.lives(self.id)

    async def expire(self) -> None:
        self.expired = True

    def tickets(self) -> list[str]:
        return self._tickets


class Member:
    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []

    def announced(self, message: dict[str, Any]) -> None:
        self.heard.append(message)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr("tickets.liveness.web.time", SimpleNamespace(monotonic=lambda: now[0]))
    for pause in ("SETTLE", "SPREAD"):
        monkeypatch.setattr(rules, pause, 0)
    monkeypatch.setattr(rules, "LATE", 0.01)
    return now


@pytest.fixture
def pulse(layer: Layer, redis: FakeMarks, clock: list[float]) -> Callable[[], Pulse]:
    """A pulse whose own loop is off: the test hands it what it hears."""

    def made() -> Pulse:
        pulse = Pulse()
        pulse._task.cancel()
        return pulse

    return made


async def tick(pulse: Pulse, clock: list[float], number: int, seconds: float = 1.0, **more: Any) -> None:
    clock[0] += seconds
    await pulse._beat({"type": "tick", "tick": number, "heads": {}, "desk": []} | more)
    await pinged(pulse)


async def pinged(pulse: Pulse) -> None:
    assert pulse._pinging
    await pulse._pinging


async def beats_alone(pulse: Pulse) -> None:
    await pulse._beat_alone()
    await pinged(pulse)
    assert pulse._asking
    await pulse._asking


def sockets(pulse: Pulse, count: int, answering: bool = True) -> list[Socket]:
    made = [Socket(f"s{number}", pulse if answering else None) for number in range(count)]
    for socket in made:
        pulse.register(socket)
    return made


async def test_each_socket_is_pinged_once_an_interval(pulse: Callable[[], Pulse], clock: list[float]) -> None:
    beating = pulse()
    pages = sockets(beating, 25)
    for number in range(100, 100 + 3 * INTERVAL):
        await tick(beating, clock, number)
    assert [page.pings for page in pages] == [3] * 25


async def test_pings_are_spread_over_the_interval(pulse: Callable[[], Pulse], clock: list[float]) -> None:
    beating = pulse()
    pages, per_tick = sockets(beating, 50), list[int]()
    for number in range(100, 100 + INTERVAL):
        before = sum(page.pings for page in pages)
        await tick(beating, clock, number)
        per_tick.append(sum(page.pings for page in pages) - before)
    assert per_tick == [5] * INTERVAL


async def test_answers_are_written_with_the_stretch_that_they_cover(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float]
) -> None:
    beating = pulse()
    await tick(beating, clock, 100)
    sockets(beating, INTERVAL)
    for number in range(101, 102 + INTERVAL):  # what was answered to one tick is written with the next
        await tick(beating, clock, number)
    lease = redis.leases[beating.process]
    assert lease is not None
    assert (lease.stretch, lease.slots) == (Stretch(100, 111), INTERVAL)
    assert sorted(redis.seen(beating.process).values()) == list(range(101, 111))


async def test_a_silent_socket_keeps_its_old_mark(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float]
) -> None:
    beating = pulse()
    await tick(beating, clock, 100)
    [silent] = sockets(beating, 1, answering=False)
    for number in range(101, 101 + INTERVAL):
        await tick(beating, clock, number)
    assert silent.pings == 1
    assert redis.seen(beating.process) == {"s0": 100}


async def test_who_went_leaves_no_mark(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float]
) -> None:
    beating = pulse()
    sockets(beating, 2)
    await tick(beating, clock, 100)
    assert redis.seen(beating.process).keys() == {"s0", "s1"}
    beating.unregister("s0")
    beating.unregister("s0")
    await tick(beating, clock, 101)
    assert redis.seen(beating.process).keys() == {"s1"}
    assert beating.sockets == 1


async def test_who_went_while_redis_was_away_leaves_no_mark_either(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float]
) -> None:
    """Else it would look silent for ever, and use up what may be closed in a tick."""
    beating = pulse()
    sockets(beating, 2)
    await tick(beating, clock, 100)
    beating.unregister("s0")
    redis.away = True
    await tick(beating, clock, 101)
    redis.away = False
    await tick(beating, clock, 102)
    assert redis.seen(beating.process).keys() == {"s1"}


async def test_after_a_gap_everybody_is_written_anew(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float]
) -> None:
    """Redis may be back empty, and who was not pinged meanwhile is not dead."""
    beating = pulse()
    sockets(beating, 5, answering=False)
    presence().came(beating.seated("s0", TICKET, "customer", "customer", "Carla"))
    await tick(beating, clock, 100)
    await tick(beating, clock, 101)
    await until(lambda: bool(redis.entries[TICKET]), "Carla's entry")
    redis.marks.clear()
    redis.entries.clear()
    await tick(beating, clock, 102)
    assert redis.seen(beating.process) == {}, "no gap, nothing anew"
    await tick(beating, clock, 1)  # counted anew
    assert redis.seen(beating.process) == {f"s{number}": 1 for number in range(5)}
    await until(lambda: bool(redis.entries[TICKET]), "Carla's entry again")


async def test_a_write_that_failed_ends_the_stretch(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float]
) -> None:
    beating = pulse()
    sockets(beating, 3)
    for number in (100, 101):
        await tick(beating, clock, number)
    redis.away = True
    await tick(beating, clock, 102)
    redis.away = False
    await tick(beating, clock, 103)
    lease = redis.leases[beating.process]
    assert lease is not None
    assert lease.stretch == Stretch(103, 103)


async def test_a_promoted_redis_that_lost_the_last_marks_closes_nobody(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float]
) -> None:
    """The ticks go on without a gap, but what was written at 112 never reached the replica."""
    beating = pulse()
    pages = sockets(beating, INTERVAL)
    for number in range(100, 113):
        await tick(beating, clock, number, server="first")
    lost = next(page.id for page in pages if redis.seen(beating.process)[page.id] == 111)
    redis.marks[beating.process][111 % INTERVAL][lost] = 101
    redis.server = "second"
    for number in range(113, 116):
        await tick(beating, clock, number, server="second")
        lease = redis.leases[beating.process]
        assert lease is not None
        assert lease.stretch == Stretch(113, number)
    assert min(redis.seen(beating.process).values()) == 113


async def test_marks_that_went_to_another_redis_prove_nothing(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float]
) -> None:
    beating = pulse()
    sockets(beating, INTERVAL)
    for number in range(100, 103):
        await tick(beating, clock, number, server="second")
    assert beating.process not in redis.leases, "the ticks are the new one's, the marks went to the old one"
    redis.server = "second"
    await tick(beating, clock, 103, server="second")
    lease = redis.leases[beating.process]
    assert lease is not None
    assert lease.stretch == Stretch(103, 103)


async def test_missed_slots_are_pinged_with_the_next_tick(
    pulse: Callable[[], Pulse], clock: list[float]
) -> None:
    beating = pulse()
    pages = sockets(beating, INTERVAL)
    await tick(beating, clock, 100)
    await tick(beating, clock, 104, seconds=4)
    pinged = {beating._slot_of[page.id] for page in pages if page.pings}
    assert pinged == {slot % INTERVAL for slot in (100, 101, 102, 103, 104)}
    await tick(beating, clock, 200, seconds=96)
    assert all(page.pings <= 2 for page in pages), "no slot twice for one tick's sake"


async def test_a_ping_that_fails_keeps_none_of_the_others(
    pulse: Callable[[], Pulse], clock: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    beating = pulse()
    pages = sockets(beating, 3 * INTERVAL)

    async def breaks() -> None:
        raise RuntimeError("a socket broke")

    pages[0].ping = breaks  # type: ignore[method-assign]
    for number in range(100, 100 + INTERVAL):
        await tick(beating, clock, number)
    assert [page.pings for page in pages[1:]] == [1] * (3 * INTERVAL - 1)
    assert "a socket broke" in caplog.text


async def test_only_the_named_sockets_are_expired(pulse: Callable[[], Pulse]) -> None:
    beating = pulse()
    pages = sockets(beating, 3)
    await beating._obey({"type": "expire", "sockets": ["s1", "somebody else's"]})
    assert [page.expired for page in pages] == [False, True, False]


async def test_a_tick_s_pings_are_out_before_the_next_one_s(
    pulse: Callable[[], Pulse], clock: list[float]
) -> None:
    """Else a process that lags would vouch for a tick whose pings it has yet to send."""
    beating, went = pulse(), list[str]()

    class Page(Socket):
        async def ping(self) -> None:
            await asyncio.sleep(0.02 if self.id == "first" else 0)
            went.append(self.id)

    for id in ("first", "second"):  # in the slots 0 and 1
        beating.register(Page(id))
    await beating._beat({"type": "tick", "tick": 100, "heads": {}, "desk": []})
    await tick(beating, clock, 101)
    assert went == ["first", "second"]


async def test_a_pong_that_is_in_already_is_written_with_the_tick(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The watermark says that everything is written that had reached this process."""
    beating = pulse()
    sockets(beating, 1, answering=False)
    await tick(beating, clock, 100)
    monkeypatch.setattr(rules, "SETTLE", 0.05)
    asyncio.get_running_loop().call_later(0.01, beating.lives, "s0")
    await tick(beating, clock, 101)
    assert redis.seen(beating.process) == {"s0": 101}


async def test_now_and_then_all_heads_are_read_though_nothing_was_missed(
    pulse: Callable[[], Pulse], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    beating, customer = pulse(), Member()
    for slot in range(INTERVAL):
        beating.register(Socket(f"s{slot}", None, (TICKET,)))
    hub().join_local(announce.customer_of(TICKET), customer)

    async def heads(_: Callable[[], Heads]) -> Heads:
        return {TICKET: (7, 5)}

    monkeypatch.setattr("tickets.conversation.repair.database.in_database", heads)
    for number in range(100, 101 + rules.AUDIT):
        await tick(beating, clock, number)
        if beating._asking:
            await beating._asking
    assert len(customer.heard) == 2 * INTERVAL, "at the first tick, and once each since"


async def test_a_desk_is_told_of_what_moved_and_of_no_quiet_ticket(
    pulse: Callable[[], Pulse], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would hear of each ticket each minute, the more the more there are."""
    beating, desk = pulse(), Member()
    for slot in range(INTERVAL):
        beating.register(Socket(f"s{slot}", None, (TICKET,)))
    hub().join_local(announce.DESK, desk)
    _quiet_and_moved(monkeypatch)
    await tick(beating, clock, 101)
    await until(lambda: len(desk.heard) == INTERVAL, "all rows, at the first tick")
    desk.heard.clear()
    for number in range(102, 102 + rules.AUDIT):
        await tick(beating, clock, number)
        if beating._asking:
            await beating._asking
    assert [(m["heads"], m["tick"]) for m in desk.heard] == [({MOVED: (3, 2)}, False)]


async def test_a_beat_that_fails_is_not_the_last(
    layer: Layer, redis: FakeMarks, caplog: pytest.LogCaptureFixture
) -> None:
    beating = Pulse()
    beating.announced({"type": "tick"})  # not one of ours
    beating.announced({"type": "tick", "tick": 7, "heads": {}, "desk": []})
    await until(lambda: beating.tick == 7, "the tick behind it")
    assert "a beat failed" in caplog.text


# — beating alone —


async def test_it_is_patient_once_and_then_beats_each_second(
    layer: Layer, redis: FakeMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = list[float]()

    async def nothing_comes(get: Coroutine[Any, Any, Any], patience: float) -> None:
        get.close()
        waits.append(patience)
        if len(waits) == 3:
            await asyncio.Event().wait()
        raise TimeoutError

    monkeypatch.setattr("tickets.liveness.web.asyncio.wait_for", nothing_comes)
    beating = Pulse()
    await until(lambda: len(waits) == 3, "two lonely beats")
    assert waits == [rules.SILENCE, rules.BEAT, rules.BEAT]
    beating._task.cancel()


async def test_alone_it_pings_nobody_twice_in_a_row(
    pulse: Callable[[], Pulse], clock: list[float], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HEARTBEAT_INTERVAL = 2  # shorter than the silence before it
    _no_database(monkeypatch)
    beating = pulse()
    pages = sockets(beating, 2)
    await beats_alone(beating)
    assert [page.pings for page in pages] == [1, 1]


async def test_alone_it_first_makes_up_for_the_slots_it_missed(
    pulse: Callable[[], Pulse], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    beating = pulse()
    _no_database(monkeypatch)
    pages = sockets(beating, INTERVAL)
    await tick(beating, clock, 100)
    await beats_alone(beating)
    pinged = {beating._slot_of[page.id] for page in pages if page.pings}
    assert pinged == {0, 1, 2, 3}, "tick 100's, and those of three seconds of silence"
    for _ in range(INTERVAL - 4):
        await beats_alone(beating)
    assert [page.pings for page in pages] == [1] * INTERVAL
    assert beating.alone


async def test_alone_it_closes_nobody_and_writes_nothing(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    beating = pulse()
    _no_database(monkeypatch)
    pages = sockets(beating, INTERVAL, answering=False)
    for _ in range(3 * INTERVAL):
        await beats_alone(beating)
    assert not any(page.expired for page in pages)
    assert redis.leases == {}


async def test_alone_it_asks_the_database_for_the_heads_of_its_tickets(
    pulse: Callable[[], Pulse], monkeypatch: pytest.MonkeyPatch
) -> None:
    beating = pulse()
    page, customer, agent = Socket("s", None, (TICKET,)), Member(), Member()
    beating.register(page)
    hub().join_local(announce.customer_of(TICKET), customer)
    hub().join_local(announce.agents_of(TICKET), agent)

    async def heads(_: Callable[[], Heads]) -> Heads:
        return {TICKET: (7, 5)}

    monkeypatch.setattr("tickets.conversation.repair.database.in_database", heads)
    for _ in range(INTERVAL):
        await beats_alone(beating)
    assert page.pings == 1
    assert [(m["type"], m["seq"]) for m in customer.heard] == [("head", 5)]
    assert [(m["type"], m["seq"]) for m in agent.heard] == [("head", 7)]


async def test_alone_without_a_database_it_pings_on(
    pulse: Callable[[], Pulse], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    beating = pulse()
    _no_database(monkeypatch)
    page = Socket("s", None, (TICKET,))
    beating.register(page)
    for _ in range(INTERVAL):
        await beats_alone(beating)
    assert page.pings == 1
    assert "to ask what was missed" in caplog.text


async def test_alone_the_desk_hears_of_tickets_that_nobody_here_is_at(
    pulse: Callable[[], Pulse], monkeypatch: pytest.MonkeyPatch
) -> None:
    beating, desk = pulse(), Member()
    hub().join_local(announce.DESK, desk)
    _quiet_and_moved(monkeypatch)
    await beats_alone(beating)
    assert [(m["heads"], m["tick"]) for m in desk.heard] == [({MOVED: (3, 2)}, True)]


async def test_alone_pings_wait_for_no_database(
    pulse: Callable[[], Pulse], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frozen one answers nobody for as long as it lasts; then all whose beats went by are asked for."""
    beating, thawed, asked = pulse(), asyncio.Event(), list[str]()
    pages = [Socket(f"s{slot}", None, (f"{slot:032}",)) for slot in range(INTERVAL)]
    for page in pages:
        beating.register(page)

    async def of_tickets(tickets: set[str], rows: bool) -> None:
        asked.extend(tickets)
        await thawed.wait()

    monkeypatch.setattr("tickets.conversation.repair.of_tickets", of_tickets)
    for _ in range(INTERVAL):
        await beating._beat_alone()
        await pinged(beating)
    assert all(page.pings for page in pages)
    assert len(asked) == 1, "one question at a time"
    thawed.set()
    await until(lambda: set(asked) == {page.tickets()[0] for page in pages}, "questions for all")


async def test_after_a_gap_it_asks_once_for_all_heads_whatever_their_slot(
    pulse: Callable[[], Pulse], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was announced while no tick came is older than the heads that ticks tell."""
    beating, customer = pulse(), Member()
    pages = [Socket(f"s{slot}", None, (TICKET,)) for slot in range(INTERVAL)]
    for page in pages:
        beating.register(page)
    hub().join_local(announce.customer_of(TICKET), customer)

    async def heads(_: Callable[[], Heads]) -> Heads:
        return {TICKET: (7, 5)}

    monkeypatch.setattr("tickets.conversation.repair.database.in_database", heads)
    await tick(beating, clock, 115)
    await until(lambda: len(customer.heard) == INTERVAL, "each slot's tickets asked for")
    await tick(beating, clock, 116)
    await tick(beating, clock, 119, seconds=3.0)
    await until(lambda: len(customer.heard) == 2 * INTERVAL, "and again after the gap")


async def test_a_tick_ends_the_lonely_beat(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    beating = pulse()
    _no_database(monkeypatch)
    sockets(beating, 4)
    await tick(beating, clock, 100)
    await beats_alone(beating)
    await tick(beating, clock, 101)
    assert not beating.alone
    lease = redis.leases[beating.process]
    assert lease is not None
    assert lease.stretch == Stretch(101, 101), "what it did alone is not vouched for"


async def test_silence_makes_it_beat_alone_and_a_tick_brings_it_back(
    layer: Layer, redis: FakeMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole loop, on a faster clock."""
    for name, seconds in (("BEAT", 0.01), ("SILENCE", 0.03), ("SETTLE", 0.001)):
        monkeypatch.setattr(rules, name, seconds)
    _no_database(monkeypatch)
    beating = Pulse()
    page = Socket("s", beating)
    beating.register(page)
    await until(lambda: beating.alone and page.pings > 0, "a ping without a worker")
    await announce.tick(500, {}, [])
    await until(lambda: beating.tick == 500 and "s" in redis.seen(beating.process), "the worker's tick")
    announce.expire(beating.process, ["s"])
    await until(lambda: page.expired, "the worker's verdict")
    beating._task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await beating._task


# — what it tells —


async def test_heads_go_to_each_audience_in_its_numbering(
    pulse: Callable[[], Pulse], clock: list[float]
) -> None:
    beating, customer, agent, desk = pulse(), Member(), Member(), Member()
    hub().join_local(announce.customer_of(TICKET), customer)
    hub().join_local(announce.agents_of(TICKET), agent)
    hub().join_local(announce.DESK, desk)
    await tick(beating, clock, 100, heads={TICKET: (7, 5)})
    assert customer.heard == agent.heard == desk.heard == [], "what is announced now may be on its way"
    await until(lambda: bool(desk.heard), "the heads")
    assert [m["seq"] for m in customer.heard] == [5]
    assert [m["seq"] for m in agent.heard] == [7]
    assert [m["heads"] for m in desk.heard] == [{TICKET: (7, 5)}]


async def test_customers_hear_when_the_desk_is_manned_and_only_then(
    pulse: Callable[[], Pulse], clock: list[float]
) -> None:
    beating, customer = pulse(), Member()
    hub().join_local(announce.CUSTOMERS, customer)
    on, off = [{"state": "online"}], [{"state": "offline"}]
    assert beating.on_duty is None, "nobody knows yet"
    for number, desk in enumerate(([], off, on, on, off), start=100):
        await tick(beating, clock, number, desk=desk)
    assert [m["frame"] for m in customer.heard] == [
        '{"type":"desk","on_duty":false}',
        '{"type":"desk","on_duty":true}',
        '{"type":"desk","on_duty":false}',
    ]


async def test_a_desk_that_redis_has_lost_is_manned_still(
    pulse: Callable[[], Pulse], clock: list[float]
) -> None:
    """Who leaves is `offline` there. Nobody at all is a key that is gone, and comes back."""
    beating = pulse()
    await tick(beating, clock, 100, desk=[{"state": "online"}])
    for number in range(101, 101 + INTERVAL):
        await tick(beating, clock, number, desk=[])
        assert beating.on_duty
    for number in range(101 + INTERVAL, 103 + INTERVAL):
        await tick(beating, clock, number, desk=[])
    assert not beating.on_duty, "it is not told again: nobody is there"


async def test_a_mark_that_redis_has_lost_is_written_again(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float]
) -> None:
    """A silent socket without one would never be closed."""
    beating = pulse()
    sockets(beating, 25, answering=False)
    await tick(beating, clock, 100)
    await tick(beating, clock, 101)
    redis.marks.clear()
    for number in range(102, 103 + INTERVAL):
        await tick(beating, clock, number)
    assert len(redis.seen(beating.process)) == 25
    written = dict(redis.seen(beating.process))
    for number in range(103 + INTERVAL, 103 + 2 * INTERVAL):
        await tick(beating, clock, number)
    assert redis.seen(beating.process) == written, "and only then: silence must show"


async def test_what_is_wrong_with_redis_is_said(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    beating = pulse()
    await tick(beating, clock, 100)
    assert await beating.degraded() == {}
    redis.policy = "allkeys-lru"
    assert "noeviction (now: allkeys-lru)" in (await beating.degraded())["redis"]

    async def full(*_: Any) -> bool:
        raise RedisError("OOM command not allowed")

    with monkeypatch.context() as patch:
        patch.setattr(redis, "went_through", full)
        await tick(beating, clock, 101)
        assert "takes no writes, so nobody knows who is there: OOM" in (await beating.degraded())["redis"]
    redis.policy = None
    await tick(beating, clock, 102)
    assert await beating.degraded() == {}


async def test_health_tells_a_probe_what_works(
    pulse: Callable[[], Pulse], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    beating = pulse()
    monkeypatch.setattr(database, "reachable", lambda: True)
    assert beating.health() == Health.DATABASE
    await tick(beating, clock, 100)
    assert beating.health() == Health.DATABASE | Health.TICKING
    await beats_alone(beating)
    assert beating.health() == Health.DATABASE
    await tick(beating, clock, 101)
    monkeypatch.setattr(database, "reachable", lambda: False)
    beating.drain(5)
    assert beating.health() == Health.TICKING | Health.DRAINING


async def test_it_tells_of_itself_while_it_beats_alone_too(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_database(monkeypatch)
    monkeypatch.setattr(report, "EVERY", 0.01)
    beating = pulse()
    sockets(beating, 3)
    await until(lambda: beating.process in redis.reports, "a word before the first tick")
    assert redis.reports[beating.process] | {"tick": 0, "silent": None} == redis.reports[beating.process]
    await tick(beating, clock, 100)
    await beating._beat_alone()
    clock[0] += 12
    await until(lambda: redis.reports[beating.process]["silent"] == 12, "the time without a tick")
    told = redis.reports[beating.process]
    assert (told["kind"], told["alone"], told["figures"]["sockets"]) == ("web", True, 3)


async def test_degraded_names_each_part_that_is_away(
    pulse: Callable[[], Pulse], redis: FakeMarks, clock: list[float]
) -> None:
    beating = pulse()
    assert (await beating.degraded()).keys() == {"worker"}
    await tick(beating, clock, 100)
    assert await beating.degraded() == {}
    redis.away = True
    assert (await beating.degraded()).keys() == {"redis"}


async def test_draining_asks_every_page_to_come_back(pulse: Callable[[], Pulse]) -> None:
    beating, everybody = pulse(), Member()
    hub().join_local(announce.EVERYBODY, everybody)
    beating.drain(5)
    assert everybody.heard == [{"group": announce.EVERYBODY, "type": "drain", "spread": 5}]


def _quiet_and_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database in which one ticket moved lately, and that of the sockets did not."""

    async def heads(asked: Callable[[], Heads]) -> Heads:
        tickets: Any = asked
        return {MOVED: (3, 2)} if "last_event_at" in str(tickets.__self__.query.where) else {TICKET: (7, 5)}

    monkeypatch.setattr("tickets.conversation.repair.database.in_database", heads)


def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(_: Callable[[], Heads]) -> Heads:
        raise unavailable()

    monkeypatch.setattr("tickets.conversation.repair.database.in_database", away)


async def test_a_tick_s_pings_are_spread_over_its_second(
    pulse: Callable[[], Pulse], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else all of a slot's pings, and then all their pongs, would jam the loop at once."""
    beating, bursts, waits = pulse(), list[list[str]](), list[float]()
    beating.reporter._task.cancel()  # it sleeps too
    monkeypatch.setattr(rules, "SPREAD", 60.0)
    slept = asyncio.sleep

    async def sleep(seconds: float) -> None:
        if asyncio.current_task() is beating._pinging:
            bursts.append([])
            waits.append(seconds)
            seconds = 0
        await slept(seconds)

    monkeypatch.setattr("tickets.liveness.web.asyncio.sleep", sleep)

    class Page(Socket):
        async def ping(self) -> None:
            bursts[-1].append(self.id)

    pages = [Page(f"s{number}") for number in range(3 * AT_ONCE * INTERVAL)]
    for page in pages:
        beating.register(page)
    await tick(beating, clock, 100)
    assert [len(burst) for burst in bursts if burst] == [AT_ONCE] * 3
    assert len(set(chain.from_iterable(bursts))) == 3 * AT_ONCE
    assert waits == pytest.approx([0, 20, 40], abs=10)

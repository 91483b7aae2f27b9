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
from tickets.liveness.marks import Lease
from tickets.liveness.pings import AT_ONCE
from tickets.liveness.rules import Stretch
from tickets.models import Heads
from tickets.process import Process
from tickets.redis import RedisError
from tickets.refusals import unavailable
from tickets.wire import announce, groups
from tickets.wire.announcements import Announcement, Drain, Expire, Tick
from tickets.wire.frames import Health
from tickets.wire.hub import hub

INTERVAL = 10
TICKET = "c" * 32
MOVED = "e" * 32


class Socket:
    """A page's socket, that answers each ping if its process is given."""

    def __init__(self, id: str, web: Process | None = None, tickets: tuple[str, ...] = ()) -> None:
        self.id, self.pings, self.expired = id, 0, False
        self.last_heard: int | None = None
        self._web, self._tickets = web, list(tickets)

    async def ping(self) -> None:
        self.pings += 1
        if self._web:
            self._web.heartbeat.lives(self.id)

    async def expire(self, heard: int | None) -> None:
        self.expired, self.last_heard = True, heard

    def tickets(self) -> list[str]:
        return self._tickets


class Member:
    def __init__(self) -> None:
        self.heard: list[Any] = []

    def announced(self, announcement: Announcement) -> None:
        self.heard.append(announcement)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr("tickets.liveness.web.time", SimpleNamespace(monotonic=lambda: now[0]))
    for pause in ("SETTLE", "SPREAD"):
        monkeypatch.setattr(rules, pause, 0)
    monkeypatch.setattr(rules, "LATE", 0.01)
    return now


@pytest.fixture
def process(layer: Layer, redis: FakeMarks, clock: list[float]) -> Callable[[], Process]:
    """One whose heartbeat's own loop is off: the test hands it what it hears."""

    def made() -> Process:
        web = Process()
        web.heartbeat._task.cancel()
        return web

    return made


def a_tick(number: int, **more: Any) -> Tick:
    told: dict[str, Any] = {"tick": number, "heads": {}, "desk": []}
    return Tick(groups.HEARTBEATS, **told | more)


async def tick(web: Process, clock: list[float], number: int, seconds: float = 1.0, **more: Any) -> None:
    clock[0] += seconds
    await web.heartbeat._beat(a_tick(number, **more))
    await pinged(web)


async def pinged(web: Process) -> None:
    assert web.heartbeat._pinging
    await web.heartbeat._pinging


async def beats_alone(web: Process) -> None:
    await web.heartbeat._beat_alone()
    await pinged(web)
    assert web.repair._asking
    await web.repair._asking


def sockets(web: Process, count: int, answering: bool = True) -> list[Socket]:
    made = [Socket(f"s{number}", web if answering else None) for number in range(count)]
    for socket in made:
        web.heartbeat.register(socket)
    return made


async def test_each_socket_is_pinged_once_an_interval(
    process: Callable[[], Process], clock: list[float]
) -> None:
    web = process()
    pages = sockets(web, 25)
    for number in range(100, 100 + 3 * INTERVAL):
        await tick(web, clock, number)
    assert [page.pings for page in pages] == [3] * 25


async def test_pings_are_spread_over_the_interval(process: Callable[[], Process], clock: list[float]) -> None:
    web = process()
    pages, per_tick = sockets(web, 50), list[int]()
    for number in range(100, 100 + INTERVAL):
        before = sum(page.pings for page in pages)
        await tick(web, clock, number)
        per_tick.append(sum(page.pings for page in pages) - before)
    assert per_tick == [5] * INTERVAL


async def test_answers_are_written_with_the_stretch_that_they_cover(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float]
) -> None:
    web = process()
    await tick(web, clock, 100)
    sockets(web, INTERVAL)
    for number in range(101, 102 + INTERVAL):  # what was answered to one tick is written with the next
        await tick(web, clock, number)
    lease = redis.leases[web.id]
    assert lease is not None
    assert (lease.stretch, lease.slots) == (Stretch(100, 111), INTERVAL)
    assert sorted(redis.seen(web.id).values()) == list(range(101, 111))


async def test_a_silent_socket_keeps_its_old_mark(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float]
) -> None:
    web = process()
    await tick(web, clock, 100)
    [silent] = sockets(web, 1, answering=False)
    for number in range(101, 101 + INTERVAL):
        await tick(web, clock, number)
    assert silent.pings == 1
    assert redis.seen(web.id) == {"s0": 100}


async def test_who_went_leaves_no_mark(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float]
) -> None:
    web = process()
    sockets(web, 2)
    await tick(web, clock, 100)
    assert redis.seen(web.id).keys() == {"s0", "s1"}
    web.heartbeat.unregister("s0")
    web.heartbeat.unregister("s0")
    await tick(web, clock, 101)
    assert redis.seen(web.id).keys() == {"s1"}
    assert len(web.heartbeat.slots) == 1


async def test_who_went_while_redis_was_away_leaves_no_mark_either(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float]
) -> None:
    """Else it would look silent for ever, and use up what may be closed in a tick."""
    web = process()
    sockets(web, 2)
    await tick(web, clock, 100)
    web.heartbeat.unregister("s0")
    redis.away = True
    await tick(web, clock, 101)
    redis.away = False
    await tick(web, clock, 102)
    assert redis.seen(web.id).keys() == {"s1"}


async def test_after_a_gap_everybody_is_written_anew(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float]
) -> None:
    """Redis may be back empty, and who was not pinged meanwhile is not dead."""
    web = process()
    sockets(web, 5, answering=False)
    tickets = [str(number) * 32 for number in range(5)]
    for number, ticket in enumerate(tickets):
        who = (f"s{number}", ticket, "customer", "customer", "Carla")
        web.presence.came(web.presence.seat(*who, answers=True))
    await tick(web, clock, 100)
    await tick(web, clock, 101)
    await until(lambda: all(redis.entries[ticket] for ticket in tickets), "their entries")
    redis.marks.clear()
    redis.entries.clear()
    await tick(web, clock, 102)
    assert redis.seen(web.id) == {}, "no gap, nothing anew"
    await tick(web, clock, 1)  # counted anew
    assert redis.seen(web.id) == {f"s{number}": 1 for number in range(5)}
    written = "their entries again, not a slot's alone"
    await until(lambda: all(redis.entries[ticket] for ticket in tickets), written)


async def test_a_write_that_failed_ends_the_stretch(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float]
) -> None:
    web = process()
    sockets(web, 3)
    for number in (100, 101):
        await tick(web, clock, number)
    redis.away = True
    await tick(web, clock, 102)
    redis.away = False
    await tick(web, clock, 103)
    lease = redis.leases[web.id]
    assert lease is not None
    assert lease.stretch == Stretch(103, 103)


async def test_a_promoted_redis_that_lost_the_last_marks_closes_nobody(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float]
) -> None:
    """The ticks go on without a gap, but what was written at 112 never reached the replica."""
    web = process()
    pages = sockets(web, INTERVAL)
    for number in range(100, 113):
        await tick(web, clock, number, server="first")
    lost = next(page.id for page in pages if redis.seen(web.id)[page.id] == 111)
    redis.marks[web.id][111 % INTERVAL][lost] = 101
    redis.server = "second"
    for number in range(113, 116):
        await tick(web, clock, number, server="second")
        lease = redis.leases[web.id]
        assert lease is not None
        assert lease.stretch == Stretch(113, number)
    assert min(redis.seen(web.id).values()) == 113


async def test_marks_that_went_to_another_redis_prove_nothing(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float]
) -> None:
    web = process()
    sockets(web, INTERVAL)
    for number in range(100, 103):
        await tick(web, clock, number, server="second")
    assert web.id not in redis.leases, "the ticks are the new one's, the marks went to the old one"
    redis.server = "second"
    await tick(web, clock, 103, server="second")
    lease = redis.leases[web.id]
    assert lease is not None
    assert lease.stretch == Stretch(103, 103)


async def test_missed_slots_are_pinged_with_the_next_tick(
    process: Callable[[], Process], clock: list[float]
) -> None:
    web = process()
    pages = sockets(web, INTERVAL)
    await tick(web, clock, 100)
    await tick(web, clock, 104, seconds=4)
    pinged = {web.heartbeat.slots._slot_of[page.id] for page in pages if page.pings}
    assert pinged == {slot % INTERVAL for slot in (100, 101, 102, 103, 104)}
    await tick(web, clock, 200, seconds=96)
    assert all(page.pings <= 2 for page in pages), "no slot twice for one tick's sake"


async def test_a_ping_that_fails_keeps_none_of_the_others(
    process: Callable[[], Process], clock: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    web = process()
    pages = sockets(web, 3 * INTERVAL)

    async def breaks() -> None:
        raise RuntimeError("a socket broke")

    pages[0].ping = breaks  # type: ignore[method-assign]
    for number in range(100, 100 + INTERVAL):
        await tick(web, clock, number)
    assert [page.pings for page in pages[1:]] == [1] * (3 * INTERVAL - 1)
    assert "a socket broke" in caplog.text


async def test_only_the_named_sockets_are_expired(process: Callable[[], Process]) -> None:
    web = process()
    pages = sockets(web, 3)
    await web.heartbeat._obey(Expire(groups.process(web.id), ["s1", "somebody else's"], [93, 92]))
    assert [page.expired for page in pages] == [False, True, False]
    assert pages[1].last_heard == 93


async def test_a_worker_of_an_older_version_does_not_say_when_they_were_heard_last(
    process: Callable[[], Process],
) -> None:
    web = process()
    pages = sockets(web, 3)
    await web.heartbeat._obey(Expire(groups.process(web.id), ["s1", "s2"]))
    assert [(page.expired, page.last_heard) for page in pages] == [(False, None), (True, None), (True, None)]


async def test_a_mark_of_no_socket_is_judged_once(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float]
) -> None:
    """Else it would be among those that may be closed for ever, in the place of another."""
    web, clock[0] = process(), 1000.0
    sockets(web, 3)
    await web.heartbeat._beat(a_tick(100))
    redis.marks[web.id][2]["nobody's"] = 0
    await web.heartbeat._obey(Expire(groups.process(web.id), ["nobody's"]))
    clock[0] += 1
    await web.heartbeat._beat(a_tick(101))
    assert redis.leases[web.id] == Lease(Stretch(100, 101), INTERVAL), "no gap, after which all are forgotten"
    assert sorted(socket for slot in redis.marks[web.id].values() for socket in slot) == ["s0", "s1", "s2"]


async def test_a_tick_s_pings_are_out_before_the_next_one_s(
    process: Callable[[], Process], clock: list[float]
) -> None:
    """Else a process that lags would vouch for a tick whose pings it has yet to send."""
    web, went = process(), list[str]()

    class Page(Socket):
        async def ping(self) -> None:
            await asyncio.sleep(0.02 if self.id == "first" else 0)
            went.append(self.id)

    for id in ("first", "second"):  # in the slots 0 and 1
        web.heartbeat.register(Page(id))
    await web.heartbeat._beat(a_tick(100))
    await tick(web, clock, 101)
    assert went == ["first", "second"]


async def test_a_pong_that_is_in_already_is_written_with_the_tick(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The watermark says that everything is written that had reached this process."""
    web = process()
    sockets(web, 1, answering=False)
    await tick(web, clock, 100)
    monkeypatch.setattr(rules, "SETTLE", 0.05)
    asyncio.get_running_loop().call_later(0.01, web.heartbeat.lives, "s0")
    await tick(web, clock, 101)
    assert redis.seen(web.id) == {"s0": 101}


async def test_now_and_then_all_heads_are_read_though_nothing_was_missed(
    process: Callable[[], Process], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    web, customer = process(), Member()
    for slot in range(INTERVAL):
        web.heartbeat.register(Socket(f"s{slot}", None, (TICKET,)))
    hub().join_local(groups.customer_of(TICKET), customer)

    async def heads(_: Callable[[], Heads]) -> Heads:
        return {TICKET: (7, 5)}

    monkeypatch.setattr("tickets.conversation.repair.database.in_database", heads)
    for number in range(100, 101 + rules.AUDIT):
        await tick(web, clock, number)
        if web.repair._asking:
            await web.repair._asking
    assert len(customer.heard) == 2 * INTERVAL, "at the first tick, and once each since"


async def test_a_desk_is_told_of_what_moved_and_of_no_quiet_ticket(
    process: Callable[[], Process], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would hear of each ticket each minute, the more the more there are."""
    web, desk = process(), Member()
    for slot in range(INTERVAL):
        web.heartbeat.register(Socket(f"s{slot}", None, (TICKET,)))
    hub().join_local(groups.DESK, desk)
    _quiet_and_moved(monkeypatch)
    await tick(web, clock, 101)
    await until(lambda: len(desk.heard) == 1 + INTERVAL, "what moved, and all rows, at the first tick")
    desk.heard.clear()
    for number in range(102, 102 + rules.AUDIT):
        await tick(web, clock, number)
        if web.repair._asking:
            await web.repair._asking
    assert [(m.heads, m.tick) for m in desk.heard] == [({MOVED: (3, 2)}, False)]


async def test_a_beat_that_fails_is_not_the_last(
    layer: Layer, redis: FakeMarks, caplog: pytest.LogCaptureFixture
) -> None:
    web = Process()
    nonsense: Any = None
    web.heartbeat.announced(Expire(groups.process(web.id), nonsense))
    web.heartbeat.announced(a_tick(7))
    await until(lambda: web.heartbeat.tick == 7, "the tick behind it")
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
    web = Process()
    await until(lambda: len(waits) == 3, "two lonely beats")
    assert waits == [rules.SILENCE, rules.BEAT, rules.BEAT]
    web.heartbeat._task.cancel()


async def test_alone_it_pings_nobody_twice_in_a_row(
    process: Callable[[], Process], clock: list[float], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HEARTBEAT_INTERVAL = 2  # shorter than the silence before it
    _no_database(monkeypatch)
    web = process()
    pages = sockets(web, 2)
    await beats_alone(web)
    assert [page.pings for page in pages] == [1, 1]


async def test_alone_it_first_makes_up_for_the_slots_it_missed(
    process: Callable[[], Process], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    web = process()
    _no_database(monkeypatch)
    pages = sockets(web, INTERVAL)
    await tick(web, clock, 100)
    await beats_alone(web)
    pinged = {web.heartbeat.slots._slot_of[page.id] for page in pages if page.pings}
    assert pinged == {0, 1, 2, 3}, "tick 100's, and those of three seconds of silence"
    for _ in range(INTERVAL - 4):
        await beats_alone(web)
    assert [page.pings for page in pages] == [1] * INTERVAL
    assert web.heartbeat.alone


async def test_alone_it_closes_nobody_and_writes_nothing(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    web = process()
    _no_database(monkeypatch)
    pages = sockets(web, INTERVAL, answering=False)
    for _ in range(3 * INTERVAL):
        await beats_alone(web)
    assert not any(page.expired for page in pages)
    assert redis.leases == {}


async def test_alone_it_asks_the_database_for_the_heads_of_its_tickets(
    process: Callable[[], Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    web = process()
    page, customer, agent = Socket("s", None, (TICKET,)), Member(), Member()
    web.heartbeat.register(page)
    hub().join_local(groups.customer_of(TICKET), customer)
    hub().join_local(groups.agents_of(TICKET), agent)

    async def heads(_: Callable[[], Heads]) -> Heads:
        return {TICKET: (7, 5)}

    monkeypatch.setattr("tickets.conversation.repair.database.in_database", heads)
    for _ in range(INTERVAL):
        await beats_alone(web)
    assert page.pings == 1
    assert [(m.type, m.seq) for m in customer.heard] == [("head", 5)]
    assert [(m.type, m.seq) for m in agent.heard] == [("head", 7)]


async def test_alone_without_a_database_it_pings_on(
    process: Callable[[], Process], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    web = process()
    _no_database(monkeypatch)
    page = Socket("s", None, (TICKET,))
    web.heartbeat.register(page)
    for _ in range(INTERVAL):
        await beats_alone(web)
    assert page.pings == 1
    assert "to ask what was missed" in caplog.text


async def test_alone_the_desk_hears_of_tickets_that_nobody_here_is_at(
    process: Callable[[], Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    web, desk = process(), Member()
    hub().join_local(groups.DESK, desk)
    _quiet_and_moved(monkeypatch)
    await beats_alone(web)
    assert [(m.heads, m.tick) for m in desk.heard] == [({MOVED: (3, 2)}, True)]


async def test_alone_pings_wait_for_no_database(
    process: Callable[[], Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frozen one answers nobody for as long as it lasts; then all whose beats went by are asked for."""
    web, thawed, asked = process(), asyncio.Event(), list[str]()
    pages = [Socket(f"s{slot}", None, (f"{slot:032}",)) for slot in range(INTERVAL)]
    for page in pages:
        web.heartbeat.register(page)

    async def of_tickets(tickets: set[str], rows: bool) -> None:
        asked.extend(tickets)
        await thawed.wait()

    monkeypatch.setattr("tickets.conversation.repair.of_tickets", of_tickets)
    for _ in range(INTERVAL):
        await web.heartbeat._beat_alone()
        await pinged(web)
    assert all(page.pings for page in pages)
    assert len(asked) == 1, "one question at a time"
    thawed.set()
    await until(lambda: set(asked) == {page.tickets()[0] for page in pages}, "questions for all")


async def test_after_a_gap_it_asks_once_for_all_heads_whatever_their_slot(
    process: Callable[[], Process], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was announced while no tick came is older than the heads that ticks tell."""
    web, customer = process(), Member()
    pages = [Socket(f"s{slot}", None, (TICKET,)) for slot in range(INTERVAL)]
    for page in pages:
        web.heartbeat.register(page)
    hub().join_local(groups.customer_of(TICKET), customer)

    async def heads(_: Callable[[], Heads]) -> Heads:
        return {TICKET: (7, 5)}

    monkeypatch.setattr("tickets.conversation.repair.database.in_database", heads)
    await tick(web, clock, 115)
    await until(lambda: len(customer.heard) == INTERVAL, "each slot's tickets asked for")
    await tick(web, clock, 116)
    await tick(web, clock, 119, seconds=3.0)
    await until(lambda: len(customer.heard) == 2 * INTERVAL, "and again after the gap")


async def test_what_the_database_does_not_answer_after_a_gap_is_asked_again_with_the_next_tick(
    process: Callable[[], Process], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    web, customer = process(), Member()
    for slot in range(INTERVAL):
        web.heartbeat.register(Socket(f"s{slot}", None, (TICKET,)))
    hub().join_local(groups.customer_of(TICKET), customer)
    _no_database(monkeypatch)
    for number in (115, 116):  # no audit's
        await tick(web, clock, number)
        assert web.repair._asking
        await web.repair._asking
    _quiet_and_moved(monkeypatch)
    await tick(web, clock, 117)
    assert web.repair._asking
    await web.repair._asking
    assert len(customer.heard) == INTERVAL
    asked = web.repair._asking
    await tick(web, clock, 118)
    assert web.repair._asking is asked, "nothing is owed any more"


async def test_after_gaps_there_is_one_round_at_a_time_that_goes_back_to_the_first(
    process: Callable[[], Process], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    web, thawed, asked, windows = process(), asyncio.Event(), list[str](), list[float]()
    web.heartbeat.register(Socket("s", None, (TICKET,)))

    async def of_tickets(tickets: set[str], rows: bool) -> None:
        asked.extend(tickets)

    async def of_desk(seconds: float, tick: bool) -> None:
        windows.append(seconds)
        await thawed.wait()
        if len(windows) == 1:
            raise unavailable()

    monkeypatch.setattr("tickets.conversation.repair.of_tickets", of_tickets)
    monkeypatch.setattr("tickets.conversation.repair.of_desk", of_desk)
    await web.heartbeat._beat_alone()
    for number in (115, 120, 125):
        await tick(web, clock, number, seconds=5.0)
        assert len(windows) == 1
    thawed.set()
    assert web.repair._asking
    await web.repair._asking
    assert asked == [], "it was refused"
    await tick(web, clock, 126)
    await web.repair._asking
    assert asked == [TICKET]
    assert len(windows) == 2
    assert windows[0] < 2 * rules.AUDIT < windows[1], "alone it was owed the last seconds"


async def test_a_tick_ends_the_lonely_beat(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    web = process()
    _no_database(monkeypatch)
    sockets(web, 4)
    await tick(web, clock, 100)
    await beats_alone(web)
    await tick(web, clock, 101)
    assert not web.heartbeat.alone
    lease = redis.leases[web.id]
    assert lease is not None
    assert lease.stretch == Stretch(101, 101), "what it did alone is not vouched for"


async def test_silence_makes_it_beat_alone_and_a_tick_brings_it_back(
    layer: Layer, redis: FakeMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole loop, on a faster clock."""
    for name, seconds in (("BEAT", 0.01), ("SILENCE", 0.03), ("SETTLE", 0.001)):
        monkeypatch.setattr(rules, name, seconds)
    _no_database(monkeypatch)
    web = Process()
    page = Socket("s", web)
    web.heartbeat.register(page)
    await until(lambda: web.heartbeat.alone and page.pings > 0, "a ping without a worker")
    await announce.tick(500, {}, [])
    await until(lambda: web.heartbeat.tick == 500 and "s" in redis.seen(web.id), "the worker's tick")
    announce.tell(Expire(groups.process(web.id), ["s"]))
    await until(lambda: page.expired, "the worker's verdict")
    web.heartbeat._task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await web.heartbeat._task


# — what it tells —


async def test_heads_go_to_each_audience_in_its_numbering(
    process: Callable[[], Process], clock: list[float]
) -> None:
    web, customer, agent, desk = process(), Member(), Member(), Member()
    hub().join_local(groups.customer_of(TICKET), customer)
    hub().join_local(groups.agents_of(TICKET), agent)
    hub().join_local(groups.DESK, desk)
    await tick(web, clock, 100, heads={TICKET: (7, 5)})
    assert customer.heard == agent.heard == desk.heard == [], "what is announced now may be on its way"
    await until(lambda: bool(desk.heard), "the heads")
    assert [m.seq for m in customer.heard] == [5]
    assert [m.seq for m in agent.heard] == [7]
    assert [m.heads for m in desk.heard] == [{TICKET: (7, 5)}]


async def test_customers_hear_when_the_desk_is_manned_and_only_then(
    process: Callable[[], Process], clock: list[float]
) -> None:
    web, customer = process(), Member()
    hub().join_local(groups.CUSTOMERS, customer)
    on, off = [{"state": "online"}], [{"state": "offline"}]
    assert web.duty.on_duty is None, "nobody knows yet"
    for number, desk in enumerate(([], off, on, on, off), start=100):
        await tick(web, clock, number, desk=desk)
    assert [m.frame for m in customer.heard] == [
        '{"type":"desk","on_duty":false}',
        '{"type":"desk","on_duty":true}',
        '{"type":"desk","on_duty":false}',
    ]


async def test_who_may_answer_no_customer_is_nobody_at_the_desk_for_them(
    process: Callable[[], Process], clock: list[float]
) -> None:
    web, customer = process(), Member()
    hub().join_local(groups.CUSTOMERS, customer)
    lea = {"state": "online", "answers": False}
    await tick(web, clock, 100, desk=[lea])
    assert (web.duty.on_duty, web.duty.agents) == (False, 0)
    await tick(web, clock, 101, desk=[lea, {"state": "online"}])
    assert (web.duty.on_duty, web.duty.agents) == (True, 1)
    await tick(web, clock, 102, desk=[lea, {"state": "offline"}])
    assert not web.duty.on_duty, "Redis has lost nobody: who answers has left"
    assert [m.frame for m in customer.heard] == [
        '{"type":"desk","on_duty":false}',
        '{"type":"desk","on_duty":true}',
        '{"type":"desk","on_duty":false}',
    ]


async def test_a_desk_that_redis_has_lost_is_manned_still(
    process: Callable[[], Process], clock: list[float]
) -> None:
    """Who leaves is `offline` there. Nobody at all is a key that is gone, and comes back."""
    web = process()
    await tick(web, clock, 100, desk=[{"state": "online"}])
    for number in range(101, 101 + INTERVAL):
        await tick(web, clock, number, desk=[])
        assert web.duty.on_duty
    for number in range(101 + INTERVAL, 103 + INTERVAL):
        await tick(web, clock, number, desk=[])
    assert not web.duty.on_duty, "it is not told again: nobody is there"


async def test_a_redis_that_is_lost_again_and_again_says_nothing_of_the_desk(
    process: Callable[[], Process], clock: list[float]
) -> None:
    """Each time there is one tick at most before it is told again who sits there."""
    web = process()
    await tick(web, clock, 100, desk=[{"state": "online"}])
    for number in range(105, 105 + 5 * 2 * INTERVAL, 5):  # four were missed, each time
        await tick(web, clock, number, desk=[])
        assert web.duty.on_duty


async def test_who_left_alone_says_nothing_of_a_desk_that_redis_has_lost(
    process: Callable[[], Process], clock: list[float]
) -> None:
    """Who left is told to it again, and perhaps before who sits there."""
    web, left = process(), [{"state": "offline"}]
    await tick(web, clock, 100, desk=[{"state": "online"}, *left])
    for number in range(105, 106 + INTERVAL):  # four were missed
        await tick(web, clock, number, desk=left)
        assert web.duty.on_duty
    await tick(web, clock, 106 + INTERVAL, desk=left)
    assert not web.duty.on_duty, "nobody sits there"


async def test_a_mark_that_redis_has_lost_is_written_again(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float]
) -> None:
    """A silent socket without one would never be closed."""
    web = process()
    sockets(web, 25, answering=False)
    await tick(web, clock, 100)
    await tick(web, clock, 101)
    redis.marks.clear()
    for number in range(102, 103 + INTERVAL):
        await tick(web, clock, number)
    assert len(redis.seen(web.id)) == 25
    written = dict(redis.seen(web.id))
    for number in range(103 + INTERVAL, 103 + 2 * INTERVAL):
        await tick(web, clock, number)
    assert redis.seen(web.id) == written, "and only then: silence must show"


async def test_what_is_wrong_with_redis_is_said(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    web = process()
    await tick(web, clock, 100)
    assert await web.state.degraded() == {}
    redis.policy = "allkeys-lru"
    assert "noeviction (now: allkeys-lru)" in (await web.state.degraded())["redis"]

    async def full(*_: Any) -> bool:
        raise RedisError("OOM command not allowed")

    with monkeypatch.context() as patch:
        patch.setattr(redis, "went_through", full)
        await tick(web, clock, 101)
        assert "takes no writes, so nobody knows who is there: OOM" in (await web.state.degraded())["redis"]
    redis.policy = None
    await tick(web, clock, 102)
    assert await web.state.degraded() == {}


async def test_health_tells_a_probe_what_works(
    process: Callable[[], Process], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    web = process()
    monkeypatch.setattr(database, "reachable", lambda: True)
    assert web.state.health() == Health.DATABASE
    await tick(web, clock, 100)
    assert web.state.health() == Health.DATABASE | Health.TICKING
    await beats_alone(web)
    assert web.state.health() == Health.DATABASE
    await tick(web, clock, 101)
    monkeypatch.setattr(database, "reachable", lambda: False)
    web.state.drain(5)
    assert web.state.health() == Health.TICKING | Health.DRAINING


async def test_it_tells_of_itself_while_it_beats_alone_too(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_database(monkeypatch)
    monkeypatch.setattr(report, "EVERY", 0.01)
    web = process()
    sockets(web, 3)
    await until(lambda: web.id in redis.reports, "a word before the first tick")
    assert redis.reports[web.id] | {"tick": 0, "silent": None} == redis.reports[web.id]
    await tick(web, clock, 100)
    await web.heartbeat._beat_alone()
    clock[0] += 12
    await until(lambda: redis.reports[web.id]["silent"] == 12, "the time without a tick")
    told = redis.reports[web.id]
    assert (told["kind"], told["alone"], told["figures"]["sockets"]) == ("web", True, 3)


async def test_degraded_names_each_part_that_is_away(
    process: Callable[[], Process], redis: FakeMarks, clock: list[float]
) -> None:
    web = process()
    assert (await web.state.degraded()).keys() == {"worker"}
    await tick(web, clock, 100)
    assert await web.state.degraded() == {}
    redis.away = True
    assert (await web.state.degraded()).keys() == {"redis"}


async def test_draining_asks_every_page_to_come_back(process: Callable[[], Process]) -> None:
    web, everybody = process(), Member()
    hub().join_local(groups.EVERYBODY, everybody)
    web.state.drain(5)
    assert everybody.heard == [Drain(groups.EVERYBODY, spread=5)]


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
    process: Callable[[], Process], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else all of a slot's pings, and then all their pongs, would jam the loop at once."""
    web, bursts, waits = process(), list[list[str]](), list[float]()
    web.reporter._task.cancel()  # it sleeps too
    monkeypatch.setattr(rules, "SPREAD", 60.0)
    slept = asyncio.sleep

    async def sleep(seconds: float) -> None:
        if asyncio.current_task() is web.heartbeat._pinging:
            bursts.append([])
            waits.append(seconds)
            seconds = 0
        await slept(seconds)

    monkeypatch.setattr("tickets.liveness.pings.asyncio.sleep", sleep)

    class Page(Socket):
        async def ping(self) -> None:
            bursts[-1].append(self.id)

    pages = [Page(f"s{number}") for number in range(3 * AT_ONCE * INTERVAL)]
    for page in pages:
        web.heartbeat.register(page)
    await tick(web, clock, 100)
    assert [len(burst) for burst in bursts if burst] == [AT_ONCE] * 3
    assert len(set(chain.from_iterable(bursts))) == 3 * AT_ONCE
    assert waits == pytest.approx([0, 20, 40], abs=10)

"""Announcing never waits and never fails, and what is announced keeps its order."""

import asyncio
import threading
from functools import partial

import pytest
from redis.exceptions import ConnectionError as RedisAway
from redis.exceptions import TimeoutError as RedisTimeout

from tests.fakes import Layer
from tickets.wire import announce, announcements, groups
from tickets.wire.announcements import Expire, NewEvent, ReadyFrame, Row
from tickets.wire.limits import PASSING_ROOM

TICKET = "c" * 32


async def test_announcements_arrive_in_order(layer: Layer) -> None:
    for seq in range(1, 101):
        announce.tell(NewEvent(groups.agents_of(TICKET), TICKET, seq, "{}"))
    await announce.drained()
    assert [message["seq"] for message in layer.sent] == list(range(1, 101))


async def test_every_announcement_names_its_group(layer: Layer) -> None:
    announce.tell(NewEvent("a", TICKET, 1, "{}"))
    announce.tell(ReadyFrame("b", "{}", but="socket"))
    announce.tell(Row(groups.DESK, TICKET, 3, "{}"))
    announce.tell(Expire(groups.process("p1"), ["s1", "s2"], [5, 3]))
    await announce.drained()
    await announce.tick(7, {TICKET: (3, 2)}, [], "r1")
    assert layer.sent == [
        {"group": "a", "type": "event", "ticket": TICKET, "seq": 1, "frame": "{}", "whose": None},
        {"group": "b", "type": "frame", "frame": "{}", "but": "socket"},
        {"group": "desk", "type": "queue", "ticket": TICKET, "head": 3, "frame": "{}", "whose": None}
        | {"was_whose": None, "news": True},
        {"group": "process.p1", "type": "expire", "sockets": ["s1", "s2"], "heard": [5, 3]},
        {"group": "pulses", "type": "tick", "tick": 7, "heads": {TICKET: (3, 2)}, "desk": []}
        | {"server": "r1"},
    ]


async def test_who_is_where_travels_in_few_messages(layer: Layer) -> None:
    told = {f"ticket{number}": "{}" for number in range(2 * announcements.AT_ONCE + 1)}
    announce.tell(*announcements.presence(told, {}))
    announce.tell(*announcements.presence({}, {}))
    await announce.drained()
    assert [message["group"] for message in layer.sent] == [groups.PRESENCE] * 3
    assert {ticket: frame for message in layer.sent for ticket, frame in message["frames"].items()} == told


async def test_without_redis_nothing_is_raised_and_one_line_says_so(
    layer: Layer, caplog: pytest.LogCaptureFixture
) -> None:
    layer.breaks()
    for seq in range(50):
        announce.tell(NewEvent("a", TICKET, seq, "{}"))
    await announce.drained()
    assert caplog.text.count("an announcement was lost") == 1
    layer.away = False
    announce.tell(NewEvent("a", TICKET, 50, "{}"))
    await announce.drained()
    assert [message["seq"] for message in layer.sent] == [50]
    layer.breaks()
    announce.tell(NewEvent("a", TICKET, 51, "{}"))
    await announce.drained()
    assert caplog.text.count("an announcement was lost") == 2


async def test_a_redis_that_accepts_and_says_nothing_costs_a_bounded_queue(
    layer: Layer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answers = asyncio.Event()

    async def hangs(group: str, message: announcements.Message) -> None:
        await answers.wait()
        layer.sent.append(message)

    monkeypatch.setattr(layer, "group_send", hangs)
    for seq in range(announce.MOST_QUEUED + 500):
        announce.tell(NewEvent("a", TICKET, seq, "{}"))
    assert "too many announcements" in caplog.text
    answers.set()
    await announce.drained()
    assert len(layer.sent) == announce.MOST_QUEUED


async def test_a_tick_that_cannot_be_sent_is_the_workers_business(layer: Layer) -> None:
    layer.breaks()
    with pytest.raises(RedisAway):
        await announce.tick(1, {}, [])


def test_signing_out_without_redis_is_said_and_not_raised(
    layer: Layer, caplog: pytest.LogCaptureFixture
) -> None:
    layer.away = True
    announce.sign_ins_changed(agent=7)
    assert "close some seconds later" in caplog.text
    layer.away = False
    announce.sign_ins_changed(agent=7)
    [message] = layer.sent
    assert message == {
        "type": "sign_ins",
        "group": "sign_ins",
        "session": "",
        "agent": 7,
        "ticket": None,
        "all_agents": False,
    }


async def times_out_just_then(*_: object) -> None:
    """A Redis that says nothing, asked by redis-py, whose own patience ends when it is cancelled."""
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        raise RedisTimeout from None


async def test_a_loop_ends_with_a_redis_that_takes_no_cancellation(
    layer: Layer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layer, "group_send", times_out_just_then)
    announce.tell(NewEvent("a", TICKET, 1, "{}"))
    await asyncio.sleep(0)
    [announcer] = [task for task in asyncio.all_tasks() if task.get_name() == "announcer"]
    announcer.cancel()
    await asyncio.wait_for(asyncio.shield(announcer), 10)


def test_at_once_comes_to_an_end_with_a_redis_that_takes_no_cancellation(
    layer: Layer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Who waits here may have SQLite's only writer's turn."""

    monkeypatch.setattr(announce, "PATIENCE", 0.01)
    monkeypatch.setattr(layer, "group_send", times_out_just_then)
    calls = (partial(announce.at_once, [NewEvent("a", TICKET, 1, "{}")]), announce.sign_ins_changed)
    for call in calls:
        thread = threading.Thread(target=call, daemon=True)
        thread.start()
        thread.join(10)
        assert not thread.is_alive()
    assert "pages hear of a change later" in caplog.text
    assert "close some seconds later" in caplog.text


def test_group_names_hold_no_secret_and_never_meet() -> None:
    key = "s3cr3t-session-key"
    assert key not in groups.session(key)
    named = [groups.agents_of(TICKET), groups.customer_of(TICKET), groups.process(TICKET)]
    named += [groups.SIGN_INS, groups.HEARTBEATS, groups.DESK]
    named += [groups.CUSTOMERS, groups.EVERYBODY]
    assert len(set(named)) == len(named)


async def test_typing_is_dropped_before_anything_else(
    layer: Layer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """And before it keeps others waiting: one visitor's hands are nobody else's delay."""
    answers, send = asyncio.Event(), layer.group_send

    async def hangs(group: str, message: announcements.Message) -> None:
        await answers.wait()
        await send(group, message)

    monkeypatch.setattr(layer, "group_send", hangs)
    for _ in range(3 * announce.MOST_QUEUED):
        announce.passing(ReadyFrame("a", "typing"))
    announce.tell(NewEvent("b", TICKET, 1, "{}"))
    answers.set()
    await announce.drained()
    assert len(layer.sent) <= PASSING_ROOM + 1
    assert layer.sent[-1]["type"] == "event"
    assert 1 <= caplog.text.count("passing announcements were dropped") < 10, "a line a second"
    announce.passing(ReadyFrame("a", "typing"))
    await announce.drained()
    assert layer.sent[-1]["type"] == "frame", "and when it is quiet again it is told"


@pytest.fixture
def _no_loop_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announce, "_of_threads", {})


@pytest.mark.usefixtures("_no_loop_stays")
async def test_threads_send_by_the_loop_that_offers_it(layer: Layer, monkeypatch: pytest.MonkeyPatch) -> None:
    loops, send = list[asyncio.AbstractEventLoop](), layer.group_send

    async def noted(group: str, message: announcements.Message) -> None:
        loops.append(asyncio.get_running_loop())
        await send(group, message)

    monkeypatch.setattr(layer, "group_send", noted)
    announce.threads_send_here()
    await asyncio.to_thread(announce.at_once, [NewEvent("a", TICKET, seq, "{}") for seq in (1, 2)])
    assert [message["seq"] for message in layer.sent] == [1, 2], "before it returned"
    assert set(loops) == {asyncio.get_running_loop()}


@pytest.mark.usefixtures("_no_loop_stays")
def test_when_that_loop_has_ended_threads_have_one_of_their_own(layer: Layer) -> None:
    async def offer() -> None:
        announce.threads_send_here()

    asyncio.run(offer())
    announce.at_once([NewEvent("a", TICKET, 1, "{}")])
    assert [message["seq"] for message in layer.sent] == [1]


@pytest.mark.usefixtures("_no_loop_stays")
async def test_a_redis_that_says_nothing_keeps_no_thread_waiting_for_that_loop(
    layer: Layer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(announce, "PATIENCE", 0.01)
    monkeypatch.setattr(layer, "group_send", times_out_just_then)
    announce.threads_send_here()
    await asyncio.to_thread(announce.at_once, [NewEvent("a", TICKET, 1, "{}")])
    assert "pages hear of a change later" in caplog.text

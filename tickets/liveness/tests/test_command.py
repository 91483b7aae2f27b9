"""`manage.py heartbeat`, without a worker's neighbours: it beats on, whatever fails."""

import asyncio
from typing import Any

import pytest

from tests.fakes import FakeMarks
from tickets.liveness.worker import Beat
from tickets.management.commands import heartbeat
from tickets.management.commands.heartbeat import Command


class Worker:
    """One that fails when it is told to."""

    id, leads = "worker", True
    fails = False

    def __init__(self, *_: Any) -> None: ...

    async def tick(self) -> Beat:
        if self.fails:
            raise ConnectionError("Redis is away")
        return Beat(1)

    async def sweep(self, beat: Beat) -> None: ...

    async def resign(self) -> None:
        await self.tick()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "SWEEP_AFTER", 0)


async def test_a_beat_that_fails_is_said_once_and_the_next_one_comes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "heartbeat")
    command, worker = Command(), Worker()
    worker.fails = True
    assert (await command.beat(worker)).tick == 0  # type: ignore[arg-type]
    await command.beat(worker)  # type: ignore[arg-type]
    worker.fails = False
    assert (await command.beat(worker)).tick == 1  # type: ignore[arg-type]
    said = [record.getMessage() for record in caplog.records]
    assert said == ["no beat (web processes beat alone meanwhile): Redis is away", "beating again"]


async def test_it_ends_though_redis_is_away(caplog: pytest.LogCaptureFixture) -> None:
    worker = Worker()
    worker.fails = True
    await Command().end(worker)  # type: ignore[arg-type]
    assert "the lead runs out by itself" in caplog.text


async def test_after_a_pause_no_beats_are_made_up(redis: FakeMarks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ticks in a bunch would judge by a second that was none."""
    loop, waits, stopped = asyncio.get_running_loop(), list[float](), asyncio.Event()

    class Slept(Worker):
        async def tick(self) -> Beat:
            if not waits:
                await asyncio.sleep(0.2)  # as long as twenty beats
            return Beat(1)

    async def until(when: float, stopped: asyncio.Event) -> None:
        waits.append(when - loop.time())
        if len(waits) == 5:
            stopped.set()

    monkeypatch.setattr(heartbeat, "BEAT", 0.01)
    monkeypatch.setattr(heartbeat, "Worker", Slept)
    monkeypatch.setattr(heartbeat, "until", until)
    monkeypatch.setattr(heartbeat, "stop_signal", lambda: stopped)
    monkeypatch.setattr(heartbeat, "serve_metrics", lambda: None)
    await Command().run()
    assert min(waits) > -0.1, "one beat is late, and those after it are counted from there"


async def test_it_waits_for_the_next_beat_and_no_longer_than_for_the_end() -> None:
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    due = loop.time() + 0.01
    await heartbeat.until(due, stopped)
    assert loop.time() >= due
    stopped.set()
    await asyncio.wait_for(heartbeat.until(loop.time() + 3600, stopped), 5)


async def test_who_leads_looks_once_an_interval_for_tickets_left_behind(
    redis: FakeMarks, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looked, stopped, beats = list[int](), asyncio.Event(), list[float]()

    async def looks() -> None:
        looked.append(len(beats))
        raise ConnectionError("the database is away")

    async def until(when: float, stopped: asyncio.Event) -> None:
        beats.append(when)
        await asyncio.sleep(0)
        if len(beats) == 2 * heartbeat.INTERVAL + 1:
            stopped.set()

    monkeypatch.setattr(heartbeat, "Worker", Worker)
    monkeypatch.setattr(heartbeat, "until", until)
    monkeypatch.setattr(heartbeat, "stop_signal", lambda: stopped)
    monkeypatch.setattr(heartbeat, "serve_metrics", lambda: None)
    monkeypatch.setattr("tickets.conversation.actions.look_again", looks)
    await Command().run()
    assert len(looked) == 2
    assert "waits for the next round: the database is away" in caplog.text, "and the beats go on"

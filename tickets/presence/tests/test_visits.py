"""Who reads by HTTP is there, until they have not come back for a while."""

import asyncio

import pytest

from tests.fakes import FakeMarks, Layer, until
from tickets.presence import visits as module
from tickets.process import process

TICKET = "c" * 32


def carla_reads() -> None:
    process().visits.came(TICKET, "customer", "customer", "Carla", answers=True)


async def test_they_come_once_and_go_when_they_stop(
    layer: Layer, redis: FakeMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        carla_reads()
    await until(lambda: bool(redis.entries[TICKET]), "Carla")
    assert len(redis.moves) == 1
    monkeypatch.setattr(module, "STAY", 0.0)
    carla_reads()
    await until(lambda: "gone customer" in redis.entries[TICKET], "her going")
    monkeypatch.setattr(module, "STAY", 45.0)
    carla_reads()
    await until(lambda: [came for came, _ in redis.moves if came][1:] != [], "her return")


async def test_each_call_begins_the_time_anew(redis: FakeMarks, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(module, "STAY", 0.0)
    carla_reads()
    monkeypatch.setattr(module, "STAY", 45.0)
    carla_reads()
    await until(lambda: bool(redis.entries[TICKET]), "Carla")
    passed = loop.create_future()
    loop.call_later(0.0, passed.set_result, None)  # behind the timer that must not run any more
    await passed
    assert [left for _, left in redis.moves] == [[]]

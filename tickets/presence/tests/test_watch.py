"""Whether somebody is away: said only where ticks cover the time."""

import asyncio
import time
from typing import Any

import pytest

from tests.fakes import FakeMarks
from tickets.liveness.rules import Stretch
from tickets.presence import rules, watch
from tickets.presence.store import Seated
from tickets.wire import groups
from tickets.wire.announcements import Tick

HEARD = Stretch(80, 100)


def entry(**more: Any) -> dict[str, Any]:
    return {"key": "customer", "role": "customer", "name": "Carla"} | more


@pytest.mark.parametrize(
    ("entries", "away"),
    [
        ({}, True),  # no page was ever there
        ({"p/s": entry()}, False),
        ({"gone customer": entry(tick=90)}, True),
        ({"gone customer": entry(tick=91)}, False),
        ({"gone customer": entry(tick=101)}, False),  # just now, and this process heard it before its tick
        ({"gone customer": entry(tick=5000)}, True),  # before ticks were counted anew
        ({"p/s": {"key": "7", "role": "agent", "name": "Ada"}}, True),
        ({"gone customer": entry(tick=50), "p/s": entry()}, False),
    ],
)
def test_for_ten_ticks(entries: dict[str, Any], away: bool) -> None:
    assert rules.away(entries, "customer", HEARD, 10) is away


@pytest.mark.parametrize("heard", [Stretch(0, 0), Stretch(91, 100), Stretch(100, 100)])
def test_nobody_is_away_while_nobody_knows(heard: Stretch) -> None:
    assert not rules.away({}, "customer", heard, 10)
    assert rules.away({}, "customer", Stretch(90, 100), 10)


async def test_a_thread_asks_and_an_old_tick_says_nothing(
    redis: FakeMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "presence_store", lambda: redis)
    monkeypatch.setattr(watch, "_watching", [])
    assert not watch.away("t", "customer", 0), "in a process that hears no ticks"
    watching = watch.Watch()
    watching.announced(Tick(groups.HEARTBEATS, 7, {}, []))
    assert await asyncio.to_thread(watch.away, "t", "customer", 0)
    await redis.move([Seated("p", "s", "t", "customer", "customer", "Carla")], {}, 7, "now")
    assert not await asyncio.to_thread(watch.away, "t", "customer", 0)
    assert await asyncio.to_thread(watch.away, "another", "customer", 0)
    monkeypatch.setattr(watching, "_at", time.monotonic() - watch.FRESH)
    assert not await asyncio.to_thread(watch.away, "another", "customer", 0)


async def test_while_redis_is_away_nobody_is(redis: FakeMarks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "presence_store", lambda: redis)
    monkeypatch.setattr(watch, "_watching", [])
    watching = watch.Watch()
    watching.announced(Tick(groups.HEARTBEATS, 7, {}, []))
    redis.away = True
    assert not await asyncio.to_thread(watch.away, "t", "customer", 0)

"""What processes tell of themselves, asked of a real Valkey."""

from typing import Any

import pytest

from tickets.connections.store import REPORTERS, ReportStore

pytestmark = pytest.mark.integration


@pytest.fixture
def store(real_redis: Any) -> ReportStore:
    return ReportStore(real_redis)


async def test_reports_are_told_with_their_age_and_histories_by_redis_clock(store: ReportStore) -> None:
    await store.report("p1", {"kind": "web"}, {"sockets": 3})
    await store.report("p1", {"kind": "web", "tick": 7}, {"sockets": 4})
    await store.report("w1", {"kind": "worker"}, None)
    now, told, histories = await store.reports(0)
    assert {id: one.report for id, one in told.items()} == {
        "p1": {"kind": "web", "tick": 7},
        "w1": {"kind": "worker"},
    }
    assert all(0 <= one.age < 5 for one in told.values())
    assert [figures for _, figures in histories["p1"]] == [{"sockets": 3}, {"sockets": 4}]
    assert all(now - 5_000 < at <= now for at, _ in histories["p1"])
    assert histories.keys() == {"p1"}
    assert (await store.reports(now + 1))[2] == {}


async def test_who_retires_is_told_no_more_and_then_forgotten(store: ReportStore, real_redis: Any) -> None:
    await store.report("p1", {"kind": "web"}, {"sockets": 3})
    await store.report("w1", {"kind": "worker"}, None)
    for id in ("p1", "w1"):
        await store.retire(id)
    _, told, histories = await store.reports(0)
    assert (told, list(histories)) == ({}, ["p1"]), "what was, stays to be seen"
    assert await real_redis.smembers(REPORTERS) == {"p1"}


@pytest.mark.parametrize("nonsense", ["nonsense", "", "null", "[]"])
async def test_nonsense_is_thrown_away(store: ReportStore, real_redis: Any, nonsense: str) -> None:
    for id in ("p1", "p2"):
        await store.report(id, {"kind": "web"}, {"sockets": 3})
    await real_redis.xadd("holdfast:history:p1", {"": nonsense})
    await real_redis.xadd("holdfast:history:p2", {"theirs": "{}"})
    await real_redis.set("holdfast:report:p2", nonsense)
    _, told, histories = await store.reports(0)
    assert list(told) == ["p1"]
    assert [[figures for _, figures in one] for one in histories.values()] == [[{"sockets": 3}]] * 2
    assert await real_redis.keys("holdfast:*:p*") == ["holdfast:report:p1"]

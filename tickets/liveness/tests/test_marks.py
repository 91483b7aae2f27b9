"""Ticks, leases and marks, asked of a real Valkey."""

from typing import Any

import pytest

from tickets.liveness.marks import LEADER, TICK, Lease, Marks, Pinged, a_first_lease
from tickets.liveness.rules import LEADER_LEASE, PROCESS_LEASE, Stretch

pytestmark = pytest.mark.integration


@pytest.fixture
def marks(real_redis: Any) -> Marks:
    return Marks(real_redis)


async def test_one_worker_leads_until_it_resigns(marks: Marks, real_redis: Any) -> None:
    server = (await real_redis.info("server"))["run_id"]
    assert await marks.next_tick("first") == (1, server)
    assert await marks.next_tick("second") == (0, "")
    assert await marks.next_tick("first") == (2, server)
    await marks.resign("second")
    assert await marks.next_tick("second") == (0, ""), "who does not lead has nothing to resign"
    await marks.resign("first")
    assert await marks.next_tick("second") == (3, server)
    assert await marks.newest_tick() == 3


async def test_a_lead_without_an_end_is_none(marks: Marks, real_redis: Any) -> None:
    await real_redis.set(LEADER, "nobody")
    assert (await marks.next_tick("first"))[0] == 1
    assert (await marks.next_tick("second"))[0] == 0


async def test_a_lead_and_a_watermark_run_out(marks: Marks, real_redis: Any) -> None:
    """Whoever dies can't give back what it holds."""
    await marks.next_tick("worker")
    await marks.went_through("p1", Stretch(1, 1), 10, {}, {})
    for key, seconds in ((LEADER, LEADER_LEASE), ("holdfast:process:p1", PROCESS_LEASE)):
        assert 0 < await real_redis.pttl(key) <= 1000 * seconds


async def test_the_watermark_is_written_last(marks: Marks, real_redis: Any) -> None:
    """Whoever reads in between sees marks that no watermark vouches for yet: never the reverse."""
    async with real_redis.monitor() as monitor:
        left, answered = {4: ["went"]}, {3: {"here": 9}, 5: {"there": 9}}
        await marks.went_through("p1", Stretch(1, 9), 10, answered, left)
        names = list[str]()
        while not {"ZREM", "ZADD", "EVAL"} <= set(names):
            names.append((await monitor.next_command())["command"].split()[0].upper())
    assert names[-1] == "EVAL"


async def test_marks_are_told_by_the_slot_of_the_tick(marks: Marks) -> None:
    stretch = Stretch(1, 14)
    await marks.went_through("p1", stretch, 10, {3: {"old": 3, "new": 13}, 4: {"other": 4}}, {})
    assert await marks.processes() == {"p1": Lease(stretch, 10)}
    alive = {"p1": Lease(stretch, 10)}
    assert await marks.pinged_at(13, alive) == {"p1": Pinged(2, [("old", 3)])}
    await marks.went_through("p1", stretch, 10, {}, {3: ["old"]})
    assert await marks.pinged_at(13, alive) == {"p1": Pinged(1, [])}


async def test_what_is_older_than_a_gap_is_forgotten(marks: Marks) -> None:
    """A failover may have lost that somebody went."""
    await marks.went_through("p1", Stretch(1, 9), 10, {3: {"went": 3, "here": 3}}, {})
    await marks.went_through("p1", Stretch(13, 13), 10, {3: {"here": 13}}, {})
    assert await marks.pinged_at(13, {"p1": Lease(Stretch(13, 13), 10)}) == {"p1": Pinged(1, [])}


async def test_a_watermark_counts_only_where_the_tick_came_from(marks: Marks) -> None:
    _, server = await marks.next_tick("worker")
    assert await marks.went_through("p1", Stretch(1, 5), 10, {}, {}, server)
    assert not await marks.went_through("p1", Stretch(1, 6), 10, {}, {}, "another")
    assert await marks.processes() == {"p1": Lease(Stretch(1, 5), 10)}


async def test_a_sockets_mark_is_found_whatever_its_slot(marks: Marks) -> None:
    await marks.next_tick("worker")
    await marks.went_through("p1", Stretch(1, 1), 10, {7: {"s1": 42}}, {})
    assert await marks.mark_of("p1", "s1") == (1, 42)
    assert await marks.mark_of("p1", "s2") == (1, None)
    assert await marks.mark_of("p2", "s1") == (1, None)


async def test_a_first_lease_runs_out_and_takes_no_other_away(marks: Marks, real_redis: Any) -> None:
    await marks.went_through("p1", Stretch(6, 9), 10, {}, {})
    async with real_redis.pipeline() as pipe:
        for process in ("p1", "p2"):
            a_first_lease(pipe, process)
        await pipe.execute()
    assert await marks.processes() == {"p1": Lease(Stretch(6, 9), 10), "p2": Lease(Stretch(0, 0), 1)}
    assert 0 < await real_redis.pttl("holdfast:process:p2") <= 1000 * PROCESS_LEASE


async def test_a_process_is_purged_once_and_leaves_no_mark(marks: Marks) -> None:
    for process in ("p1", "p2"):
        await marks.went_through(process, Stretch(1, 9), 10, {3: {"s1": 3}}, {})
    await marks.purge("p1")
    assert (await marks.processes()).keys() == {"p2"}
    alive = {process: Lease(Stretch(1, 9), 10) for process in ("p1", "p2")}
    assert await marks.pinged_at(3, alive) == {"p1": Pinged(0, []), "p2": Pinged(1, [])}


@pytest.mark.parametrize("nonsense", ["nonsense", "", "1.5", "-7", "007", "9" * 16, "9223372036854775807"])
async def test_ticks_are_counted_anew_if_the_newest_is_no_number(
    marks: Marks, real_redis: Any, caplog: pytest.LogCaptureFixture, nonsense: str
) -> None:
    await marks.next_tick("worker")
    await real_redis.set(TICK, nonsense)
    assert await marks.newest_tick() in (0, 7)
    assert (await marks.mark_of("p1", "s1"))[1] is None
    assert (await marks.next_tick("another"))[0] == 0, "by whoever leads"
    assert [(await marks.next_tick("worker"))[0] for _ in range(2)] == [1, 2]
    assert caplog.text.count("counted anew") == 1


@pytest.mark.parametrize(
    "nonsense", ["", "nonsense", "1 2", "1 2 3 4", "1 2 x", "1 2 0", "1 2 -5", "9" * 5000]
)
async def test_a_lease_that_is_nonsense_is_none(marks: Marks, real_redis: Any, nonsense: str) -> None:
    for process in ("p1", "p2"):
        await marks.went_through(process, Stretch(1, 9), 10, {}, {})
    await real_redis.set("holdfast:process:p1", nonsense)
    assert await marks.processes() == {"p1": None, "p2": Lease(Stretch(1, 9), 10)}
    assert await real_redis.exists("holdfast:process:p1") == 0


async def test_a_mark_without_an_end_is_as_old_as_can_be(marks: Marks, real_redis: Any) -> None:
    await real_redis.zadd("holdfast:marks:p1:3", {"before": "-inf", "after": "+inf", "half": 2.5})
    found = await marks.pinged_at(3, {"p1": Lease(Stretch(1, 9), 10)})
    assert found == {"p1": Pinged(3, [("before", 0), ("half", 2)])}
    assert await marks.mark_of("p1", "after") == (0, 0)

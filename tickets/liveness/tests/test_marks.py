"""What Redis holds, asked of a real Valkey."""

from collections.abc import AsyncIterator, Iterator

import pytest
from django.test import override_settings

from support_site import environment, redis_hosts
from tests.stack import Stack
from tickets.liveness.marks import LEADER, LEAVING, PROCESSES, REPORTERS, Lease, Marks, Pinged, Seated
from tickets.liveness.rules import LEADER_LEASE, MOST_SLOTS, PRESENCE_GRACE, PROCESS_LEASE, Stretch

pytestmark = pytest.mark.integration

AT = "2026-11-22T18:49:00.123Z"


@pytest.fixture(scope="module")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("valkey")
    stack = Stack(folder)
    try:
        stack.start("valkey")
        yield environment.embedded_redis_url(folder)
    finally:
        stack.__exit__()


@pytest.fixture
async def marks(valkey: str) -> AsyncIterator[Marks]:
    with override_settings(REDIS=redis_hosts.options(valkey)):
        marks = Marks()
    await marks._redis.flushall()
    yield marks
    await marks.close()


def seated(socket: str, key: str = "customer", ticket: str = "t1", process: str = "p1") -> Seated:
    return Seated(process, socket, ticket, key, "customer", "Carla")


async def test_one_worker_leads_until_it_resigns(marks: Marks) -> None:
    server = (await marks._redis.info("server"))["run_id"]
    assert await marks.next_tick("first") == (1, server)
    assert await marks.next_tick("second") == (0, "")
    assert await marks.next_tick("first") == (2, server)
    await marks.resign("second")
    assert await marks.next_tick("second") == (0, ""), "who does not lead has nothing to resign"
    await marks.resign("first")
    assert await marks.next_tick("second") == (3, server)
    assert await marks.newest_tick() == 3


async def test_a_lead_and_a_watermark_run_out(marks: Marks) -> None:
    """Whoever dies can't give back what it holds."""
    await marks.next_tick("worker")
    await marks.went_through("p1", Stretch(1, 1), 10, {}, {})
    await marks.move([seated("s1", process="p2")], [], 1, AT)
    for key, seconds in ((LEADER, LEADER_LEASE), ("holdfast:process:p1", PROCESS_LEASE)):
        assert 0 < await marks._redis.pttl(key) <= 1000 * seconds
    assert 0 < await marks._redis.pttl("holdfast:process:p2") <= 1000 * PROCESS_LEASE


async def test_the_watermark_is_written_last(marks: Marks) -> None:
    """Whoever reads in between sees marks that no watermark vouches for yet: never the reverse."""
    async with marks._redis.monitor() as monitor:
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


async def test_only_what_changes_is_news(marks: Marks) -> None:
    assert await marks.move([seated("s1")], [], 5, AT) == {"t1"}
    assert await marks.move([seated("s1")], [], 6, AT) == set()
    assert await marks.move([seated("s2"), seated("s3", ticket="t2")], [], 6, AT) == {"t1", "t2"}
    assert await marks.move([], [seated("s2")], 7, AT) == {"t1"}
    people = (await marks.people(["t1"]))["t1"]
    assert people["p1/s1"]["name"] == "Carla"
    assert people["gone customer"]["tick"] == 7
    await marks.move([seated("s2")], [], 8, AT)
    assert "gone customer" not in (await marks.people(["t1"]))["t1"], "who returns is not gone"


async def test_a_process_that_dies_before_its_first_tick_is_purged_too(marks: Marks) -> None:
    await marks.move([seated("s1")], [], 5, AT)
    assert await marks.processes() == {"p1": Lease(Stretch(0, 0), 1)}
    await marks.went_through("p1", Stretch(6, 9), 10, {}, {})
    await marks.move([seated("s2")], [], 9, AT)
    assert await marks.processes() == {"p1": Lease(Stretch(6, 9), 10)}


async def test_who_left_is_told_of_once_when_the_grace_is_over(marks: Marks) -> None:
    await marks.move([seated("s1")], [], 5, AT)
    await marks.move([], [seated("s1")], 7, AT)
    assert await marks.gone_for_good(6 + PRESENCE_GRACE) == []
    assert await marks.gone_for_good(7 + PRESENCE_GRACE) == ["t1"]
    assert await marks.gone_for_good(8 + PRESENCE_GRACE) == []


async def test_who_sits_is_known_until_they_leave(marks: Marks) -> None:
    seats = [seated("s1"), seated("s1", ticket="t2"), seated("s9", process="p2")]
    await marks.move(seats, [], 5, AT)
    assert await marks.seats("p1") == seats[:2]
    await marks.move([], seats[:1], 5, AT)
    assert await marks.seats("p1") == seats[1:2]


async def test_a_dead_process_leaves_nothing_but_the_news_of_its_people(marks: Marks) -> None:
    await marks.went_through("p1", Stretch(1, 9), 10, {3: {"s1": 3}}, {})
    await marks.move([seated("s1"), seated("s2", ticket="t2")], [], 5, AT)
    await marks.move([seated("s9", process="p2")], [], 5, AT)
    assert await marks.purge("p1", 30, AT) == ["t1", "t2"]
    assert (await marks.processes()).keys() == {"p2"}, "and it is purged but once"
    people = await marks.people(["t1", "t2"])
    assert set(people["t1"]) == {"p2/s9", "gone customer"}
    assert set(people["t2"]) == {"gone customer"}
    assert await marks.purge("p1", 31, AT) == []
    assert await marks.pinged_at(3, {"p1": Lease(Stretch(1, 9), 10)}) == {"p1": Pinged(0, [])}


# — what vanishes —


async def test_what_redis_has_lost_is_told(marks: Marks) -> None:
    carla, chris, ada = seated("s1"), seated("s2", "chris", "t2"), seated("s3", "ada", "t3")
    await marks.move([carla, chris, ada], [], 5, AT)
    await marks.went_through("p1", Stretch(1, 9), 10, {3: {"s1": 3, "s2": 3}}, {})
    seats = [carla, chris, ada]
    assert await marks.held("p1", 9, 3, seats) == (2, [])
    await marks._redis.delete("holdfast:people:t1", "holdfast:marks:p1:3")
    await marks._redis.hdel("holdfast:people:t3", ada.field)
    assert await marks.held("p1", 10, 3, seats) == (0, [carla, ada])
    await marks._redis.delete("holdfast:seats:p1")
    assert await marks.held("p1", 10, 3, seats) == (0, seats)
    assert await marks.held("p1", 10, 3, []) == (0, [])


async def test_between_two_exact_looks_a_key_that_vanished_is_found(marks: Marks) -> None:
    carla, chris, ada = seated("s1"), seated("s2", "chris", "t2"), seated("s3", "ada", "t3")
    seats = [carla, chris, ada]
    await marks.move(seats, [], 5, AT)
    assert await marks.held("p1", MOST_SLOTS, 3, seats) == (0, [])
    await marks._redis.delete("holdfast:people:t1")
    await marks._redis.hdel("holdfast:seats:p1", ada.place)
    assert await marks.held("p1", MOST_SLOTS + 1, 3, seats) == (0, [carla, ada])
    await marks._redis.delete("holdfast:seats:p1")
    assert await marks.held("p1", MOST_SLOTS + 1, 3, seats) == (0, seats)
    assert await marks.held("p1", MOST_SLOTS + 1, 3, []) == (0, [])


async def test_to_look_after_many_asks_no_more_than_to_look_after_one(marks: Marks) -> None:
    asked = []
    for count in (1, 500):
        seats = [seated(f"s{number}", ticket=f"t{number}") for number in range(count)]
        await marks.move(seats, [], 5, AT)
        await marks.held("p1", MOST_SLOTS, 3, seats)  # the script is known from now on
        await marks._redis.config_resetstat()
        assert await marks.held("p1", MOST_SLOTS, 3, seats) == (0, [])
        told = await marks._redis.info("commandstats")
        asked.append({name: told[name]["calls"] for name in told})
    assert asked[0] == asked[1]


async def test_a_lease_is_renewed_as_long_as_it_is_true(marks: Marks) -> None:
    await marks.move([seated("s1")], [], 5, AT)
    for key in ("holdfast:people:t1", "holdfast:seats:p1"):
        await marks._redis.expire(key, 60)
    await marks.held("p1", 9, 3, [seated("s1")])
    for key in ("holdfast:people:t1", "holdfast:seats:p1"):
        assert await marks._redis.ttl(key) > 24 * 3600


async def test_to_look_after_many_is_one_command(marks: Marks) -> None:
    seats = [seated(f"s{number}", ticket=f"t{number}") for number in range(500)]
    await marks.move(seats, [], 5, AT)
    await marks._redis.config_resetstat()
    await marks.held("p1", 9, 3, seats)
    calls = await marks._redis.info("commandstats")
    asked = {name for name in calls if name not in ("cmdstat_hexists", "cmdstat_expire", "cmdstat_zcard")}
    assert asked <= {"cmdstat_evalsha", "cmdstat_script|load", "cmdstat_config|resetstat", "cmdstat_info"}
    assert calls["cmdstat_evalsha"]["calls"] <= 2, "the first time, the script is new"


async def test_who_left_is_told_of_though_that_was_lost(marks: Marks) -> None:
    await marks.move([seated("s1")], [], 5, AT)
    await marks.move([], [seated("s1")], 7, AT)
    await marks._redis.delete(LEAVING)
    assert await marks.gone_for_good(6 + PRESENCE_GRACE) == []
    await marks.held("p1", 6 + PRESENCE_GRACE, 3, [])
    assert await marks.gone_for_good(7 + PRESENCE_GRACE) == ["t1"]
    await marks.held("p1", 8 + PRESENCE_GRACE, 3, [])
    assert await marks.gone_for_good(9 + PRESENCE_GRACE) == []


async def test_who_left_before_ticks_were_counted_anew_is_told_of(marks: Marks) -> None:
    await marks.move([], [seated("s1")], 5_000, AT)
    await marks.move([], [seated("s1", ticket="t2")], 3, AT)
    assert await marks.gone_for_good(2) == ["t1"], "t2's worker is a tick ahead"


async def test_people_of_a_process_that_nobody_knows_are_strays(marks: Marks) -> None:
    stray, known, written = seated("s1", process="p0"), seated("s1"), seated("s1", process="p2")
    await marks.move([stray, known, written], [], 5, AT)
    await marks.move([], [seated("s9", "gone")], 5, AT)
    await marks._redis.srem(PROCESSES, "p0", "p1")
    assert await marks.strays({"p1"}) == [stray]


async def test_an_evicting_policy_is_told_if_it_may_be_asked(marks: Marks) -> None:
    assert await marks.evicts() is None
    await marks._redis.config_set("maxmemory-policy", "volatile-lru")
    try:
        assert await marks.evicts() == "volatile-lru"
        await marks._redis.acl_setuser("default", enabled=True, nopass=True, commands=["-config"])
        assert await marks.evicts() == "volatile-lru"
        await marks._redis.acl_setuser("default", enabled=True, nopass=True, commands=["-info"])
        assert await marks.evicts() is None
    finally:
        await marks._redis.acl_setuser("default", enabled=True, nopass=True, commands=["+@all"])
        await marks._redis.config_set("maxmemory-policy", "noeviction")


# — what processes tell of themselves —


async def test_reports_are_told_with_their_age_and_histories_by_redis_clock(marks: Marks) -> None:
    await marks.report("p1", {"kind": "web"}, {"sockets": 3})
    await marks.report("p1", {"kind": "web", "tick": 7}, {"sockets": 4})
    await marks.report("w1", {"kind": "worker"}, None)
    now, told, histories = await marks.reports(0)
    assert {id: one.report for id, one in told.items()} == {
        "p1": {"kind": "web", "tick": 7},
        "w1": {"kind": "worker"},
    }
    assert all(0 <= one.age < 5 for one in told.values())
    assert [figures for _, figures in histories["p1"]] == [{"sockets": 3}, {"sockets": 4}]
    assert all(now - 5_000 < at <= now for at, _ in histories["p1"])
    assert histories.keys() == {"p1"}
    assert (await marks.reports(now + 1))[2] == {}


async def test_who_retires_is_told_no_more_and_then_forgotten(marks: Marks) -> None:
    await marks.report("p1", {"kind": "web"}, {"sockets": 3})
    await marks.report("w1", {"kind": "worker"}, None)
    for id in ("p1", "w1"):
        await marks.retire(id)
    _, told, histories = await marks.reports(0)
    assert (told, list(histories)) == ({}, ["p1"]), "what was, stays to be seen"
    assert await marks._redis.smembers(REPORTERS) == {"p1"}


async def test_a_sockets_mark_is_found_whatever_its_slot(marks: Marks) -> None:
    await marks.next_tick("worker")
    await marks.went_through("p1", Stretch(1, 1), 10, {7: {"s1": 42}}, {})
    assert await marks.mark_of("p1", "s1") == (1, 42)
    assert await marks.mark_of("p1", "s2") == (1, None)
    assert await marks.mark_of("p2", "s1") == (1, None)

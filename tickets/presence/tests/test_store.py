"""Who is where, asked of a real Valkey."""

import json
from typing import Any

import pytest

from tickets.liveness.marks import PROCESSES, Lease, Marks, Pinged
from tickets.liveness.rules import PROCESS_LEASE, Stretch
from tickets.presence.rules import PRESENCE_GRACE
from tickets.presence.store import LEAVING, Looked, PresenceStore, Seated

pytestmark = pytest.mark.integration

AT = "2026-11-22T18:49:00.123Z"


@pytest.fixture
def store(real_redis: Any) -> PresenceStore:
    return PresenceStore(real_redis)


@pytest.fixture
def marks(real_redis: Any) -> Marks:
    return Marks(real_redis)


def seated(socket: str, key: str = "customer", ticket: str = "t1", process: str = "p1") -> Seated:
    return Seated(process, socket, ticket, key, "customer", "Carla")


async def test_only_what_changes_is_news(store: PresenceStore) -> None:
    assert await store.move([seated("s1")], {}, 5, AT) == {"t1"}
    assert await store.move([seated("s1")], {}, 6, AT) == set()
    assert await store.move([seated("s2"), seated("s3", ticket="t2")], {}, 6, AT) == {"t1", "t2"}
    assert await store.move([], dict.fromkeys([seated("s2")]), 7, AT) == {"t1"}
    people = (await store.people(["t1"]))["t1"]
    assert people["p1/s1"]["name"] == "Carla"
    assert people["gone customer"]["tick"] == 7
    await store.move([seated("s2")], {}, 8, AT)
    assert "gone customer" not in (await store.people(["t1"]))["t1"], "who returns is not gone"


async def test_a_process_that_dies_before_its_first_tick_is_purged_too(
    store: PresenceStore, marks: Marks, real_redis: Any
) -> None:
    await store.move([seated("s1")], {}, 5, AT)
    assert await marks.processes() == {"p1": Lease(Stretch(0, 0), 1)}
    assert 0 < await real_redis.pttl("holdfast:process:p1") <= 1000 * PROCESS_LEASE
    await marks.went_through("p1", Stretch(6, 9), 10, {}, {})
    await store.move([seated("s2")], {}, 9, AT)
    assert await marks.processes() == {"p1": Lease(Stretch(6, 9), 10)}


async def test_who_left_is_told_of_once_when_the_grace_is_over(store: PresenceStore) -> None:
    await store.move([seated("s1")], {}, 5, AT)
    await store.move([], dict.fromkeys([seated("s1")]), 7, AT)
    assert await store.gone_for_good(6 + PRESENCE_GRACE) == []
    assert await store.gone_for_good(7 + PRESENCE_GRACE) == ["t1"]
    assert await store.gone_for_good(8 + PRESENCE_GRACE) == []


async def test_whose_line_went_dead_was_heard_before_that_was_found_out(store: PresenceStore) -> None:
    await store.move([seated("s1"), seated("s2", ticket="t2")], {}, 5, AT)
    await store.move([], {seated("s1"): 7, seated("s2", ticket="t2"): None}, 20, AT)
    people = await store.people(["t1", "t2"])
    ticks = [[(one["tick"], one.get("heard")) for one in people[ticket].values()] for ticket in ("t1", "t2")]
    assert ticks == [[(20, 7)], [(20, None)]]


async def test_who_sits_is_known_until_they_leave(store: PresenceStore) -> None:
    seats = [seated("s1"), seated("s1", ticket="t2"), seated("s9", process="p2")]
    await store.move(seats, {}, 5, AT)
    assert await store.seats("p1") == seats[:2]
    await store.move([], dict.fromkeys(seats[:1]), 5, AT)
    assert await store.seats("p1") == seats[1:2]


async def test_a_dead_process_leaves_nothing_but_the_news_of_its_people(
    store: PresenceStore, marks: Marks
) -> None:
    await marks.went_through("p1", Stretch(1, 9), 10, {3: {"s1": 3}}, {})
    await store.move([seated("s1"), seated("s2", ticket="t2")], {}, 5, AT)
    await store.move([seated("s9", process="p2")], {}, 5, AT)
    assert await store.see_off("p1", 30, AT) == ["t1", "t2"]
    await marks.purge("p1")
    assert (await marks.processes()).keys() == {"p2"}, "and it is purged but once"
    people = await store.people(["t1", "t2"])
    assert set(people["t1"]) == {"p2/s9", "gone customer"}
    assert set(people["t2"]) == {"gone customer"}
    assert await store.see_off("p1", 31, AT) == []
    assert await marks.pinged_at(3, {"p1": Lease(Stretch(1, 9), 10)}) == {"p1": Pinged(0, [])}


async def test_who_comes_by_the_thousand_is_written_by_a_few_commands(
    store: PresenceStore, real_redis: Any
) -> None:
    seats = [seated(f"s{number}", ticket=f"t{number}") for number in range(1_100)]
    await real_redis.config_resetstat()
    assert await store.move(seats, {}, 5, AT) == {seat.ticket for seat in seats}
    assert (await real_redis.info("commandstats"))["cmdstat_eval"]["calls"] == 3
    assert set(await store.seats("p1")) == set(seats)
    assert await store.lost("p1", seats) == []
    for key in ("holdfast:people:t1", "holdfast:people:t1099"):
        assert await real_redis.ttl(key) > 24 * 3600
    assert await store.move(seats, {}, 6, AT) == set(), "who is written anew was known all along"


async def test_what_redis_has_lost_is_told(store: PresenceStore, marks: Marks, real_redis: Any) -> None:
    carla, chris, ada = seated("s1"), seated("s2", "chris", "t2"), seated("s3", "ada", "t3")
    seats = [carla, chris, ada]
    await store.move(seats, {}, 5, AT)
    assert await store.lost("p1", seats) == []
    await real_redis.delete("holdfast:people:t1")
    await real_redis.hdel("holdfast:people:t3", ada.field)
    assert await store.lost("p1", seats) == [carla, ada]
    await real_redis.delete("holdfast:seats:p1")
    assert await store.lost("p1", seats) == seats
    assert await store.lost("p1", []) == []


async def test_a_key_that_vanished_is_found_without_a_word_about_who_is_there(
    store: PresenceStore, marks: Marks, real_redis: Any
) -> None:
    seats = [seated("s1"), seated("s2", "chris", "t2"), seated("s3", "ada", "the desk")]
    await store.move(seats, {}, 5, AT)
    await marks.went_through("p1", Stretch(1, 9), 10, {3: {"s1": 3, "s2": 3}}, {})
    assert await store.look("p1", 7, 3, 3) == Looked(2, 3, frozenset())
    await real_redis.delete("holdfast:people:t1", "holdfast:people:the desk", "holdfast:marks:p1:3")
    looked = await store.look("p1", 8, 3, 3)
    assert looked == Looked(0, 3, frozenset({"s1 t1", "s3 the desk"}))
    await real_redis.hdel("holdfast:seats:p1", "s1 t1")
    await real_redis.hset("holdfast:seats:p1", "nonsense", "{}")
    assert await store.look("p1", 8, 3, 3) == Looked(0, 3, frozenset({"s3 the desk"}))
    await real_redis.delete("holdfast:seats:p1")
    assert await store.look("p1", 8, 3, 0) == Looked(0, 0, frozenset())


@pytest.mark.parametrize("count", [1, 20, 2_000, 9_500])  # a command of Lua's takes some 8,000
async def test_so_many_looks_come_to_all(store: PresenceStore, real_redis: Any, count: int) -> None:
    seats = [seated(f"s{number}", ticket=f"t{number}") for number in range(count)]
    await store.move(seats, {}, 5, AT)
    for number in range(0, count, 7):
        await real_redis.delete(f"holdfast:people:t{number}")
    found = set[str]()
    for slot in range(5):
        looked = await store.look("p1", 7, slot, -(-count // 5))
        assert looked.seats == count
        found.update(looked.lost)
    assert found == {f"s{number} t{number}" for number in range(0, count, 7)}
    assert (await PresenceStore(real_redis).look("p1", 7, 0, count)).lost == found


async def test_to_look_after_many_asks_no_more_than_to_look_after_one(store: PresenceStore) -> None:
    asked = []
    for count in (1, 500):
        seats = [seated(f"s{number}", ticket=f"t{number}") for number in range(count)]
        await store.move(seats, {}, 5, AT)
        await store.look("p1", 7, 3, count)  # the script is known from now on
        await store._redis.config_resetstat()
        assert (await store.look("p1", 7, 3, count)).lost == frozenset()
        told = await store._redis.info("commandstats")
        asked.append({name: told[name]["calls"] for name in told})
    assert asked[0] == asked[1]


async def test_a_lease_is_renewed_as_long_as_it_is_true(store: PresenceStore, real_redis: Any) -> None:
    await store.move([seated("s1")], {}, 5, AT)
    for key in ("holdfast:people:t1", "holdfast:seats:p1"):
        await real_redis.expire(key, 60)
    await store.lost("p1", [seated("s1")])
    for key in ("holdfast:people:t1", "holdfast:seats:p1"):
        assert await real_redis.ttl(key) > 24 * 3600


async def test_to_look_exactly_after_many_is_one_command(store: PresenceStore, real_redis: Any) -> None:
    seats = [seated(f"s{number}", ticket=f"t{number}") for number in range(500)]
    await store.move(seats, {}, 5, AT)
    await real_redis.config_resetstat()
    await store.lost("p1", seats)
    calls = await real_redis.info("commandstats")
    asked = {name for name in calls if name not in ("cmdstat_hexists", "cmdstat_expire")}
    assert asked <= {"cmdstat_evalsha", "cmdstat_script|load", "cmdstat_config|resetstat", "cmdstat_info"}
    assert calls["cmdstat_evalsha"]["calls"] <= 2, "the first time, the script is new"


async def test_who_left_is_told_of_though_that_was_lost(store: PresenceStore, real_redis: Any) -> None:
    await store.move([seated("s1")], {}, 5, AT)
    await store.move([], dict.fromkeys([seated("s1")]), 7, AT)
    await real_redis.delete(LEAVING)
    assert await store.gone_for_good(6 + PRESENCE_GRACE) == []
    await store.look("p1", 6 + PRESENCE_GRACE, 3, 0)
    assert await store.gone_for_good(7 + PRESENCE_GRACE) == ["t1"]
    await store.look("p1", 8 + PRESENCE_GRACE, 3, 0)
    assert await store.gone_for_good(9 + PRESENCE_GRACE) == []


async def test_the_process_that_they_left_sees_to_it(store: PresenceStore, real_redis: Any) -> None:
    """The worker, which has a store of its own, never knew of them."""
    worker = PresenceStore(real_redis)
    await store.move([], dict.fromkeys([seated("s1")]), 7, AT)
    await real_redis.delete(LEAVING)
    await store.look("p1", 6 + PRESENCE_GRACE, 3, 0)
    assert await worker.gone_for_good(7 + PRESENCE_GRACE) == ["t1"]


async def test_who_left_before_ticks_were_counted_anew_is_told_of(store: PresenceStore) -> None:
    await store.move([], dict.fromkeys([seated("s1")]), 5_000, AT)
    await store.move([], dict.fromkeys([seated("s1", ticket="t2")]), 3, AT)
    assert await store.gone_for_good(2) == ["t1"], "t2's worker is a tick ahead"


async def test_who_may_answer_no_customer_is_so_still_when_they_are_read(
    store: PresenceStore, real_redis: Any
) -> None:
    lea = Seated("p1", "s1", "t1", "lea", "agent", "Lea", answers=False)
    await store.move([lea], {}, 5, AT)
    assert await store.seats("p1") == [lea]
    await real_redis.srem(PROCESSES, "p1")
    assert await store.strays([]) == [lea]
    await store.see_off("p1", 6, AT)
    assert (await store.people(["t1"]))["t1"]["gone lea"]["answers"] is False


async def test_people_of_a_process_that_nobody_knows_are_strays(
    store: PresenceStore, real_redis: Any
) -> None:
    stray, known, written = seated("s1", process="p0"), seated("s1"), seated("s1", process="p2")
    await store.move([stray, known, written], {}, 5, AT)
    await store.move([], dict.fromkeys([seated("s9", "gone")]), 5, AT)
    await real_redis.srem(PROCESSES, "p0", "p1")
    assert await store.strays({"p1"}) == [stray]


CARLA = {"key": "customer", "role": "customer", "name": "Carla"}
WENT = CARLA | {"tick": 7, "at": AT}
DEEP = "[" * 100_000
NONSENSE = {
    "no JSON": ("p1/s9", "nonsense"),
    "too deep": ("p1/s9", DEEP),
    "nobody": ("p1/s9", "null"),
    "a list": ("p1/s9", "[]"),
    "without a name": ("p1/s9", json.dumps({"key": "customer", "role": "customer"})),
    "a number for a name": ("p1/s9", json.dumps(CARLA | {"name": 5})),
    "half a letter": ("p1/s9", json.dumps(CARLA | {"name": "\ud800"})),
    "here and gone": ("p1/s9", json.dumps(WENT)),
    "gone, and here": ("gone customer", json.dumps(CARLA)),
    "gone at no time": ("gone customer", json.dumps(CARLA | {"tick": 7})),
    "gone at no tick": ("gone customer", json.dumps(WENT | {"tick": "7"})),
    "of no socket": ("customer", json.dumps(CARLA)),
}


@pytest.mark.parametrize(("field", "text"), NONSENSE.values(), ids=list(NONSENSE))
async def test_nonsense_among_people_is_thrown_away_and_the_others_are_found(
    store: PresenceStore, real_redis: Any, caplog: pytest.LogCaptureFixture, field: str, text: str
) -> None:
    await store.move([seated("s1"), seated("s2", ticket="t2")], {}, 5, AT)
    await real_redis.hset("holdfast:people:t1", field, text)
    found = await store.people(["t1", "t2"])
    assert {ticket: list(entries) for ticket, entries in found.items()} == {"t1": ["p1/s1"], "t2": ["p1/s2"]}
    assert caplog.text.count("holdfast:people:t1: there was nonsense in it") == 1
    assert await real_redis.exists("holdfast:people:t1") == 0
    lost = await store.lost("p1", [seated("s1"), seated("s2", ticket="t2")])
    assert lost == [seated("s1")], "so it is written again"


async def test_what_a_newer_version_says_besides_is_no_nonsense(
    store: PresenceStore, real_redis: Any
) -> None:
    newer = {"p1/s1": CARLA | {"since": 3}, "gone 7": WENT | {"key": "7", "why": "cut"}}
    await real_redis.hset("holdfast:people:t1", mapping={k: json.dumps(entry) for k, entry in newer.items()})
    assert (await store.people(["t1"]))["t1"] == newer
    assert await store.strays([]) == [seated("s1")]
    await real_redis.hset("holdfast:seats:p1", "s1 t1", json.dumps(newer["p1/s1"]))
    assert await store.seats("p1") == [seated("s1")]


@pytest.mark.parametrize("place", ["s9 t1", "s9"])
@pytest.mark.parametrize("text", ["nonsense", "{}", json.dumps(CARLA)])
async def test_nonsense_among_seats_is_thrown_away_and_the_others_are_found(
    store: PresenceStore, real_redis: Any, place: str, text: str
) -> None:
    await store.move([seated("s1")], {}, 5, AT)
    await real_redis.hset("holdfast:seats:p1", place, text)
    good = place == "s9 t1" and text == json.dumps(CARLA)
    assert len(await store.seats("p1")) == 1 + good
    lost = await store.lost("p1", [seated("s1")])
    assert lost == ([] if good else [seated("s1")])
    assert await store.see_off("p1", 30, AT) == (["t1"] if good else [])


async def test_whom_nonsense_hid_is_a_stray_in_the_end(store: PresenceStore, real_redis: Any) -> None:
    await store.move([seated("s1")], {}, 5, AT)
    await real_redis.hset("holdfast:seats:p1", "s1 t1", "nonsense")
    assert await store.see_off("p1", 30, AT) == []
    await real_redis.delete(PROCESSES)
    assert await store.strays([]) == [seated("s1")]


async def test_nonsense_is_no_stray(store: PresenceStore, real_redis: Any) -> None:
    await store.move([seated("s1"), seated("s2", ticket="t2", process="p2")], {}, 5, AT)
    await real_redis.hset("holdfast:people:t1", "p3/s9", "nonsense")
    await real_redis.delete(PROCESSES)
    assert await store.strays(["p1"]) == [seated("s2", ticket="t2", process="p2")]
    assert await real_redis.exists("holdfast:people:t1") == 0

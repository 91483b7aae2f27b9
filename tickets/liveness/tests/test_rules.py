"""Who is dead and who is there. Above all: nobody healthy is ever called dead."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tickets.liveness import rules
from tickets.liveness.rules import GRACE, PRESENCE_GRACE, Stretch, Unbroken

PINGED = 100
DUE = PINGED + GRACE
AWAKE = Stretch(PINGED, DUE)
SILENT = [("carla", PINGED - 10)]

ticks = st.integers(1, 10_000)
stretches = st.builds(lambda since, length: Stretch(since, since + length), ticks, st.integers(0, 60))


# — stale: each guard matters —


def test_who_left_a_ping_unanswered_for_the_whole_grace_is_stale() -> None:
    assert rules.stale(SILENT, PINGED, DUE, AWAKE, AWAKE) == ["carla"]


def test_not_before_the_grace_is_over() -> None:
    """Guard 1: the newest tick is at least n + grace."""
    assert rules.stale(SILENT, PINGED, DUE - 1, Stretch(1, 9999), Stretch(1, 9999)) == []


@pytest.mark.parametrize("mark", [PINGED, PINGED + 1, DUE + 700])
def test_not_who_gave_a_sign_of_life_since(mark: int) -> None:
    """Guard 2: the mark is older than n. (A mark far ahead: Redis came back and counts anew.)"""
    assert rules.stale([("carla", mark)], PINGED, DUE, AWAKE, AWAKE) == []


def test_not_while_the_process_may_hold_marks_that_it_has_not_written() -> None:
    """Guard 3: the process's watermark."""
    assert rules.stale(SILENT, PINGED, DUE, Stretch(PINGED, DUE - 1), AWAKE) == []


def test_not_when_the_process_slept_since_the_ping() -> None:
    """Guard 3, the other end: it woke at n + 1, so it may not even have pinged."""
    assert rules.stale(SILENT, PINGED, DUE, Stretch(PINGED + 1, DUE), AWAKE) == []


def test_not_when_the_process_has_not_said_anything() -> None:
    assert rules.stale(SILENT, PINGED, DUE, None, AWAKE) == []


def test_not_when_the_worker_slept_since_the_ping() -> None:
    """Guard 4: a paused worker kills nobody when it wakes."""
    assert rules.stale(SILENT, PINGED, DUE, AWAKE, Stretch(PINGED + 1, DUE)) == []


def test_not_when_the_worker_is_not_there_yet() -> None:
    assert rules.stale(SILENT, PINGED, DUE, AWAKE, Stretch(PINGED, DUE - 1)) == []


def test_a_missing_mark_is_no_reason() -> None:
    assert rules.stale([], PINGED, DUE, AWAKE, AWAKE) == []


def test_the_silent_one_among_others_is_found() -> None:
    marks = [("ada", PINGED), ("carla", PINGED - 1), ("chris", DUE)]
    assert rules.stale(marks, PINGED, DUE, AWAKE, AWAKE) == ["carla"]


@given(
    marks=st.dictionaries(st.text(min_size=1), ticks),
    pinged=ticks,
    newest=ticks,
    process=st.none() | stretches,
    worker=stretches,
)
def test_every_stale_socket_meets_all_four_conditions(
    marks: dict[str, int], pinged: int, newest: int, process: Stretch | None, worker: Stretch
) -> None:
    stale = rules.stale(marks.items(), pinged, newest, process, worker)
    if stale:
        due = pinged + GRACE
        assert newest >= due
        assert process is not None
        assert process.since <= pinged
        assert process.until >= due
        assert worker.since <= pinged
        assert worker.until >= due
        assert all(marks[socket] < pinged for socket in stale)


@given(
    interval=st.integers(2, 60),
    born=st.integers(0, 80),
    delay=st.integers(0, GRACE - 1),
    lost_marks=st.sets(st.integers(0, 200)),
    naps=st.sets(st.integers(0, 200), max_size=6),
)
def test_a_socket_that_answers_within_the_grace_is_never_closed(
    interval: int, born: int, delay: int, lost_marks: set[int], naps: set[int]
) -> None:
    """Two hundred ticks of one socket, whose process sometimes misses a tick or a write."""
    slot, mark, unbroken = born % interval, born, Unbroken()
    written, answers = born, dict[int, int]()
    lease: Stretch | None = None
    for tick in range(1, 200):
        if tick in naps:
            continue  # the process heard no tick: no ping, and its lease stays as it was
        stretch = unbroken.heard(tick, float(tick))
        if tick >= born and tick % interval == slot:
            answers[tick + delay] = tick
        if tick in answers:
            mark = tick
        if stretch.since == stretch.until:
            mark = tick  # written anew after a gap
        if tick in lost_marks:
            unbroken.broken()
        else:
            written, lease = mark, stretch
        pinged = tick - GRACE
        if pinged >= born and pinged % interval == slot:
            worker = Stretch(0, tick)
            assert rules.stale([("carla", written)], pinged, tick, lease, worker) == []


@given(interval=st.integers(2, 60), last=st.integers(5, 50), chance=st.integers(0, 59))
def test_a_socket_that_stops_answering_is_found_within_interval_and_grace(
    interval: int, last: int, chance: int
) -> None:
    slot = chance % interval
    everybody_awake = Stretch(0, 10_000)
    found = next(
        tick
        for tick in range(last + 1, 10_000)
        if (tick - GRACE) % interval == slot
        and rules.stale([("carla", last)], tick - GRACE, tick, everybody_awake, everybody_awake)
    )
    assert found - last <= interval + GRACE


# — Stretch and Unbroken —


@given(stretches, ticks, st.integers(0, 10))
def test_a_stretch_covers_what_lies_within(stretch: Stretch, first: int, length: int) -> None:
    covered = set(range(first, first + length + 1)) <= set(range(stretch.since, stretch.until + 1))
    assert stretch.covers(first, first + length) == covered


def test_ticks_one_a_second_make_one_stretch() -> None:
    unbroken = Unbroken()
    for tick in range(40, 60):
        stretch = unbroken.heard(tick, float(tick) + 0.2 * (tick % 2))
    assert stretch == Stretch(40, 59)


@pytest.mark.parametrize(
    ("tick", "pause", "why"),
    [
        (12, 1.0, "one was missed"),
        (10, 1.0, "the same again"),
        (3, 1.0, "Redis counts anew"),
        (11, 2.1, "it came late: somebody slept"),
        (11, 0.2, "it came in a bunch: somebody woke"),
        (11, 0.0, "two at once"),
    ],
)
def test_a_gap_starts_a_new_stretch(tick: int, pause: float, why: str) -> None:
    unbroken = Unbroken()
    unbroken.heard(9, 99.0)
    assert unbroken.heard(10, 100.0) == Stretch(9, 10)
    assert unbroken.heard(tick, 100.0 + pause) == Stretch(tick, tick), why


@pytest.mark.parametrize("pause", [0.31, 0.7, 1.0, 1.9, 2.0])
def test_a_little_early_or_late_is_no_gap(pause: float) -> None:
    unbroken = Unbroken()
    unbroken.heard(10, 100.0)
    assert unbroken.heard(11, 100.0 + pause) == Stretch(10, 11)


def test_what_was_owed_and_not_done_ends_a_stretch() -> None:
    unbroken = Unbroken()
    unbroken.heard(10, 100.0)
    unbroken.broken()
    assert unbroken.heard(11, 101.0) == Stretch(11, 11)


def test_another_redis_than_before_ends_a_stretch() -> None:
    """It may lack the last marks that were written to the one before."""
    unbroken = Unbroken()
    unbroken.heard(9, 99.0, "first")
    assert unbroken.heard(10, 100.0, "first") == Stretch(9, 10)
    assert unbroken.heard(11, 101.0, "second") == Stretch(11, 11)
    assert unbroken.heard(12, 102.0, "second") == Stretch(11, 12)


def test_the_first_tick_ever_starts_a_stretch() -> None:
    assert Unbroken().heard(1, 0.0) == Stretch(1, 1)


@given(st.lists(st.tuples(st.integers(1, 30), st.floats(0, 5)), min_size=1))
def test_a_stretch_never_spans_a_tick_that_was_not_heard(heard: list[tuple[int, float]]) -> None:
    unbroken, now, told = Unbroken(), 0.0, list[int]()
    for tick, pause in heard:
        now += pause
        told.append(tick)
        stretch = unbroken.heard(tick, now)
        length = stretch.until - stretch.since + 1
        assert stretch.until == tick
        assert told[-length:] == list(range(stretch.since, stretch.until + 1))


# — how many at once —


@given(st.integers(0, 100_000))
def test_at_most_a_tenth_of_a_slot_is_closed_at_once(sockets: int) -> None:
    most = rules.most_closings(sockets)
    assert most >= rules.LEAST_CLOSINGS == 5
    assert most == 5 or most <= sockets / 10


def test_the_edge_of_a_tenth() -> None:
    assert [rules.most_closings(n) for n in (0, 59, 60, 1000)] == [5, 5, 6, 100]


@given(st.integers(0, 10_000), st.integers(2, 60))
def test_every_slot_is_pinged_once_an_interval(start: int, slots: int) -> None:
    pinged = {rules.slot_of(tick, slots) for tick in range(start, start + slots)}
    assert pinged == set(range(slots))


# — people —


def here(key: str, role: str = "agent", name: str | None = None) -> dict[str, Any]:
    return {"key": key, "role": role, "name": name or key.title()}


def gone(key: str, tick: int, **more: Any) -> dict[str, Any]:
    return here(key, **more) | {"tick": tick, "at": "2026-11-22T18:49:00.123Z"}


def test_a_person_with_three_tabs_is_one_person() -> None:
    tabs = {f"p/{n}": here("ada") for n in range(3)}
    ada = {"role": "agent", "name": "Ada", "key": "ada", "state": "online", "last_seen": None}
    assert rules.people(tabs, 7) == [ada]


def test_two_agents_of_one_name_are_two_people() -> None:
    entries = {"p/1": here("7", name="Ada"), "p/2": gone("12", 5, name="Ada"), "p/3": here("7", name="Ada")}
    shown = [(person["key"], person["state"]) for person in rules.people(entries, 6)]
    assert shown == [("12", "unstable"), ("7", "online")]


def test_who_has_a_tab_left_is_online_though_another_went() -> None:
    entries = {"gone ada": gone("ada", 5), "p/1": here("ada")}
    assert [person["state"] for person in rules.people(entries, 6)] == ["online"]
    reverse = dict(reversed(entries.items()))
    assert [person["state"] for person in rules.people(reverse, 6)] == ["online"]


@pytest.mark.parametrize(
    ("ago", "state"),
    [
        (0, "unstable"),
        (PRESENCE_GRACE - 1, "unstable"),
        (PRESENCE_GRACE, "offline"),
        (5000, "offline"),
        (-1, "offline"),  # ticks are counted anew
    ],
)
def test_who_left_is_unstable_for_twenty_seconds_and_then_gone(ago: int, state: str) -> None:
    [person] = rules.people({"gone carla": gone("carla", 6000 - ago)}, 6000)
    assert person["state"] == state
    assert person["last_seen"] == "2026-11-22T18:49:00.123Z"


def test_everyone_comes_in_a_steady_order_and_customers_show_no_key() -> None:
    entries = {"p/1": here("customer", "customer", "Carla"), "p/2": here("bob"), "p/3": here("ada")}
    people = rules.people(entries, 1)
    assert [person["name"] for person in people] == ["Ada", "Bob", "Carla"]
    shown = {"role", "name", "state", "last_seen"}
    assert [person.keys() for person in people] == [shown | {"key"}, shown | {"key"}, shown]


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 3), st.booleans(), st.integers(1, 50)), max_size=20
    )
)
def test_people_are_never_doubled_and_never_forgotten(entries: list[tuple[str, int, bool, int]]) -> None:
    found = {
        (f"p/{key}{tab}" if is_here else f"gone {key}"): here(key) if is_here else gone(key, tick)
        for key, tab, is_here, tick in entries
    }
    people = rules.people(found, 50)
    assert [p["name"] for p in people] == sorted({key.upper() for key, *_ in entries})
    online = {key.upper() for key, _, is_here, _ in entries if is_here}
    assert {p["name"] for p in people if p["state"] == "online"} == online


def test_on_duty_is_who_is_not_gone() -> None:
    def states(*states: str) -> list[dict[str, Any]]:
        return [{"state": state} for state in states]

    assert not rules.on_duty(states())
    assert not rules.on_duty(states("offline", "offline"))
    assert rules.on_duty(states("offline", "unstable"))
    assert rules.on_duty(states("online"))


@given(st.integers(2, 60))
def test_timings_fit_each_other(interval: int) -> None:
    """Numbers that depend on each other; docs/running_it.md allows these intervals."""
    assume(interval <= rules.MOST_SLOTS)
    assert rules.SETTLE < rules.SWEEP_AFTER < rules.BEAT
    assert rules.GRACE * rules.BEAT < rules.PROCESS_LEASE
    assert rules.LEADER_LEASE >= rules.SILENCE - rules.BEAT

"""Who gets a ticket, and who has vanished: at ticks said by hand."""

from typing import Any

import pytest

from tickets.features.routing import rules
from tickets.features.routing.rules import Agent, Desk, LastSeen, next_of
from tickets.liveness.rules import Stretch


def agent(pk: int, **more: Any) -> Agent:
    usual: dict[str, Any] = {
        "key": str(pk),
        "name": f"Agent {pk}",
        "teams": frozenset(),
        "link": "online",
        "available": True,
        "back_at": None,
        "capacity": 5,
        "load": 0,
        "turn": 0,
    }
    return Agent(pk=pk, **(usual | more))


def desk(live: str = "", gone: dict[str, int] | None = None, tick: int = 1000, since: int = 0) -> Desk:
    there: dict[str, Any] = {f"p/{key}": {"key": key} for key in live.split()}
    left = {f"gone {key}": {"key": key, "tick": at} for key, at in (gone or {}).items()}
    return rules.desk(there | left, Stretch(since, tick))


# — who gets it —


@pytest.mark.parametrize(
    ("kept", "why"),
    [
        ({"link": "offline"}, "offline"),
        ({"link": "unstable"}, "unstable"),
        ({"available": False}, "away"),
        ({"load": 5}, "full"),
    ],
)
def test_who_gets_none_and_why(kept: dict[str, Any], why: str) -> None:
    assert agent(1, **kept).why_not == why
    assert next_of([agent(1, **kept)], None) is None


def test_the_least_loaded_then_whose_turn_is_longest_ago() -> None:
    busy, idle = agent(1, load=2, turn=1), agent(2, load=1, turn=9)
    assert next_of([busy, idle], None) == idle
    longer = agent(3, load=1, turn=4)
    assert next_of([busy, idle, longer], None) == longer
    assert next_of([busy, idle, longer], None, but=3) == idle


def test_a_ticket_of_a_team_stays_in_it() -> None:
    outsider, member = agent(1), agent(2, load=4, teams=frozenset({7}))
    assert next_of([outsider, member], 7) == member
    assert next_of([outsider], 7) is None
    assert next_of([outsider, member], None) == outsider


def test_who_is_reached_by_push_gets_what_nobody_at_the_desk_has_room_for() -> None:
    phone, live = agent(1, link="offline", reachable=True), agent(2, load=4)
    assert next_of([phone, live], None) == live
    assert next_of([phone, agent(2, load=5)], None) == phone
    assert agent(1, link="unstable", reachable=True).why_not == "unstable"
    for kept in ({"available": False}, {"load": 5}):
        assert next_of([agent(1, link="offline", reachable=True, **kept)], None) is None


# — who has vanished —


def seen(*desks: Desk) -> LastSeen:
    last_seen = LastSeen()
    for one in desks:
        last_seen.look(one)
    return last_seen


def test_who_is_gone_for_so_long_has_vanished_and_not_a_tick_before() -> None:
    before, at = desk("bob", {"ann": 911}), desk("bob", {"ann": 910})
    assert not seen(before).vanished("ann", before, 90)
    assert seen(at).vanished("ann", at, 90)
    assert not seen(at).vanished("bob", at, 90)


def dead(key: str, tick: int, heard: int, at: int = 1000) -> Desk:
    """`tick`: at which their line was found dead."""
    gone = {"key": key, "tick": tick, "heard": heard}
    return rules.desk({"p/bob": {"key": "bob"}, f"gone {key}": gone}, Stretch(0, at))


def test_a_dead_line_is_counted_from_its_last_sign_of_life_and_not_from_when_it_was_found() -> None:
    still, found = desk("ann bob", tick=922), dead("ann", 923, 910)
    assert not seen(still, found).vanished("ann", found, 91)
    assert seen(still, found).vanished("ann", found, 90)


def test_but_what_was_seen_of_them_since_counts() -> None:
    """Redis lost that they had come back, and has an older going."""
    back, lost = desk("ann bob", tick=950), dead("ann", 923, 910)
    assert not seen(back, lost).vanished("ann", lost, 51)
    assert seen(back, lost).vanished("ann", lost, 50)


def test_lines_that_went_dead_together_are_a_network_however_late_each_is_found() -> None:
    gone = [("ann", 813, 808), ("cleo", 830, 801)]
    entries = {f"gone {key}": {"key": key, "tick": tick, "heard": heard} for key, tick, heard in gone}
    at = rules.desk(entries | {"p/bob": {"key": "bob"}}, Stretch(0, 1000))
    assert rules.went_together("ann", at)


def test_a_network_has_a_quarter_of_an_hour_to_come_back_and_then_they_have_gone_home() -> None:
    gone = {"ann": 1000, "bob": 1005}
    before, at = desk("cleo", gone, tick=1989), desk("cleo", gone, tick=1990)
    assert rules.went_together("ann", before)
    assert not seen(before).vanished("ann", before, 90)
    assert seen(at).vanished("ann", at, 90)
    assert not seen(at).vanished("bob", at, 90)
    gap = desk("cleo", gone, tick=1990, since=1001)
    assert not seen(gap).vanished("ann", gap, 90), "of ticks that were heard"


def test_one_live_line_is_enough() -> None:
    two = rules.desk({"p/1": {"key": "ann"}, "gone ann": {"key": "ann", "tick": 5}}, Stretch(0, 1000))
    assert not seen(two).vanished("ann", two, 90)


def test_while_ticks_are_missing_nobody_has() -> None:
    heard = desk("bob", {"ann": 100}, since=911)
    assert not seen(heard).vanished("ann", heard, 90)
    assert not heard.covers(90)
    assert desk(since=910).covers(90)


def test_a_going_told_before_ticks_were_counted_anew_is_none() -> None:
    anew = desk("bob", {"ann": 5000}, tick=95)
    assert anew.gone == {}
    assert seen(anew).vanished("ann", anew, 90)


def test_whom_redis_forgot_is_gone_since_they_were_last_seen_here() -> None:
    earlier, forgotten = desk("ann bob", tick=960), desk("bob")
    assert not seen(earlier, forgotten).vanished("ann", forgotten, 90)
    later = desk("bob", tick=1050)
    assert seen(earlier, forgotten, later).vanished("ann", later, 90)


def test_after_a_gap_what_was_seen_before_counts_no_more() -> None:
    earlier, now = desk("bob", tick=960), desk("bob", since=990)
    assert not seen(earlier, now).vanished("ann", now, 11)
    assert seen(earlier, now).vanished("ann", now, 10)


def test_since_when_somebody_is_gone_as_far_as_anybody_knows() -> None:
    before, now = desk("ann bob", tick=960), desk("bob", {"cleo": 910})
    last_seen = seen(before, now)
    assert [last_seen.left(key, now) for key in ("ann", "bob", "cleo", "dan")] == [40, 0, 90, None]


@pytest.mark.parametrize(
    ("live", "gone", "together"),
    [
        ("bob", {"ann": 800}, False),  # one of two
        ("cleo", {"ann": 800, "bob": 810}, True),
        ("cleo", {"ann": 800, "bob": 811}, False),  # one after the other
        ("cleo dan", {"ann": 800, "bob": 805}, True),  # half of them
        ("cleo dan eve", {"ann": 800, "bob": 805}, False),
        ("cleo dan", {"ann": 800, "bob": 805, "eve": 500}, True),  # who had gone before wasn't there
        ("", {"ann": 800, "bob": 801}, True),
    ],
)
def test_half_of_them_at_once_is_a_network(live: str, gone: dict[str, int], together: bool) -> None:
    at = desk(live, gone)
    assert rules.went_together("ann", at) is together
    assert seen(at).vanished("ann", at, 90) is not together

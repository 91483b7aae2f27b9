"""The four states, places in the queue, and how long replies take."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tickets.features.hours import rules
from tickets.features.hours.rules import Desk, Line, Stands, Waiting
from tickets.features.hours.schedule import Schedule, zone

NINE_TO_FIVE = Schedule(zone("UTC"), {day: [(540, 1020)] for day in range(5)})
NOON, EVENING = datetime(2026, 11, 27, 12, tzinfo=UTC), datetime(2026, 11, 27, 18, tzinfo=UTC)  # Friday
MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
MANNED = Desk(on_duty=True, is_heard=True, agents=2, waiting=2)


@pytest.mark.parametrize(
    ("desk", "state"),
    [
        (MANNED, "here"),
        (Desk(True, True, agents=2, waiting=3), "busy"),
        (Desk(True, True, agents=0, waiting=1), "here"),
        (Desk(False, True), "nobody"),
        (Desk(None, True), None),
        (Desk(None, False), None),
    ],
)
def test_in_hours_the_desk_says_it(desk: Desk, state: str | None) -> None:
    assert rules.stands(NINE_TO_FIVE, NOON, desk, None) == Stands(state)
    assert rules.stands(None, EVENING, desk, None) == Stands(state), "without hours it is never closed"


@pytest.mark.parametrize("desk", [MANNED, Desk(False, True), Desk(None, False), Desk(True, False)])
def test_out_of_hours_the_clock_says_it(desk: Desk) -> None:
    assert rules.stands(NINE_TO_FIVE, EVENING, desk, Stands("here")) == Stands("closed", MONDAY)


@pytest.mark.parametrize("before", ["here", "busy", "nobody", None])
@pytest.mark.parametrize("on_duty", [True, False, None])
def test_while_ticks_are_missing_it_stays_as_it_was(before: str | None, on_duty: bool | None) -> None:
    unheard = Desk(on_duty, is_heard=False, agents=1, waiting=9)
    assert rules.stands(NINE_TO_FIVE, NOON, unheard, Stands(before)) == Stands(before)


def test_what_opens_while_ticks_are_missing_claims_nothing() -> None:
    unheard = Desk(on_duty=True, is_heard=False, agents=1)
    assert rules.stands(NINE_TO_FIVE, NOON, unheard, Stands("closed", NOON)) == Stands(None)
    assert rules.stands(NINE_TO_FIVE, NOON, unheard, None) == Stands(None)


def queue(*tickets: str, urgent: Sequence[str] = (), line: int | None = None) -> list[Waiting]:
    first = [Waiting(ticket, line, (2,)) for ticket in urgent]
    return [*first, *(Waiting(ticket, line, (0,)) for ticket in tickets)]


def test_places_in_the_queue() -> None:
    assert Line().places(queue("a", "b", urgent="u")) == {"u": 1, "a": 2, "b": 3}
    assert Line().places(queue("a", "b") + queue("c", line=7)) == {"a": 1, "b": 2, "c": 1}, "each team's"


def test_a_place_rises_for_who_is_more_urgent_and_for_nobody_else() -> None:
    line = Line()
    assert line.places(queue("a", "b", "c"))["c"] == 3
    assert line.places(queue("b", "c")) == {"b": 1, "c": 2}
    assert line.places(queue("a", "b", "c")) == {"a": 1, "b": 1, "c": 2}, "given back, with its older wait"
    assert line.places(queue("a", "b", "c", urgent="u"))["c"] == 3
    assert line.places(queue("a", "b", "c"))["c"] == 2


def test_who_becomes_less_urgent_may_go_back() -> None:
    line = Line()
    assert line.places(queue("a", urgent="b"))["b"] == 1
    assert line.places(queue("a", "b"))["b"] == 2


def test_usually_replies_in() -> None:
    assert rules.usual([60.0] * 9) is None, "too few"
    assert rules.usual([float(n * 60) for n in range(1, 11)]) == (300, 600)
    slow_once = [30.0] * 50 + [90_000.0] * 50
    assert rules.usual(slow_once) == (60, 60), "the newest count"
    assert rules.usual([timedelta(days=2).total_seconds()] * 10) == (172_800, 172_800)

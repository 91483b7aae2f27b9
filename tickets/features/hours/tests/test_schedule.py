"""Hours by the clock on the wall, held against a count of minutes; and as people write them."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from tickets.features.hours import written
from tickets.features.hours.schedule import Schedule, zone

WEEK = {day: [(540, 720), (810, 1080)] for day in range(5)} | {5: [(1320, 1740)]}
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/St_Johns",
)
STARTS = (
    datetime(2026, 3, 5, tzinfo=UTC),
    datetime(2026, 3, 27, tzinfo=UTC),
    datetime(2026, 10, 23, tzinfo=UTC),
)


def open_by_hand(schedule: Schedule, at: datetime) -> bool:
    """By the wall's clock: this day's spans, and what reaches over from the day before."""
    wall = at.astimezone(schedule.zone)
    minute = wall.hour * 60 + wall.minute
    today, before = wall.date(), wall.date() - timedelta(days=1)

    def spans(day: date) -> list[tuple[int, int]]:
        return list(schedule.dates.get(day, schedule.week.get(day.weekday(), ())))

    own = any(start <= minute < end for start, end in spans(today))
    return own or any(start <= minute + 1440 < end for start, end in spans(before))


@pytest.mark.parametrize("name", ZONES)
def test_as_a_count_of_minutes_has_it(name: str) -> None:
    """No span begins or ends while clocks change: there the wall says one time twice."""
    random.seed(name)
    dates = {date(2026, 3, 30): [], date(2026, 10, 26): [(600, 660)]}
    schedule = Schedule(zone(name), WEEK, dates)
    for base in STARTS:
        start = base + timedelta(minutes=random.randrange(5_000))
        minutes = [start + timedelta(minutes=n) for n in range(random.randrange(2_000, 4_000))]
        opens = [open_by_hand(schedule, at) for at in minutes]
        assert [schedule.is_open(at) for at in minutes[::7]] == opens[::7]
        assert schedule.between(start, minutes[-1]) == timedelta(minutes=sum(opens[:-1]))
        if not opens[0] and True in opens:
            assert schedule.opens(start) == minutes[opens.index(True)]


def test_over_midnight_and_a_clock_that_is_put_back() -> None:
    night = Schedule(zone("Europe/Berlin"), {5: [(1320, 1740)]})  # Saturday 22:00 to 05:00
    whole = datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 12, tzinfo=UTC)
    assert night.between(*whole) == timedelta(hours=8)
    assert night.between(*(at - timedelta(days=7) for at in whole)) == timedelta(hours=7)
    assert night.is_open(datetime(2026, 10, 25, 3, 59, tzinfo=UTC))
    assert not night.is_open(datetime(2026, 10, 25, 4, 0, tzinfo=UTC))


def test_a_day_off_and_a_date_of_its_own() -> None:
    dates = {date(2026, 12, 24): [(540, 600)], date(2026, 12, 25): []}
    schedule = Schedule(zone("UTC"), {day: [(540, 1080)] for day in range(7)}, dates)
    assert schedule.opens(datetime(2026, 12, 24, 10, tzinfo=UTC)) == datetime(2026, 12, 26, 9, tzinfo=UTC)


def test_what_never_opens_says_no_time() -> None:
    assert Schedule(zone("UTC"), {}).opens(datetime(2026, 1, 1, tzinfo=UTC)) is None


def test_spans_that_touch_or_overlap_count_once() -> None:
    schedule = Schedule(zone("UTC"), {0: [(1320, 1800)], 1: [(0, 600), (600, 660)]})
    monday, wednesday = datetime(2026, 11, 30, tzinfo=UTC), datetime(2026, 12, 2, tzinfo=UTC)
    assert schedule.between(monday, wednesday) == timedelta(hours=13)
    assert schedule.is_open(datetime(2026, 12, 1, 10, 59, tzinfo=UTC))


def test_as_people_write_it() -> None:
    assert written.spans("13:30 \u2013 18:00, 9:00-12:00") == [(540, 720), (810, 1080)]
    assert written.spans("22:00-05:00") == [(1320, 1740)]
    assert written.spans("0:00-24:00") == [(0, 1440)]
    assert written.spans(" ") == []
    text = "09:00-12:00, 22:00-05:00"
    assert written.shown(written.spans(text)) == text
    dates = {"2026-12-24": [(540, 720)], "2026-12-25": [], "2026-12-26": []}
    assert written.dates("2026-12-24 9:00-12:00\n\n2026-12-25\n2026-12-26 off") == dates


@pytest.mark.parametrize(
    "wrong",
    [
        *("9-12", "09:00-25:00", "09:00-09:00", "09:60-10:00", "24:00-02:00", "x"),
        *("09:00-12:00, 11:00-13:00", "20:00-10:00, 09:00-12:00"),
        ", ".join(f"{n:02}:00-{n:02}:30" for n in range(7)),
    ],
)
def test_what_is_no_day(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        written.spans(wrong)


@pytest.mark.parametrize("wrong", ["2026-13-01", "24.12.2026 off", "2026-12-24 nine"])
def test_what_is_no_date(wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        written.dates(f"2026-12-01\n{wrong}")

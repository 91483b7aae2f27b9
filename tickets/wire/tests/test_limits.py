"""Backlogs, tallies and quotas; and that docs/protocol.md has every number of `wire.limits`."""

import asyncio
import re
from types import SimpleNamespace

import pytest

from support_site.server import backlog
from support_site.server.backlog import ROOM, Backlog
from tests.test_contract import rows
from tickets.wire import limits
from tickets.wire.buckets import Quota, Rate, Tally

SECOND = Rate(burst=10, per_second=10)


@pytest.fixture
def dropped(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(backlog, "SLOW_FOR", 0.02)
    return []


async def test_a_backlog_that_is_never_read_to_the_end_is_dropped_once(dropped: list[str]) -> None:
    line = Backlog(lambda: dropped.append("page"))
    line.holds(ROOM + 1)
    line.holds(ROOM - 1)  # some of it was read, but not all
    assert line.grows
    await asyncio.sleep(0.05)
    line.holds(limits.MOST_BACKLOG + 1)
    assert dropped == ["page"]
    assert not line.grows


async def test_a_backlog_that_is_too_long_is_dropped_at_once(dropped: list[str]) -> None:
    def drop() -> None:
        dropped.append("page")
        line.holds(limits.MOST_BACKLOG + 2)  # its `bye` is written, and measured, too

    line = Backlog(drop)
    line.holds(limits.MOST_BACKLOG)
    assert not dropped
    line.holds(limits.MOST_BACKLOG + 1)
    assert dropped == ["page"]
    await asyncio.sleep(0.05)
    assert dropped == ["page"]


async def test_who_reads_in_time_stays(dropped: list[str]) -> None:
    line = Backlog(lambda: dropped.append("page"))
    line.holds(ROOM)
    assert not line.grows
    line.holds(ROOM + 1)
    line.emptied()
    await asyncio.sleep(0.05)
    assert not dropped


def test_a_tally_asks_the_clock_once_a_burst(monkeypatch: pytest.MonkeyPatch) -> None:
    now, asked = 100.0, 0

    def clock() -> float:
        nonlocal asked
        asked += 1
        return now

    monkeypatch.setattr("tickets.wire.buckets.time", SimpleNamespace(monotonic=clock))
    tally = Tally(SECOND)
    now += 1.0
    assert not any(tally.add() for _ in range(10)), "ten a second are fine"
    now += 0.9
    assert [tally.add() for _ in range(10)] == [False] * 9 + [True]
    assert asked == 3


def test_a_quota_is_for_each_key_and_given_back() -> None:
    quota = Quota(2)
    assert [quota.take(key) for key in ("a", "a", "a", "b")] == [True, True, False, True]
    quota.give_back("a")
    assert quota.take("a")
    for key in ("a", "a", "b"):
        quota.give_back(key)
    assert len(quota) == 0


HELD = re.compile(r"\D*([\d,]+)( MiB)?")
RATE = re.compile(r"\D*([\d,]+) .* at once, then ([\d,]+) a (second|minute)")


def in_docs(name: str, pattern: re.Pattern[str]) -> list[float]:
    """The numbers of a row, and after each its unit."""
    (words,) = (row[1] for row in rows("Limits") if row[0] == f"`{name}`")
    found = pattern.match(words)
    assert found, words
    units = {None: 1.0, " MiB": 2.0**20, "second": 1.0, "minute": 60.0}
    return [units[part] if part in units else float(part.replace(",", "")) for part in found.groups()]


NAMES = [name for name in vars(limits) if name.isupper()]


def test_the_docs_list_the_limits_that_there_are() -> None:
    assert {row[0].strip("`") for row in rows("Limits")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_limit_is_as_the_docs_say(name: str) -> None:
    limit = getattr(limits, name)
    if isinstance(limit, Rate):
        burst, then, seconds = in_docs(name, RATE)
        assert (burst, then / seconds) == pytest.approx((limit.burst, limit.per_second))
    else:
        number, unit = in_docs(name, HELD)
        assert number * unit == limit

"""The verdict of bench.black_hole, without a network; and whose leaving its desk hears of."""

import asyncio
from math import inf
from typing import Any

import pytest

from bench.black_hole.outcome import Outcome, bounds
from bench.black_hole.trials import BlackHole, pages_of
from bench.black_hole.watch import watch
from bench.parties import NODE, SOCKET_IO, TUTORIAL, Party, Running
from tests.patience import SIGN

NOBODY: Any = None
INTERVAL = 5  # seconds


def hole(page: float, server: float) -> BlackHole:
    """Every trial noticed after so many seconds."""
    made = BlackHole(NOBODY, trials=3, interval=INTERVAL, seed=1)
    for trial in made.trials.values():
        trial.at = 100.0
        made._noticed(trial.page, "page", 100.0 + page)
        made._noticed(trial.page, "server", 100.0 + server)
        made._noticed(trial.page, "server", 999.0)  # only the first counts
    return made


def ours(made: BlackHole) -> Outcome:
    return made.outcome("holdfast", bounds(INTERVAL))


def test_bounds_are_those_of_the_design() -> None:
    assert (bounds(5)["both", "server"], bounds(5)["both", "page"]) == (9, 8)


def test_all_within_their_bounds_is_good() -> None:
    outcome = ours(hole(page=8.0, server=9.0))
    assert outcome.good()
    assert {outcome.row(which)[3] for which in outcome.seconds} == {"yes"}


def test_one_that_is_late_is_not() -> None:
    for late in (hole(page=8.2, server=1), hole(page=1, server=9.2)):
        assert not ours(late).good()


def test_neither_is_one_that_nobody_noticed() -> None:
    made = hole(page=1, server=1)
    trial = next(iter(made.trials.values()))
    trial.noticed.clear()
    outcome = ours(made)
    assert not outcome.good()
    assert outcome.row((trial.way, "page"))[3:] == ["NO", "1.0", "1.0", "> 60", "> 60", "1: 2, never: 1"]


def test_or_that_was_noticed_when_nobody_waited_any_more() -> None:
    made = hole(page=1, server=61)
    assert set(made.outcome("tutorial", {}).seconds["both", "server"]) == {inf}


def test_nor_a_healthy_page_that_was_lost() -> None:
    made = hole(page=1, server=1)
    made._noticed(0, "page", 101.0)
    made._noticed(0, "server", 102.0)
    outcome = ours(made)
    assert not outcome.good()
    assert "1 lost" in outcome.words()


def test_the_others_promise_nothing() -> None:
    outcome = hole(page=59, server=999).outcome("tutorial", {})
    assert outcome.good()
    assert outcome.row(("both", "page"))[2:4] == ["none", "-"]


@pytest.mark.integration
@pytest.mark.parametrize("party", [TUTORIAL, SOCKET_IO, NODE], ids=lambda party: party.name)
def test_a_desk_hears_which_page_has_left(party: Party) -> None:
    if not party.installed():
        pytest.skip("`bin/setup bench` installs it")
    with Running(party, INTERVAL) as running:
        asyncio.run(_hears(running))


async def _hears(running: Running) -> None:
    watched = watch(running, 2)
    left: list[int] = []
    async with asyncio.timeout(SIGN), watched.desk() as desk, asyncio.TaskGroup() as all_:
        ear = all_.create_task(watched.hear(desk, left.append))
        async with pages_of(watched, ["127.0.0.1"] * 2, INTERVAL) as told:
            opened = [await told.readline() for _ in range(2)]
            assert all(b'"open":true' in line for line in opened)
            assert not left
        while sorted(left) != [0, 1]:
            await asyncio.sleep(0.05)
        ear.cancel()

"""The verdict of bench.black_hole, without a network."""

from typing import Any

from bench import black_hole
from bench.black_hole import BlackHole

NOBODY: Any = None


def hole(page: float, server: float) -> BlackHole:
    """Every trial noticed after so many seconds."""
    made = BlackHole(NOBODY, NOBODY, trials=3, interval=5, seed=1)
    for trial in made.trials.values():
        trial.at = 100.0
        made._noticed(trial.page, "page", 100.0 + page)
        made._noticed(trial.page, "server", 100.0 + server)
        made._noticed(trial.page, "server", 999.0)  # only the first counts
    return made


def test_bounds_are_those_of_the_design() -> None:
    bounds = black_hole.bounds(5)
    assert (bounds["both", "server"], bounds["both", "page"]) == (9, 8)


def test_all_within_their_bounds_is_good() -> None:
    table, good = hole(page=8.0, server=9.0).table()
    assert good
    assert "NO" not in table


def test_one_that_is_late_is_not() -> None:
    for late in (hole(page=8.2, server=1), hole(page=1, server=9.2)):
        assert not late.table()[1]


def test_neither_is_one_that_nobody_noticed() -> None:
    made = hole(page=1, server=1)
    next(iter(made.trials.values())).noticed.clear()
    table, good = made.table()
    assert not good
    assert "inf" in table


def test_nor_a_healthy_page_that_was_lost() -> None:
    made = hole(page=1, server=1)
    made._noticed(0, "page", 101.0)
    assert not made.table()[1]

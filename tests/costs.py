"""What stories took beside what they may cost (CONTRIBUTING.md). It is told, and fails nothing: a machine
may be somebody else's for a while.

By pytest at the end of a run, and by `make test` at the end of all parts, which gives the FILE.
"""

import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import Final, NamedTuple

import pytest

FILE: Final = "STORY_COSTS"  # the variable that names it
MAY_TAKE: Final = {"browser": 20.0, "integration": 20.0, "database": 0.5, "unit": 0.25}  # seconds
SHOWN: Final = 12


class Cost(NamedTuple):
    story: str
    seconds: float
    may_take: float

    @property
    def times(self) -> float:
        """How often what it may take."""
        return self.seconds / self.may_take


def cost(story: str, seconds: float, markers: Collection[str]) -> Cost:
    kind = next((kind for kind in MAY_TAKE if kind in markers), "unit")
    return Cost(story, round(seconds, 2), MAY_TAKE[kind])


def lines(costs: Collection[Cost]) -> list[str]:
    """The dearest first."""
    dear = sorted((one for one in costs if one.times > 1), key=lambda one: -one.times)
    rest = [f"and {len(dear) - SHOWN} more"] if len(dear) > SHOWN else []
    return [f"{one.seconds:g} s of {one.may_take:g}: {one.story}" for one in dear[:SHOWN]] + rest


def read(file: Path) -> list[Cost]:
    return [Cost(*json.loads(line)) for line in file.read_text().splitlines()] if file.exists() else []


class Plugin:
    def __init__(self) -> None:
        self.costs: list[Cost] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Of the story itself: what it shares with others is started by whoever comes first."""
        if report.when == "call":
            self.costs.append(cost(report.nodeid, report.duration, report.keywords))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if name := os.environ.get(FILE):
            with Path(name).open("a") as file:
                file.writelines(f"{json.dumps(one)}\n" for one in self.costs if one.times > 1)
        elif dear := lines(self.costs):
            terminalreporter.section("dearer than a story may be")
            for line in dear:
                terminalreporter.line(line)


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # those of pytest-xdist report to who started them
        config.pluginmanager.register(Plugin())

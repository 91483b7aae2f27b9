"""`make test` says how long each part took and which stories were dear, and ends where one fails."""

import json
import re
from pathlib import Path
from typing import Literal

import pytest

from tests import costs, parts

SLOW = costs.Cost("tests/test_slow.py::test_it_takes_its_time", 31.5, 20.0)
MAKEFILE = f"""
dear:
\t@echo '{json.dumps(SLOW)}' >> $$STORY_COSTS
broken:
\t@false
never:
\t@touch never
"""


def ended(
    seconds: float, *markers: str, when: Literal["setup", "call", "teardown"] = "call"
) -> pytest.TestReport:
    keywords: dict[str, Literal[1]] = {"test_it": 1, **dict.fromkeys(markers, 1)}
    place = ("a.py", 0, "test_it")
    return pytest.TestReport("a.py::test_it", place, keywords, "passed", None, when, duration=seconds)


@pytest.mark.parametrize(
    ("markers", "may_take"),
    [((), 0.25), (("database",), 0.5), (("integration", "database"), 20.0), (("browser", "edge"), 20.0)],
)
def test_each_kind_of_story_may_take_its_own_time(markers: tuple[str, ...], may_take: float) -> None:
    plugin = costs.Plugin()
    plugin.pytest_runtest_logreport(ended(may_take, *markers))
    assert costs.lines(plugin.costs) == []
    plugin.pytest_runtest_logreport(ended(may_take + 1, *markers))
    assert costs.lines(plugin.costs) == [f"{may_take + 1:g} s of {may_take:g}: a.py::test_it"]


def test_what_stories_share_is_charged_to_none() -> None:
    plugin = costs.Plugin()
    plugin.pytest_runtest_logreport(ended(60, when="setup"))
    assert plugin.costs == []


def test_the_dearest_come_first_and_not_all_of_them() -> None:
    many = [costs.cost(f"a.py::test_{n}", 1 + n, ()) for n in range(costs.SHOWN + 3)]
    told = costs.lines(many)
    assert told[0].endswith(f"test_{costs.SHOWN + 2}")
    assert told[costs.SHOWN :] == ["and 3 more"]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "Makefile").write_text(MAKEFILE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.integration
def test_all_parts_are_told_and_what_was_dear(made: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert parts.main(["dear", "never"]) == 0
    said = capfd.readouterr().out.splitlines()
    assert said[0] == "make test: dear"
    assert said[-3] == f"make test: dearer than a story may be: 31.5 s of 20: {SLOW.story}"
    assert re.fullmatch(r"make test: \d+ s: dear \d+ s, never \d+ s", said[-2])
    assert said[-1] == "make test: all parts passed"
    assert (made / "never").exists()


@pytest.mark.integration
def test_it_ends_with_the_first_part_that_fails(made: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert parts.main(["broken", "never"]) == 1
    assert capfd.readouterr().out.splitlines()[-1] == "make test: broken FAILED"
    assert not (made / "never").exists()

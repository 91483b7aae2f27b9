"""Which stories run in which browsers: what matters most in all three, all in all when that is asked for."""

from importlib import import_module
from typing import Any

import pytest

from tests.browser import conftest
from tests.browser.conftest import engines_for

ALL = ["chromium", "firefox", "webkit"]


class Story:
    """As pytest has it, of a module with these marks."""

    def __init__(self, *marks: Any) -> None:
        self._marks = marks

    def get_closest_marker(self, name: str) -> Any:
        return next(self.iter_markers(name), None)

    def iter_markers(self, name: str) -> Any:
        return (mark.mark for mark in self._marks if mark.name == name)


@pytest.mark.parametrize("module", ["main_job", "links", "outbox", "one_browser"])
def test_what_matters_most_is_told_in_all_three(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "ASKED_FOR", [])
    marks = import_module(f"tests.browser.test_{module}").pytestmark
    assert list(engines_for(Story(*marks))) == ALL  # type: ignore[arg-type]


def test_the_rest_in_one_and_in_all_that_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    usual, elsewhere = Story(), Story(pytest.mark.not_in("webkit", reason="why"))
    monkeypatch.setattr(conftest, "ASKED_FOR", [])
    assert list(engines_for(usual)) == ["chromium"]  # type: ignore[arg-type]
    monkeypatch.setattr(conftest, "ASKED_FOR", ALL)
    assert list(engines_for(usual)) == ALL  # type: ignore[arg-type]
    assert list(engines_for(elsewhere)) == ALL[:2]  # type: ignore[arg-type]

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tickets.tests.browser.engines import ASKED_FOR, ENGINES, opened
from tickets.tests.browser.people import People
from tickets.tests.stack import Stack


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "browser" in metafunc.fixturenames:
        metafunc.parametrize("browser", engines_for(metafunc.definition), indirect=True, scope="session")


def engines_for(story: pytest.Item) -> list[str]:
    """Chromium, and all where the story says `every_engine`; never those that it says it is `not_in`."""
    usual = ENGINES if story.get_closest_marker("every_engine") else ENGINES[:1]
    without = {name for marker in story.iter_markers("not_in") for name in marker.args}
    return [name for name in ASKED_FOR or usual if name not in without]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Browser]:
    with opened(request.param, playwright) as browser:
        yield browser


@pytest.fixture
def people(browser: Browser, shared_stack: Stack) -> Iterator[People]:
    """Carla and Ada at a desk that the test leaves whole."""
    with People(browser, shared_stack) as people:
        yield people


@pytest.fixture
def people_of_own_stack(browser: Browser, stack: Stack) -> Iterator[People]:
    """Carla and Ada at a desk whose parts the test may kill."""
    with People(browser, stack) as people:
        yield people

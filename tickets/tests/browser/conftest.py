from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tickets.tests.browser.people import People, installed
from tickets.tests.stack import Stack


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        yield browser
        browser.close()


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

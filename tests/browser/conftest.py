import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.engines import ASKED_FOR, ENGINES, engine_of, opened
from tests.browser.people import People
from tests.patience import SIGN
from tests.stack import STATIC_ROOT, Stack


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "browser" in metafunc.fixturenames:
        metafunc.parametrize("browser", engines_for(metafunc.definition), indirect=True)


def engines_for(story: pytest.Item) -> list[str]:
    """Chromium, and all where the story says `every_engine`; never those that it says it is `not_in`."""
    usual = ENGINES if story.get_closest_marker("every_engine") else ENGINES[:1]
    without = {name for marker in story.iter_markers("not_in") for name in marker.args}
    return [name for name in ASKED_FOR or usual if name not in without]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One engine after the other: so few processes of pytest-xdist start all of them."""
    items.sort(key=engine_asked_for)


def engine_asked_for(story: pytest.Item) -> int:
    callspec = getattr(story, "callspec", None)
    asked = callspec.params.get("browser") if callspec else None
    return ENGINES.index(asked) if asked in ENGINES else 0  # it may be in none that is asked for


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browsers(playwright: Playwright) -> Iterator[Callable[[str], Browser]]:
    """Each is opened when it is asked for, and stays. `make browsers` takes the whole Chromium."""
    shell = not ASKED_FOR
    with ExitStack() as until_the_end:
        yield cache(lambda name: until_the_end.enter_context(opened(name, playwright, shell=shell)))


@pytest.fixture
def browser(request: pytest.FixtureRequest, browsers: Callable[[str], Browser]) -> Browser:
    return browsers(request.param)


@pytest.fixture(scope="session")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Stack]]:
    """One for each engine, whose stories would else find the same people twice."""
    with ExitStack() as until_the_end:

        def started(engine: str) -> Stack:
            stack = until_the_end.enter_context(Stack(tmp_path_factory.mktemp(engine), RATING_TOLD_AFTER="1"))
            stack.start("jobs")
            return stack

        yield cache(started)


@pytest.fixture
def people(browser: Browser, desks: Callable[[str], Stack]) -> Iterator[People]:
    """Carla and Ada at a desk that the test leaves whole."""
    desk = desks(engine_of(browser))
    with People(browser, desk) as people:
        yield people
    empty(desk)


@pytest.fixture(scope="session")
def on_modules(desks: Callable[[str], Stack], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The same desk, by a web process whose pages take each module by itself."""
    desk, root = desks("chromium"), tmp_path_factory.mktemp("static")
    shutil.copytree(STATIC_ROOT, root, dirs_exist_ok=True)
    for path in root.glob("release-*.json"):
        path.write_text(json.dumps(json.loads(path.read_text()) | {"bundles": {}}))
    with desk.another_web(STATIC_ROOT=str(root)) as stack:
        yield stack


@pytest.fixture
def people_on_modules(browser: Browser, on_modules: Stack, desks: Callable[[str], Stack]) -> Iterator[People]:
    with People(browser, on_modules) as people:
        yield people
    empty(desks(engine_of(browser)))


def empty(desk: Stack) -> None:
    """A list shows the hundred that wait longest: those of stories before would hide the next."""
    with closing(sqlite3.connect(desk.folder / "holdfast.sqlite3", timeout=SIGN)) as database, database:
        for table in ("event", "tickettoken", "ticket"):
            database.execute(f"DELETE FROM tickets_{table}")


@pytest.fixture
def people_of_own_stack(browser: Browser, stack: Stack) -> Iterator[People]:
    """Carla and Ada at a desk whose parts the test may kill."""
    with People(browser, stack) as people:
        yield people

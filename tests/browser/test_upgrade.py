"""Half way through a rolling upgrade: a web process of each version behind a proxy that takes turns."""

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import People, Person
from tests.browser.round_robin import RoundRobin
from tests.stack import ROOT, STATIC_ROOT, Stack

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def next_code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk's next version, in which every module has changed or imports one that has, with its
    static files in `collected`."""
    code = tmp_path_factory.mktemp("next")
    for part in ("support_site", "tickets", "static"):
        shutil.copytree(ROOT / part, code / part, ignore=shutil.ignore_patterns("tests", "__pycache__"))
    (code / "tests").mkdir()
    for file in ("manage.py", "requirements.txt", "tests/__init__.py", "tests/settings.py"):
        shutil.copy(ROOT / file, code / file)
    (code / "deploy").symlink_to(ROOT / "deploy")  # what bundles
    with (code / "static" / "js" / "wire" / "clock.js").open("a") as clock:
        clock.write("globalThis.version = 2;\n")
    with (code / "static" / "css" / "ui" / "tokens.css").open("a") as tokens:
        tokens.write(":root { --version: 2; }\n")
    collects = Stack(code, STATIC_ROOT=str(code / "collected"))
    collects.code = code
    collects.manage("-m", "support_site.static_files")
    return code


@contextmanager
def next_version(desk: Stack, code: Path, static_root: Path) -> Iterator[Stack]:
    """A web process of it at the same desk. Its files come to what is in `static_root` already."""
    shutil.copytree(code / "collected", static_root, dirs_exist_ok=True)
    inherited = {name: value for name, value in desk.variables.items() if name != "PORT"}
    newer = Stack(desk.folder, **inherited | {"STATIC_ROOT": str(static_root)})
    newer.code = code
    try:
        newer.start("web")
        yield newer
    finally:
        newer.__exit__()


@pytest.fixture
def proxy() -> Iterator[RoundRobin]:
    with RoundRobin() as proxy:
        yield proxy


@pytest.fixture
def desk(tmp_path: Path, proxy: RoundRobin) -> Iterator[Stack]:
    (tmp_path / "data").mkdir()
    stack = Stack(tmp_path / "data", PUBLIC_URL=proxy.origin)
    proxy.to([stack.port])
    try:
        stack.start("valkey")
        stack.prepare()
        shutil.copytree(STATIC_ROOT, tmp_path / "static")
        stack.variables["STATIC_ROOT"] = str(tmp_path / "static")
        stack.start("web")
        stack.start("worker")
        stack.origin = proxy.origin  # where people come to
        yield stack
    finally:
        stack.__exit__()


@pytest.fixture
def people(browser: Browser, desk: Stack) -> Iterator[People]:
    with People(browser, desk) as people:
        yield people


@pytest.mark.parametrize("shared", [True, False], ids=["one folder", "a folder each"])
def test_half_way_every_page_comes_alive(
    people: People, desk: Stack, proxy: RoundRobin, next_code: Path, tmp_path: Path, shared: bool
) -> None:
    static_root = tmp_path / ("static" if shared else "static of the next")
    with next_version(desk, next_code, static_root) as newer:
        proxy.to([desk.port, newer.port])
        missed: list[str] = []
        for number in range(6):
            page = opens(people, "/", missed)
            if number < 5:
                starts(page, f"Customer {number}")
        for person in people.everybody:
            expect(person.page.locator("html")).to_have_attribute("data-alive", "")
        for person in people.everybody[:5]:
            person.is_live()
            expect(person.page.locator(".message")).to_have_count(1)
        assert bool(missed) is not shared, "in one folder each has the files of both"


def test_an_open_page_goes_over_to_the_next_version_when_nothing_is_lost_by_it(
    people: People, desk: Stack, proxy: RoundRobin, next_code: Path, tmp_path: Path
) -> None:
    carla, bob = people.customer("I wait."), people.customer("I write.")
    release = carla.page.locator("html").get_attribute("data-release")
    for person in (carla, bob):
        looks_away(person)
    bob.page.locator("#draft").fill("A long story")
    with next_version(desk, next_code, tmp_path / "static") as newer:
        proxy.to([newer.port])
        desk.kill("web", signal.SIGTERM)
        expect(carla.page.locator("html")).not_to_have_attribute("data-release", str(release))
        carla.sees("I wait.")
        carla.is_live()
        bob.is_live()
        assert bob.was_never_reloaded()
        bob.page.locator("#draft").fill("")
        expect(bob.page.locator("html")).not_to_have_attribute("data-release", str(release))
        bob.sees("I write.")


def looks_away(person: Person) -> None:
    person.page.evaluate("void Object.defineProperty(document, 'visibilityState', { value: 'hidden' })")


def opens(people: People, path: str, missed: list[str]) -> Page:
    page = people.comes().page
    page.on("response", lambda answer: missed.append(answer.url) if answer.status == 404 else None)
    page.goto(path, wait_until="commit")
    return page


def starts(page: Page, name: str) -> None:
    page.get_by_label("Your message").fill("It broke half way.")
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Start the conversation").click()

"""A page's script, or a part of it, doesn't come: nothing that was typed is lost or told to anybody
on the way, the page says what is the matter, and comes alive as soon as it can."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.people import People, Person

pytestmark = pytest.mark.browser

WORDS = "My card ends in 4711."
Fail = Callable[[Route], None]


def reset(route: Route) -> None:
    route.abort("connectionreset")


def not_there(route: Route) -> None:
    route.fulfill(status=404, body="Not found", content_type="text/html")


def somebody_elses(route: Route) -> None:
    route.fulfill(body="<h1>Welcome to our hotel</h1>", content_type="text/html")


def broken(route: Route) -> None:
    route.fulfill(body="import { ", content_type="text/javascript")


def hangs(_: Route) -> None:
    """It never answers."""


def named(way: object) -> str:
    return getattr(way, "__name__", str(way))


def fails(page: Page, name: str, fail: Fail, times: int | None = None) -> Callable[[], None]:
    """What is asked for the script `name`, which may be a bundle, fails so many times, or until the returned
    function is called."""
    failed = 0
    over = False

    def handle(route: Route) -> None:
        nonlocal failed
        failed += 1
        if over or (times is not None and failed > times):
            route.continue_()
        else:
            fail(route)

    def mend() -> None:
        nonlocal over
        over = True

    page.route(re.compile(rf"/static/(?:js|bundles)/{name}\.\w+\.js"), handle)
    return mend


def presses_start(page: Page) -> None:
    page.get_by_label("Your message").fill(WORDS)
    page.get_by_label("Your name").fill("Carla")
    page.get_by_role("button", name="Start the conversation").click()


@pytest.mark.parametrize(
    ("name", "fail"),
    [
        ("start", reset),
        ("start", somebody_elses),
        ("start", broken),
        ("chunk", hangs),
        ("start.en", not_there),
        ("start.en", broken),
    ],
    ids=named,
)
def test_a_start_page_without_a_script_sends_nothing_and_then_everything(
    people: People, name: str, fail: Fail
) -> None:
    sends_nothing_and_then_everything(people, name, fail)


@pytest.mark.parametrize(("name", "fail"), [("wire/ids", not_there), ("wire/clock", hangs)], ids=named)
def test_nor_does_it_without_one_of_its_modules(people_on_modules: People, name: str, fail: Fail) -> None:
    """As pages come where nothing makes one script of them."""
    sends_nothing_and_then_everything(people_on_modules, name, fail)


def sends_nothing_and_then_everything(people: People, name: str, fail: Fail) -> None:
    carla = people.comes()
    asked: list[str] = []
    carla.page.on("request", lambda request: asked.append(request.url))
    mend = fails(carla.page, name, fail)
    carla.page.goto("/", wait_until="commit")
    presses_start(carla.page)
    expect(carla.page.locator("#late")).to_be_visible()
    expect(carla.page.get_by_label("Your message")).to_have_value(WORDS)
    mend()
    carla.sees(WORDS)
    carla.has_sent(WORDS)
    assert not [url for url in asked if urlsplit(url).query], "nobody on the way has read it"


@pytest.mark.parametrize("fail", [reset, broken], ids=named)
def test_a_chat_without_a_script_keeps_what_is_typed_and_sends_it(people: People, fail: Fail) -> None:
    carla = people.customer("Before the train.")
    page = carla.opens_tab()
    mend = fails(page, "customer", fail)
    page.goto(carla.page.url, wait_until="commit")
    page.locator("#draft").fill(WORDS)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#late")).to_be_visible()
    expect(page.locator("#draft")).to_have_value(WORDS)
    mend()
    carla.sees("Before the train.", WORDS, page=page)
    carla.has_sent(WORDS, page=page)
    expect(page.locator("#late")).to_be_hidden()
    expect(page.locator("#draft")).to_have_value("")
    carla.sees(WORDS)


def test_what_was_typed_and_not_sent_waits_in_its_box(people: People) -> None:
    carla = people.customer("Unsent.")
    page = carla.opens_tab()
    fails(page, "customer", reset, times=1)
    page.goto(carla.page.url, wait_until="commit")
    page.locator("#draft").fill("Half a thou")
    carla.is_live(page)
    expect(page.locator("#draft")).to_have_value("Half a thou")
    page.reload()
    carla.is_live(page)
    expect(page.locator("#draft")).to_have_value("Half a thou")
    assert carla.shown(page) == ["Unsent."]


def test_one_failure_is_mended_without_a_word_from_anybody(people: People) -> None:
    people.customer("Am I on the list?")
    ada = people.agent()
    for path, name in (("/agent/", "desk"), ("/agent/connections/", "connections")):
        page = ada.opens_tab()
        fails(page, name, reset, times=1)
        page.goto(path)
        expect(page.locator(".row, .process").first).to_be_visible()


def test_a_feature_s_script_that_fails_is_fetched_though_the_page_lives_without_it(
    people_on_modules: People,
) -> None:
    people = people_on_modules
    people.customer("All of it, please.")
    # Hundreds of modules, and each would go by the desk's worker.
    ada = people.agent(opens="All of it, please.", service_workers="block")
    page = ada.opens_tab()
    fails(page, "features/status/desk", reset, times=1)
    page.goto(ada.page.url)
    page.locator("#draft").fill("Half a thou")
    shown = page.locator("[data-slot=details][data-feature=status] dd")
    expect(shown).to_have_text("Open")
    expect(page.locator("#late")).to_be_hidden()
    expect(page.locator("#draft")).to_have_value("Half a thou")


def test_a_style_that_fails_comes_by_itself(people: People) -> None:
    carla = people.comes()
    tries = 0

    def once(route: Route) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            route.abort()
        else:
            route.continue_()

    carla.page.route(re.compile(r"/static/bundles/start-page\.\w+\.css"), once)
    carla.page.goto("/")
    expect(carla.page.locator(".start-form")).to_have_css("display", "grid")


def test_without_any_script_no_form_sends_words(people: People) -> None:
    carla = people.customer("With scripts.")
    for path in ("/", urlsplit(carla.page.url).path):
        page = plain(people, carla, path)
        box = page.locator("textarea")
        box.fill(WORDS)
        page.locator("form[data-part] [type=submit]").click()
        assert urlsplit(page.url)[2:4] == (path, "")
        expect(box).to_have_value(WORDS)


def test_a_password_is_never_kept(people: People) -> None:
    page = people.comes().page
    page.goto("/accounts/login/")
    page.get_by_label("User name").fill("ada")
    page.get_by_label("Password").fill("a-password-for-tests")
    assert page.evaluate("Object.values({ ...sessionStorage, ...localStorage })") == []


def plain(people: People, like: Person, path: str) -> Page:
    """The page in a browser that runs no scripts."""
    nobody = people.comes(java_script_enabled=False)
    nobody.context.add_cookies(like.context.cookies())  # type: ignore[arg-type]
    nobody.page.goto(path)
    return nobody.page

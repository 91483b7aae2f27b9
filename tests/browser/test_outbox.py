"""What was written is sent once, whatever becomes of the tab, the browser or its storage.

In every engine: two tabs, a browser that is killed, drafts, the way back. Storage that is refused or never
answers is made by a script here, the same in each; where an engine itself refuses it is told by
test_where_blocked, in every one. In what order words are sent, two tabs tell that write at once."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.browser.engines import engine_of, expect, how_to_launch, opened
from tests.browser.people import FORGOTTEN, PATIENCE, People, Person
from tests.browser.scripts import ALL, BUSY, NOTHING_ANSWERS, without
from tests.stack import Stack

pytestmark = pytest.mark.browser

REFUSED = "This browser won't keep unsent messages. Leave the page open until they are sent."
FORGETFUL = "This browser won't remember this conversation. Keep this page's address to come back."
RESTORED = """
  addEventListener("pageshow", ({ persisted }) => { if (persisted) sessionStorage.restored = "yes"; })
"""
IS_KEPT = """async (words) => {
  const asked = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const database = await asked(indexedDB.open("holdfast"));
  const rows = await asked(database.transaction("drafts").objectStore("drafts").getAll());
  database.close();
  return rows.some(({ value }) => value.body === words);
}"""
SENT = re.compile("stored|delivered|read")


@pytest.mark.every_engine
def test_what_one_tab_owes_the_other_shows_and_sends(people_of_own_stack: People) -> None:
    people, stack = people_of_own_stack, people_of_own_stack.stack
    carla = people.customer("Two tabs.")
    other = carla.opens_tab()
    other.goto(carla.page.url)
    carla.is_live(other)
    with stack.frozen("web"):
        carla.types("From the first tab.")
        carla.types("From the second tab.", page=other)
        for tab in (carla.page, other):
            carla.sees("From the first tab.", "From the second tab.", page=tab)
            expect(carla.messages(tab).last).to_have_attribute("data-mark", "waiting")
        carla.page.close()  # the one that sends, in mid-send
    for words in ("From the first tab.", "From the second tab."):
        carla.has_sent(words, page=other)
    ada = people.agent(opens="From the second tab.")
    ada.sees("From the first tab.", "From the second tab.")
    assert ada.shown() == ["Two tabs.", "From the first tab.", "From the second tab."]


@pytest.mark.every_engine
def test_many_words_from_two_tabs_arrive_once_each(people: People) -> None:
    carla = people.customer("Quick fingers.")
    other = carla.opens_tab()
    other.goto(carla.page.url)
    carla.is_live(other)
    written = [f"Word {n:02} of {tab}." for n in range(8) for tab in ("one", "two")]
    for words in written:
        page = carla.page if words.endswith("one.") else other
        carla.types(words, page=page)
        expect(page.locator("#draft")).to_have_value("")
    for tab in (carla.page, other):
        expect(carla.messages(tab)).to_have_count(17)
        expect(tab.locator(".message[data-mark=waiting]")).to_have_count(0)
        assert sorted(carla.shown(tab)[1:]) == sorted(written)
        for of in ("one.", "two."):
            mine = [words for words in carla.shown(tab) if words.endswith(of)]
            assert mine == sorted(mine)


def test_what_an_agent_does_after_replying_comes_after_the_replies(people: People) -> None:
    carla = people.customer("Can you close it?")
    network = people.network()
    ada = people.agent(opens="Can you close it?", through=network)
    with network.out():
        for words in ("I can.", "Good bye."):
            ada.types(words)
            ada.sees(words)
        ada.page.get_by_role("button", name="Resolve").click()
    expect(carla.page.get_by_text("This conversation is resolved.")).to_be_visible()
    lines = carla.page.locator(".message-body, .change")
    expect(lines).to_have_count(4)
    assert lines.all_inner_texts()[1:3] == ["I can.", "Good bye."]


@pytest.mark.every_engine
@pytest.mark.not_in("webkit", reason="its driver's profiles die with it")
def test_a_killed_browser_sends_it_when_it_is_back(browser: Browser, stack: Stack, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    killed = start(browser, stack, profile)
    page = killed.pages[0]
    page.goto("/")
    page.get_by_label("Your message").fill("My laptop is about to die.")
    page.get_by_label("Your name").fill("Carla")
    visited: list[str] = []
    page.on("framenavigated", lambda frame: visited.append(frame.url))
    page.get_by_role("button", name="Start the conversation").click()
    is_live(page)
    link = next(url for url in visited if "#" in url)  # the cookie may be lost: that is what the link is for
    with stack.frozen("web"):
        page.locator("#draft").fill("Typed just before it died.")
        page.keyboard.press("Enter")
        expect(page.locator(".message").last).to_have_attribute("data-mark", "waiting")
        page.locator("#draft").fill("And this was not even")
        is_kept(page, "And this was not even")
        with killed.expect_event("close"):
            kill(profile)
    again = start(browser, stack, profile)
    page = again.pages[0]
    page.goto(link)
    is_live(page)
    expect(page.locator(".message")).to_have_count(2)
    expect(page.locator(".message").last).to_have_attribute("data-mark", SENT)
    assert page.locator(".message-body").last.inner_text() == "Typed just before it died."
    expect(page.locator("#draft")).to_have_value("And this was not even")
    again.close()


@pytest.mark.every_engine
def test_what_was_typed_is_there_after_a_reload_in_each_tab_its_own(people: People) -> None:
    carla = people.comes()
    carla.page.goto("/")
    carla.page.get_by_label("Your message").fill("I was just going to")
    is_kept(carla.page, "I was just going to")
    carla.page.reload()
    expect(carla.page.get_by_label("Your message")).to_have_value("I was just going to")
    carla.page.get_by_label("Your name").fill("Carla")
    carla.page.get_by_role("button", name="Start the conversation").click()
    carla.is_live()
    carla.page.locator("#draft").fill("Written here.")
    is_kept(carla.page, "Written here.")
    other = carla.opens_tab()
    other.goto(carla.page.url)
    expect(other.locator("#draft")).to_have_value("Written here.")
    other.locator("#draft").fill("Written there.")
    is_kept(other, "Written there.")
    carla.page.locator("#draft").fill("Written on here.")
    is_kept(carla.page, "Written on here.")
    for tab, words in ((carla.page, "Written on here."), (other, "Written there.")):
        tab.reload()
        expect(tab.locator("#draft")).to_have_value(words)
        tab.locator("#draft").press("Enter")
        carla.has_sent(words, page=tab)
    carla.page.reload()
    carla.sees("I was just going to", "Written on here.", "Written there.")
    expect(carla.page.locator("#draft")).to_have_value("")


@pytest.fixture
def browser_of_visitors(browser: Browser, playwright: Playwright) -> Iterator[Browser]:
    """Keeps the pages that one may come back to, which Playwright forbids its Chromium."""
    if engine_of(browser) != "chromium":
        yield browser
        return
    with opened("chromium", playwright, ignore_default_args=["--disable-back-forward-cache"]) as browser:
        yield browser


@pytest.mark.every_engine
@pytest.mark.parametrize("remembers", [RESTORED, FORGOTTEN], ids=["as it was left", "loaded again"])
def test_who_goes_back_finds_the_start_page_new(
    browser_of_visitors: Browser, shared_stack: Stack, remembers: str
) -> None:
    """Whether the browser keeps the page is its own affair; where it doesn't, it may keep what was typed."""
    with People(browser_of_visitors, shared_stack) as people:
        carla = people.comes()
        page = carla.page
        page.goto("/")
        page.evaluate(remembers)
        page.get_by_label("Your message").fill("There and back.")
        page.get_by_label("Your name").fill("Carla")
        page.get_by_role("button", name="Start the conversation").click()
        carla.is_live()
        page.go_back(wait_until="commit")
        expect(page.get_by_role("button", name="Start the conversation")).to_be_visible()
        expect(page.get_by_label("Your message")).to_be_editable()
        expect(page.get_by_label("Your message")).to_have_value("")
        expect(page.locator("[data-part=continue]")).to_contain_text("There and back.")
        if remembers == RESTORED and engine_of(browser_of_visitors) == "chromium":
            assert page.evaluate("sessionStorage.restored") == "yes"


def test_enter_while_the_message_before_is_being_kept_keeps_both_in_order(people: People) -> None:
    carla = people.customer("Quick fingers, slow disk.")
    written = ["One.", "Two.", "Three."]
    carla.page.evaluate(BUSY, 1_000)
    carla.page.locator("#draft").focus()
    for words in written:
        carla.page.keyboard.type(words)
        carla.page.keyboard.press("Enter")
    carla.page.keyboard.type("Not yet.")
    for words in written:
        carla.has_sent(words)
    assert carla.shown() == ["Quick fingers, slow disk.", *written]
    is_kept(carla.page, "Not yet.")
    carla.page.reload()
    expect(carla.page.locator("#draft")).to_have_value("Not yet.")


@pytest.mark.parametrize("script", [without(*ALL), NOTHING_ANSWERS], ids=["refuses", "never answers"])
def test_a_browser_that_keeps_nothing_says_so_and_chats(people: People, script: str) -> None:
    carla = people.comes(script=script)
    starts(carla, "A private window.")
    carla.types("Will this arrive?")
    carla.has_sent("Will this arrive?")
    expect(carla.page.get_by_text(REFUSED)).to_be_visible()
    other = carla.opens_tab()
    other.goto(carla.page.url)
    carla.is_live(other)
    carla.types("And this?", page=other)
    carla.has_sent("And this?", page=other)
    carla.sees("And this?")
    ada = people.agent(opens="And this?")
    ada.types("It did.")
    carla.sees("It did.")


@pytest.mark.not_in("firefox", "webkit", reason="they refuse it in the same way")
@pytest.mark.parametrize("name", ALL)
def test_a_browser_without_one_thing_says_what_it_cannot_keep_and_chats(people: People, name: str) -> None:
    said = {"indexedDB": REFUSED, "localStorage": FORGETFUL}
    carla = people.comes(script=without(name))
    starts(carla, f"No {name} here.")
    carla.types("Will this arrive?")
    carla.has_sent("Will this arrive?")
    for words in (REFUSED, FORGETFUL):
        note = carla.page.get_by_text(words)
        expect(note).to_be_visible() if said.get(name) == words else expect(note).to_be_hidden()


def starts(person: Person, says: str) -> None:
    person.page.goto("/")
    person.page.get_by_label("Your message").fill(says)
    person.page.get_by_label("Your name").fill("Carla")
    person.page.get_by_role("button", name="Start the conversation").click()
    person.is_live()


def start(browser: Browser, stack: Stack, profile: Path) -> BrowserContext:
    context = browser.browser_type.launch_persistent_context(
        profile, base_url=stack.origin, **how_to_launch(engine_of(browser))
    )
    context.set_default_timeout(PATIENCE)
    return context


def is_live(page: Page) -> None:
    expect(page.locator("body")).to_have_attribute("data-link", "live")


def is_kept(page: Page, words: str) -> None:
    """The draft is on disk: nothing on the page says so, and nothing needs to."""
    page.wait_for_function(IS_KEPT, arg=words)


def kill(profile: Path) -> None:
    """The browser of this profile, all of its processes, without a warning."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            ours = str(profile) in (process / "cmdline").read_text()
        except OSError:
            continue
        if ours:
            os.kill(int(process.name), signal.SIGKILL)

"""Ada loads her desk while its server is away: she reads that nothing is lost, and it comes by itself."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.engines import expect
from tests.browser.people import People, Person
from tests.seated import feature
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.every_engine, pytest.mark.not_in("webkit")]

AWAY = "The desk can.t be reached"
GROUND = "getComputedStyle(document.body).backgroundColor"
HAS_ITS_WORKER = "navigator.serviceWorker.ready.then(() => null)"


@pytest.fixture(autouse=True)
def _worker() -> None:
    feature("notifications", "away")


@contextmanager
def without(stack: Stack) -> Iterator[None]:
    stack.kill("web")
    yield
    stack.start("web")


def is_told(page: Page, words: str = AWAY) -> None:
    expect(page.get_by_role("heading")).to_have_text(re.compile(words))


def looks_right(ada: Person, ground: str, refused: list[str]) -> None:
    """By its own styles, which the policy lets in."""
    expect(ada.page.locator("body")).to_have_css("background-color", ground)
    results = Axe().run(ada.page)
    assert results.violations_count == 0, results.generate_report()
    assert not [words for words in refused if re.search("Content.Security", words)]


def test_nothing_is_lost_and_the_desk_comes_by_itself(people_of_own_stack: People) -> None:
    people, stack = people_of_own_stack, people_of_own_stack.stack
    carla = people.customer("Is anybody there?")
    ada = people.agent(opens="Is anybody there?")
    refused: list[str] = []
    ada.page.on("console", lambda message: refused.append(message.text))
    ada.page.evaluate(HAS_ITS_WORKER)
    address, ground = ada.page.url, ada.page.evaluate(GROUND)
    with without(stack):
        ada.types("I am.")
        expect(ada.messages().last).to_have_attribute("data-mark", "waiting")
        ada.page.reload()
        is_told(ada.page)
        expect(ada.page.locator("main[lang=en] [data-part=owed]")).to_have_text(
            "Messages that wait to be sent: 1"
        )
        looks_right(ada, ground, refused)
        assert ada.page.url == address
    ada.sees("I am.")
    ada.has_sent("I am.")
    assert ada.shown() == ["Is anybody there?", "I am."]
    carla.sees("I am.")


def test_another_tab_is_told_in_its_reader_s_language(people_of_own_stack: People) -> None:
    """Which never was open here; and what no desk has written isn't counted."""
    people, stack = people_of_own_stack, people_of_own_stack.stack
    ada = people.agent(locale="de-DE")
    ada.page.evaluate(HAS_ITS_WORKER)
    tab = ada.opens_tab()
    with without(stack):
        tab.goto("/agent/settings/sites/")
        is_told(tab, "Der Helpdesk ist nicht erreichbar")
        expect(tab.locator("html")).to_have_attribute("lang", "de")
        expect(tab.locator("main[lang=de] [data-part=owed]")).to_be_hidden()
        tab.get_by_role("button", name="Jetzt versuchen").click()
        expect(tab.get_by_role("status")).to_have_text(re.compile("versucht es von selbst wieder"))
    expect(tab).to_have_title(re.compile("Websites"))

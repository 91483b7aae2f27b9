"""A ticket with a long past opens at its end, and its past comes when somebody scrolls up."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.engines import expect
from tests.browser.long_ticket import grow
from tests.browser.people import People, ticket_of

pytestmark = pytest.mark.browser

LENGTH = 2_600
TOP = "document.querySelector('.log').getBoundingClientRect().top"
# The first message in view and how far below the log's upper edge it stands.
IN_VIEW = f"""() => {{
  const below = (message) => message.getBoundingClientRect().bottom > {TOP};
  const one = [...document.querySelectorAll('.message')].find(below);
  return [one.querySelector('.message-body').textContent, one.getBoundingClientRect().top - {TOP}];
}}"""

TOP_OF = f"""(words) => {{
  const one = [...document.querySelectorAll('.message-body')].find((body) => body.textContent === words);
  return one.closest('.message').getBoundingClientRect().top - {TOP};
}}"""


def test_it_opens_at_the_end_and_loads_upward_without_a_jump(people: People) -> None:
    carla, ada = people.customer("How it all began."), people.agent()
    grow(people.stack, ticket_of(carla), LENGTH)  # its index is written for a while
    page = carla.opens_tab()
    page.goto(carla.page.url)
    carla.sees(f"No. {LENGTH} of a long story.", page=page)
    assert page.locator(".message").count() < LENGTH
    page.evaluate("document.querySelector('.messages').style.overflowAnchor = 'none'")  # as in Safari
    for scrolled_to in (1200, 0, 600, 0):
        loads_more_without_a_jump(page, scrolled_to)
    ada.page.reload()
    ada.opens(f"No. {LENGTH} of a long story.")
    seen = page.evaluate(IN_VIEW)
    carla.types("From my other tab.")
    carla.has_sent("From my other tab.", page=page)
    ada.types("Very interesting.")
    expect(page.locator("[data-part=pill]")).to_have_text("1 new message")
    has_not_moved(page, seen)
    while page.get_by_text("How it all began.").count() == 0:
        before = page.locator(".message").count()
        page.evaluate("document.querySelector('.log').scrollTop = 0")
        expect(page.locator(".message")).not_to_have_count(before)
    words = page.locator(".message-body").all_text_contents()
    story = ["How it all began.", *(f"No. {n} of a long story." for n in range(2, LENGTH + 1))]
    assert words == [*story, "From my other tab.", "Very interesting."]
    carla.types("And here we are.", page=page)
    carla.has_sent("And here we are.", page=page)
    expect(page.get_by_text("And here we are.")).to_be_in_viewport()
    expect(page.locator(".message")).to_have_count(500)  # who is at the end again needs no more


def loads_more_without_a_jump(page: Page, scrolled_to: int) -> None:
    lines = page.locator(".message").count()
    scroll = f"document.querySelector('.log').scrollTop = {scrolled_to}"
    seen = page.evaluate(f"() => {{ {scroll}; return ({IN_VIEW})(); }}")
    expect(page.locator(".message")).not_to_have_count(lines)
    has_not_moved(page, seen)


def has_not_moved(page: Page, seen: list[Any]) -> None:
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    words, before = seen
    top = page.evaluate(TOP_OF, words)
    assert abs(top - before) <= 1.5, f"{words} jumped from {before} to {top}"

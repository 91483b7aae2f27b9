"""An agent acts on what the screen shows, which isn't so any more."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import People

pytestmark = pytest.mark.browser


def test_what_was_resolved_offline_stays_open_if_the_customer_has_written(people: People) -> None:
    carla = people.customer("Can you cancel it?")
    ada = people.agent(opens="Can you cancel it?")
    ada.context.set_offline(True)
    carla.types("Wait, don't!")
    carla.has_sent("Wait, don't!")
    ada.page.get_by_role("button", name="Resolve").click()
    ada.context.set_offline(False)
    expect(ada.page.get_by_text("It stays open: Carla has written")).to_be_visible()
    ada.sees("Wait, don't!")
    expect(carla.page.get_by_text("This conversation is resolved")).to_be_hidden()
    ada.page.get_by_role("button", name="Resolve").click()
    expect(carla.page.get_by_text("This conversation is resolved")).to_be_visible()


def test_what_came_under_the_lists_end_was_not_seen(people: People) -> None:
    carla = people.customer("Can you cancel it?")
    long = "\n".join(f"{number}. This is what happened." for number in range(80))
    carla.types(long)
    carla.has_sent("79. This")
    ada = people.agent(opens="0. This is what")
    ada.page.evaluate("document.querySelector('.log').scrollTop = 0")
    expect(ada.messages().filter(has_text="Can you cancel it?")).to_be_in_viewport()
    carla.types("Wait, don't!")
    expect(ada.messages().filter(has_text="Wait, don't!")).to_have_count(1)
    ada.page.get_by_role("button", name="Resolve").click()
    expect(ada.page.get_by_text("It stays open: Carla has written")).to_be_visible()

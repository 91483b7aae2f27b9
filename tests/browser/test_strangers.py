"""Somebody else answers in the server's place, as a hotel's sign-in page does: nothing is settled by
that, it is said, and all goes on when the way is free."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import PHONE, People

pytestmark = pytest.mark.browser

SOMEBODY = "Something between you and us answers instead"
SLOWER = "Connected the slow way"
WELCOMES = {
    "a yes in JSON": {"status": 200, "json": {"success": True}},
    "a way to its page": {"status": 302, "headers": {"Location": "/static/nowhere"}},
}
each_welcome = pytest.mark.parametrize("welcome", WELCOMES)
BLOCKED = "window.WebSocket = class { constructor() { throw new Error('blocked'); } };"


def is_in_the_way(page: Page, welcome: str) -> None:
    page.route("**/api/**", lambda call: call.fulfill(**WELCOMES[welcome]))


def gives_way(page: Page) -> None:
    page.unroute("**/api/**")


@each_welcome
def test_a_stranger_on_the_way_is_named_and_nothing_is_lost(people: People, welcome: str) -> None:
    carla = people.customer("From the hotel.")
    is_in_the_way(carla.page, welcome)
    carla.page.add_init_script(BLOCKED)
    carla.page.reload()
    carla.types("Does this arrive?")
    expect(carla.banner()).to_contain_text(SOMEBODY)
    expect(carla.messages().last).to_have_attribute("data-mark", "waiting")
    gives_way(carla.page)
    carla.has_sent("Does this arrive?")
    expect(carla.banner()).to_contain_text(SLOWER)
    assert carla.shown() == ["From the hotel.", "Does this arrive?"]


@each_welcome
def test_a_conversation_opens_when_the_stranger_gives_way(people: People, welcome: str) -> None:
    carla = people.comes(viewport=PHONE)
    page = carla.page
    is_in_the_way(page, welcome)
    page.goto("/")
    page.get_by_label("Your message").fill(f"Written past {welcome}.")
    page.get_by_label("Your name").fill("Carla")
    page.get_by_role("button", name="Start the conversation").click()
    expect(page.locator("[data-part=state]")).to_contain_text(SOMEBODY)
    gives_way(page)
    carla.is_live()
    carla.sees(f"Written past {welcome}.")


def test_a_private_link_is_exchanged_by_nobody_else(people: People) -> None:
    carla = people.comes(viewport=PHONE)
    page = carla.page
    page.route("**/session", lambda call: call.fulfill(status=204))
    page.goto("/")
    page.get_by_label("Your message").fill("By a link.")
    page.get_by_label("Your name").fill("Carla")
    page.get_by_role("button", name="Start the conversation").click()
    expect(carla.banner()).to_contain_text(SOMEBODY)
    assert "#" in page.url, "the token stays where it is"
    page.unroute("**/session")
    carla.is_live()
    assert "#" not in page.url

"""The private link: pages hold it, people can copy it, and cleared cookies end no conversation."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import People, Person

pytestmark = pytest.mark.browser

EXPIRED = "This link no longer opens a conversation"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.mark.parametrize("came_by", ["link", "cookie"])
def test_cookies_are_cleared_in_mid_chat(people: People, came_by: str) -> None:
    carla = people.customer(f"I tidy up, {came_by}.")
    if came_by == "cookie":
        with carla.page.expect_response(re.compile("/link$")):
            carla.page.reload()
        carla.is_live()
    ada = people.agent(opens=f"I tidy up, {came_by}.")
    carla.remembers_this_page()
    carla.context.set_offline(True)
    carla.types("Typed with no cookies.")
    expect(carla.page.locator("body")).to_have_attribute("data-link", re.compile("waiting|connecting"))
    carla.context.clear_cookies()
    with carla.page.expect_response(re.compile("/session$")):
        carla.context.set_offline(False)
    carla.has_sent("Typed with no cookies.")
    ada.sees("Typed with no cookies.")
    ada.types("I still read you.")
    carla.sees("I still read you.")
    assert carla.was_never_reloaded()
    carla.page.reload()
    carla.sees("Typed with no cookies.", "I still read you.")


def test_what_is_owed_stays_in_sight_where_no_key_is_left(people: People) -> None:
    """The cookie was the only one: the server would not say the link again."""
    carla = people.customer("My only key.")
    carla.page.route(re.compile("/link$"), lambda route: route.abort())
    carla.page.reload()
    carla.is_live()
    carla.context.set_offline(True)
    carla.types("Written without any.")
    expect(carla.page.locator("body")).to_have_attribute("data-link", re.compile("waiting|connecting"))
    carla.context.clear_cookies()
    carla.context.set_offline(False)
    expect(carla.page.locator("body")).to_have_attribute("data-link", "stopped")
    carla.sees("Written without any.")
    expect(carla.banner()).to_be_visible()
    expect(carla.page.get_by_text(EXPIRED)).to_be_hidden()


def test_cookies_are_cleared_while_http_carries_the_chat(people: People) -> None:
    carla = people.comes()
    carla.page.route_web_socket("**/ws/", lambda _: None)  # accepts, and says nothing
    carla.page.goto("/")
    carla.page.get_by_label("Your message").fill("Slowly.")
    carla.page.get_by_label("Your name").fill("Carla")
    carla.page.get_by_role("button", name="Start the conversation").click()
    expect(carla.page.locator("body")).to_have_attribute("data-http", "")
    forgets_cookies(carla.page)  # and the one that it is given instead, too
    carla.context.clear_cookies()
    carla.types("Slowly, and with no cookies.")
    carla.has_sent("Slowly, and with no cookies.")
    expect(carla.page.get_by_text(EXPIRED)).to_be_hidden()


def test_a_browser_that_keeps_no_cookies_chats(people: People) -> None:
    carla = people.customer("No cookies, please.")
    link = copied(carla)
    other = people.comes()
    forgets_cookies(other.page)
    other.page.goto(link)
    other.types("Written without a cookie.", page=other.page)
    other.has_sent("Written without a cookie.")
    carla.sees("Written without a cookie.")


def test_the_customer_copies_the_link_and_opens_it_elsewhere(people: People) -> None:
    carla = people.customer("Where was I?")
    link = copied(carla)
    assert urlsplit(link).path == urlsplit(carla.page.url).path
    assert urlsplit(link).fragment
    phone = people.comes()
    phone.page.goto(link)
    phone.sees("Where was I?")
    assert not urlsplit(phone.page.url).fragment
    phone.page.reload()  # by cookie now
    phone.is_live()
    assert copied(phone) == link


def test_the_agent_copies_the_customers_link(people: People) -> None:
    people.customer("I lost my link.")
    ada = people.agent(opens="I lost my link.")
    first, second = (copied(ada, "Copy the customer's link") for _ in range(2))
    assert first != second
    carla = people.comes()
    carla.page.goto(first)
    carla.sees("I lost my link.")
    expect(carla.page.get_by_role("button", name="Copy your private link")).to_be_visible()


def test_where_the_clipboard_is_closed_the_link_is_shown(people: People) -> None:
    carla = people.customer("No clipboard.")
    carla.page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject())")
    carla.page.get_by_role("button", name="Copy your private link").click()
    field = carla.page.get_by_role("dialog").locator("input")
    expect(field).to_be_focused()
    assert "#" in field.input_value()
    carla.page.keyboard.press("Escape")
    expect(carla.page.get_by_role("dialog")).to_be_hidden()


def test_the_start_page_remembers_a_resolved_conversation(people: People) -> None:
    carla = people.customer("Done, then?")
    ada = people.agent(opens="Done, then?")
    ada.page.get_by_role("button", name="Resolve").click()
    expect(carla.page.get_by_text("This conversation is resolved.")).to_be_visible()
    carla.page.goto("/")
    offer = carla.page.locator("[data-part=continue]")
    expect(offer).to_contain_text("Your last conversation is resolved. Today · Done, then?")
    expect(carla.page.get_by_role("button", name="Start the conversation")).to_be_visible()
    offer.get_by_role("link").click()
    carla.sees("Done, then?")


def copied(person: Person, button: str = "Copy your private link") -> str:
    person.context.grant_permissions(CLIPBOARD)
    person.page.evaluate("navigator.clipboard.writeText('')")
    person.page.get_by_role("button", name=button).click()
    expect(person.page.locator("[data-part=link-said]")).to_contain_text("Copied")
    return str(person.page.evaluate("navigator.clipboard.readText()"))


def forgets_cookies(page: Page) -> None:
    page.on("response", lambda _: page.context.clear_cookies())

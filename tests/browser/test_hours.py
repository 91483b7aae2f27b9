"""Out of hours: what a customer reads, is asked and leaves, and what agents see of it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.engines import expect
from tests.browser.people import FORGOTTEN, People

pytestmark = pytest.mark.browser


def adds(page: Page, path: str, **fields: str) -> None:
    """In the admin."""
    page.goto(f"/admin/{path}/add/")
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=_save]").click()
    expect(page.locator(".success")).to_be_visible()


def agrees_by(page: Page, words: str) -> None:
    """In the settings."""
    page.goto("/agent/settings/questions/consent/")
    page.get_by_label("A box has to be ticked").check()
    page.get_by_label("Address of the privacy notice").fill("https://example.com/privacy")
    page.get_by_label("English", exact=True).fill(words)
    is_accessible(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("version 1")).to_be_visible()


def is_accessible(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_who_writes_at_night_is_asked_once_where_an_answer_finds_them(people_of_own_stack: People) -> None:
    ada = people_of_own_stack.agent()
    admin = ada.opens_tab()
    seen = ada.page.locator("[data-slot=glance][data-feature=hours] dd")
    expect(seen).to_contain_text("somebody is here")
    adds(admin, "prechat/question", name="order", label="Order number")
    agrees_by(admin, "I agree to be helped.")
    adds(admin, "hours/hours", zone="Europe/Berlin", dates="2001-01-01 09:00-12:00")
    expect(seen).to_contain_text("closed")

    carla = people_of_own_stack.comes()
    page = carla.page
    page.goto("/")
    expect(page.locator(".start-expected")).to_have_text("Closed")
    page.get_by_label("Your message").fill("Is anybody there?")
    page.get_by_label("Your name").fill("Carla")
    page.get_by_label("Order number").fill("A-17")
    page.get_by_role("button", name="Start the conversation").click()
    expect(page.get_by_text("Please agree to this.")).to_be_visible()
    agreed = page.get_by_label("I agree to be helped.")
    agreed.check()
    is_accessible(page)
    page.reload()
    expect(page.get_by_label("Order number")).to_have_value("A-17")
    expect(agreed).to_be_checked()
    page.evaluate(FORGOTTEN)
    page.get_by_role("button", name="Start the conversation").click()
    carla.sees("Is anybody there?")
    expect(page.locator("[data-part=there]")).to_have_text("Closed")
    asked = page.get_by_label("Where does the answer find you")
    is_accessible(page)
    asked.fill("carla@example.com")
    page.get_by_role("button", name="Leave it here").click()
    expect(asked).to_be_hidden()
    expect(page.locator(".hours-said")).to_contain_text("Thank you")

    ada.page.locator(".row-link").filter(has_text="Is anybody there?").click()
    details = ada.page.locator("[data-part=details]")
    expect(details).to_contain_text("Order number: A-17")
    expect(details).to_contain_text("(version 1): I agree to be helped.")
    expect(details).to_contain_text("carla@example.com")
    page.reload()
    expect(page.locator(".hours-read")).to_be_visible()
    expect(page.locator(".hours-ask")).to_be_hidden()

    page.go_back(wait_until="commit")  # to be asked anew: nobody has agreed to the next one
    expect(page.get_by_label("Your message")).to_have_value("")
    expect(page.get_by_label("Order number")).to_have_value("")
    expect(agreed).not_to_be_checked()

"""Carla says how it was, in the chat, by finger and by key; Ada sees it once it stands."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.engines import expect
from tests.browser.people import People, Person

pytestmark = pytest.mark.browser


def axe(person: Person) -> None:
    results = Axe().run(person.page)
    assert results.violations_count == 0, results.generate_report()


def test_asked_answered_and_changed(people: People) -> None:
    carla = people.customer("It broke again.")
    ada = people.agent(opens="It broke again.")
    card = carla.page.locator(".rating-card")
    expect(card).to_be_hidden()
    ada.page.get_by_role("button", name="Resolve").click()
    expect(card).to_be_visible()
    axe(carla)
    card.get_by_title("Bad", exact=True).click()
    expect(card.get_by_role("status")).to_contain_text("Thank you")
    details = ada.page.locator('[data-slot="details"][data-feature="rating"]')
    expect(details).to_contain_text("2 of 5: bad")
    carla.page.keyboard.press("ArrowRight")
    carla.page.keyboard.press("ArrowRight")
    card.get_by_placeholder("Anything to add?").fill("Quick, after all")
    carla.page.keyboard.press("Enter")
    expect(details).to_contain_text(re.compile("4 of 5: good .+Quick, after all"))
    expect(ada.page.locator("[data-part=messages]")).to_contain_text("Carla rated this conversation: 4/5")
    axe(ada)
    carla.page.reload()
    expect(card.get_by_label("Good", exact=True)).to_be_checked()
    expect(card.get_by_placeholder("Anything to add?")).to_have_value("Quick, after all")
    carla.types("And now?")
    expect(card).to_be_hidden()

"""An agent sorts conversations by keys alone: tag, priority, snooze, spam, and each taken back."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.engines import expect
from tests.browser.people import People, Person

pytestmark = pytest.mark.browser


def chooses(agent: Person, key: str, words: str) -> None:
    keys = agent.page.keyboard
    keys.press(key)
    expect(agent.page.locator(".chooser")).to_be_visible()
    keys.type(words)
    keys.press("Enter")
    expect(agent.page.locator(".chooser")).to_be_hidden()


def test_by_keys_alone_and_with_a_way_back(people: People) -> None:
    carla = people.customer("It broke.")
    people.customer("It smokes.", name="Chris")
    ada = people.agent()
    page, keys = ada.page, ada.page.keyboard
    rows = page.locator(".row")
    expect(rows).to_have_count(2)
    keys.press("j")
    keys.press("Enter")
    ada.sees("It broke.")
    keys.press("t")
    expect(page.locator(".chooser")).to_be_visible()
    page.go_back()  # what is chosen now would be of no conversation
    expect(page.locator(".chooser")).to_be_hidden()
    keys.press("k")
    keys.press("Enter")
    ada.sees("It broke.")
    chooses(ada, "t", "Fragile")
    carlas = rows.filter(has_text="Carla")
    expect(carlas.locator(".triage-chip")).to_have_text(["Fragile"])
    chooses(ada, "p", "low")
    expect(carlas.locator(".triage-chip")).to_have_text(["low", "Fragile"])
    expect(rows.first).to_contain_text("Chris")
    keys.press("z")
    expect(carlas.locator(".triage-chip")).to_have_text(["Fragile"])
    chooses(ada, "s", "customer")
    expect(rows).to_have_count(1)
    page.goto("/agent/?view=snoozed")
    expect(rows).to_have_count(1)
    expect(rows.locator(".triage-chip").first).to_have_text("until the customer writes")
    carla.types("It works again.")
    expect(rows).to_have_count(0)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()

"""An agent merges a conversation whose customer is offline: all that they wrote arrives where it goes on."""

import pytest

from tests.browser.engines import expect
from tests.browser.people import People, ticket_of

pytestmark = pytest.mark.browser


def test_three_messages_of_somebody_offline_arrive_once_each_and_in_order(people: People) -> None:
    old = people.customer("It broke.", name="Carla")
    new = people.customer("It broke, once more.", name="Carl")
    before, after = ticket_of(old), ticket_of(new)
    ada = people.agent(opens="It broke.")
    old.context.set_offline(True)
    for words in ("one", "two", "three"):
        old.types(words)
    old.page.locator("#draft").fill("half a wo")
    keys = ada.page.keyboard
    ada.page.locator("[data-part=subject]").focus()
    keys.press("m")
    keys.type("Carl")
    chooser = ada.page.locator(".chooser")
    expect(chooser.get_by_role("option")).to_have_count(1)
    keys.press("Enter")
    expect(chooser).to_contain_text("Different people, really?")
    keys.type("Yes")
    keys.press("Enter")
    expect(ada.page.locator(".row")).to_have_count(1)
    assert ticket_of(ada) == before
    old.context.set_offline(False)
    old.page.wait_for_url(f"**/t/{after}/")
    old.sees("one", "two", "three")
    assert old.shown() == ["It broke, once more.", "one", "two", "three"]
    expect(old.page.locator("#draft")).to_have_value("half a wo")
    new.sees("three")
    ada.page.goto(f"/agent/{after}/")
    ada.sees("one", "two", "three")
    ada.page.get_by_text("Merged from Carla").click()
    expect(ada.page.locator(".merge-block li p")).to_have_text(["It broke.", "one", "two", "three"])

"""An agent tags two conversations at once, makes a view of them, and merges the one into the other while its
customer is offline: all that they wrote arrives where it goes on."""

import pytest

from tests.browser.engines import expect
from tests.browser.people import People, ticket_of
from tests.browser.test_triage import chooses

pytestmark = pytest.mark.browser


def test_three_messages_of_somebody_offline_arrive_once_each_and_in_order(people: People) -> None:
    old = people.customer("It broke.", name="Carla")
    new = people.customer("It broke, once more.", name="Carl")
    before, after = ticket_of(old), ticket_of(new)
    ada = people.agent()
    page, keys = ada.page, ada.page.keyboard
    rows, chooser = page.locator(".row"), page.locator(".chooser")

    expect(rows).to_have_count(2)
    for key in ("j", "x", "j", "x"):
        keys.press(key)
    expect(page.locator("[data-bulk=said]")).to_have_text("2 chosen")
    chooses(ada, "t", "vip")
    expect(rows.locator(".triage-chip")).to_have_text(["vip", "vip"])
    expect(page.locator("[data-bulk=said]")).to_have_text("Done: 2")

    keys.press("/")
    keys.type("tag:vip")
    keys.press("Control+k")
    expect(chooser).to_be_visible()
    keys.type("Save the search")
    keys.press("Enter")
    expect(chooser.get_by_role("option")).to_contain_text(["for me"])
    keys.press("Enter")
    keys.press("Enter")
    page.wait_for_url("**view=saved:*")
    expect(page.locator("[data-view^='saved:'] [data-count]")).to_have_text("2")
    expect(rows).to_have_count(2)

    old.context.set_offline(True)
    for words in ("one", "two", "three"):
        old.types(words)
    old.page.locator("#draft").fill("half a wo")
    keys.press("j")
    keys.press("Enter")
    ada.sees("It broke.")
    keys.press("m")
    keys.type("Carl")
    expect(chooser.get_by_role("option")).to_have_count(1)
    keys.press("Enter")
    expect(chooser).to_contain_text("Different people, really?")
    keys.type("Yes")
    keys.press("Enter")
    expect(rows).to_have_count(1)
    assert ticket_of(ada) == before
    old.context.set_offline(False)
    old.page.wait_for_url(f"**/t/{after}/")
    old.sees("one", "two", "three")
    assert old.shown() == ["It broke, once more.", "one", "two", "three"]
    expect(old.page.locator("#draft")).to_have_value("half a wo")
    new.sees("three")
    page.goto(f"/agent/{after}/")
    ada.sees("one", "two", "three")
    page.get_by_text("Merged from Carla").click()
    expect(page.locator(".merge-block li p")).to_have_text(["It broke.", "one", "two", "three"])

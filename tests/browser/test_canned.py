"""An agent says what was written once: found, filled in, and managed where it is used."""

from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator

from tests.browser.engines import expect
from tests.browser.people import People, Person

pytestmark = pytest.mark.browser

WAY = "Hello {customer.first_name|there}, your order {?order number} is on its way."
HOURS = "We are here from nine to five."
SAVE = """async ([id, reply]) => (await fetch(`/api/canned/${id}`, {
    method: "PUT", headers: {"Content-Type": "application/json"}, body: JSON.stringify(reply)})).status"""


def saves(agent: Person, number: int, title: str, text: str, shortcut: str = "") -> None:
    reply = {"title": title, "shortcut": shortcut, "texts": {"en": text}}
    assert agent.page.evaluate(SAVE, [str(UUID(int=number)), reply]) == 200


def box(agent: Person) -> Locator:
    return agent.page.locator("#draft")


def options(agent: Person) -> Locator:
    return agent.page.locator(".canned-place").get_by_role("option")


def axe(agent: Person) -> None:
    results = Axe().run(agent.page)
    assert results.violations_count == 0, results.generate_report()


def test_found_filled_in_and_sent_by_keys(people: People) -> None:
    carla = people.customer("Where is my order?", name="Carla Braun")
    ada = people.agent(opens="Where is my order?")
    saves(ada, 1, "On its way", WAY, shortcut="way")
    saves(ada, 2, "Müllerstraße", HOURS)
    keys = ada.page.keyboard
    box(ada).focus()
    keys.type("Thanks! /mueller")
    expect(options(ada)).to_have_count(1)
    axe(ada)
    keys.press("Enter")
    expect(box(ada)).to_have_value(f"Thanks! {HOURS}")
    keys.type(" /way")
    expect(options(ada)).to_have_count(1)
    keys.press("Enter")
    filled = "Hello Carla, your order {?order number} is on its way."
    expect(box(ada)).to_have_value(f"Thanks! {HOURS} {filled}")
    keys.press("Enter")
    expect(ada.page.locator("[data-part=composer-hint]")).to_contain_text("“order number” is still")
    keys.press("ControlOrMeta+z")
    expect(box(ada)).to_have_value(f"Thanks! {HOURS} /way")
    keys.press("ControlOrMeta+Shift+z")
    keys.press("ControlOrMeta+Home")
    keys.press("Tab")
    keys.type("4711")
    keys.type(" /etc")
    keys.press("Escape")
    expect(ada.page.locator(".canned-place")).to_be_hidden()
    expect(box(ada)).to_have_value(f"Thanks! {HOURS} Hello Carla, your order 4711 /etc is on its way.")
    expect(box(ada)).to_be_focused()
    keys.press("Enter")
    carla.sees("your order 4711 /etc is on its way.")


def test_by_finger_on_a_phone(people: People) -> None:
    people.customer("When are you there?")
    ada = people.agent(opens="When are you there?", has_touch=True, color_scheme="dark")
    saves(ada, 2, "Müllerstraße", HOURS)
    ada.page.set_viewport_size({"width": 390, "height": 844})
    button = ada.page.get_by_role("button", name="Canned replies")
    button.tap()
    expect(options(ada).filter(has_text=HOURS)).to_be_visible()
    axe(ada)
    button.tap()
    with ada.page.expect_response("**/api/canned?*") as heard:
        button.tap()
    assert heard.value.status == 304
    options(ada).filter(has_text=HOURS).tap()
    expect(box(ada)).to_have_value(HOURS)
    expect(box(ada)).to_be_focused()


def test_what_was_written_becomes_a_reply_once_it_is_right(people: People) -> None:
    carla = people.customer("Do you ship to Spain?")
    ada = people.agent(opens="Do you ship to Spain?")
    page, keys = ada.page, ada.page.keyboard
    box(ada).fill("Dear {customer.nme}, we do.")
    page.get_by_role("button", name="Canned replies").click()
    keys.press("Tab")
    keys.press("Enter")
    dialog = page.get_by_role("dialog")
    text = dialog.get_by_role("textbox", name="Text")
    expect(text).to_have_value("Dear {customer.nme}, we do.")
    keys.type("To Spain")
    keys.press("Enter")
    expect(dialog.get_by_text("There is no variable “customer.nme”.")).to_be_visible()
    expect(text).to_be_focused()
    axe(ada)
    text.fill("Dear {customer.name}, we do.")
    names = ("prices.txt", "terms.txt", "map.txt")
    chosen = [{"name": name, "mimeType": "text/plain", "buffer": name.encode()} for name in names]
    dialog.locator("[data-canned=picker]").set_input_files(chosen)  # type: ignore[arg-type]
    dialog.get_by_role("button", name="Remove “map.txt”").click()
    axe(ada)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("status")).to_have_text("“To Spain” is saved.")
    axe(ada)
    dialog.get_by_role("button", name="To Spain").click()
    dialog.get_by_role("button", name="Delete").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("[data-part=undo-words]")).to_have_text("“To Spain” is deleted.")
    page.get_by_role("button", name="Undo").click()
    box(ada).fill("")
    keys.type("/spain")
    expect(options(ada)).to_have_count(1)
    keys.press("Enter")
    expect(box(ada)).to_have_value("Dear Carla, we do.")
    expect(page.locator(".files-chosen")).to_have_text(["prices.txt", "terms.txt"])
    page.get_by_role("button", name="Remove prices.txt").click()
    box(ada).press("Enter")
    carla.sees("Dear Carla, we do.")
    expect(carla.page.get_by_label("Download terms.txt")).to_be_visible()
    expect(carla.page.get_by_label("Download prices.txt")).to_have_count(0)

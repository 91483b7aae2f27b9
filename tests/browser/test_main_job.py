"""A customer and an agent talk, as people do: in a browser.

In every engine they talk, come back, and do the whole job by keyboard, taking, resolving and reopening with
it. The rest is what our scripts do with it, the same in each; that three tabs show the same and that one that
is closed hangs up, every engine tells in test_links."""

import pytest

from tests.browser.engines import expect
from tests.browser.people import People

pytestmark = pytest.mark.browser


@pytest.mark.every_engine
def test_they_talk_and_the_note_stays_at_the_desk(people: People) -> None:
    carla = people.customer("The export stops at row 4,000.")
    assert "#" not in carla.page.url, "the token leaves the address bar"
    ada = people.agent(opens="The export stops")
    ada.types("Which file is it?")
    carla.sees("Which file is it?")
    ada.page.get_by_text("Internal note", exact=True).click()
    ada.types("Looks like last week's case.")
    ada.sees("Looks like last week's case.")
    carla.types("It is orders.csv.")
    ada.sees("It is orders.csv.")
    carla.has_sent("It is orders.csv.")
    assert carla.shown() == ["The export stops at row 4,000.", "Which file is it?", "It is orders.csv."]


def test_three_tabs_show_the_same(people: People) -> None:
    carla = people.customer()
    tabs = [carla.page, carla.opens_tab(), carla.opens_tab()]
    for tab in tabs[1:]:
        tab.goto(carla.page.url)
        carla.is_live(tab)
    carla.types("Said in the second tab.", page=tabs[1])
    for tab in tabs:
        carla.sees("It broke.", "Said in the second tab.", page=tab)


def test_take_resolve_and_reopen_by_writing(people: People) -> None:
    carla = people.customer("Please close my account.")
    ada = people.agent(opens="Please close my account.")
    ada.page.get_by_role("button", name="Take it").click()
    expect(carla.page.get_by_text("took this conversation")).to_be_visible()
    ada.page.get_by_role("button", name="Resolve").click()
    expect(carla.page.get_by_text("This conversation is resolved. Write to reopen it.")).to_be_visible()
    carla.types("One more thing.")
    ada.sees("One more thing.")
    expect(ada.page.get_by_role("button", name="Resolve")).to_be_visible()
    expect(carla.page.get_by_text("This conversation is resolved. Write to reopen it.")).to_be_hidden()


def test_the_desk_sees_the_customers_link(people: People) -> None:
    carla = people.customer("Are you there?", name="Carla Conti")
    ada = people.agent()
    row = ada.page.locator(".row").filter(has_text="Carla Conti")
    expect(row.locator(".state")).to_have_text("online")
    carla.page.close()
    expect(row.locator(".state")).not_to_have_text("online")


@pytest.mark.every_engine
def test_coming_back_by_cookie_and_by_link(people: People) -> None:
    carla = people.customer("I will be back.")
    again = carla.opens_tab()
    again.goto("/")
    again.get_by_role("link", name="Continue your conversation").click()
    carla.is_live(again)
    carla.sees("I will be back.", page=again)
    stranger = people.comes()
    stranger.page.goto(carla.page.url)
    expect(stranger.page.get_by_text("This link no longer opens a conversation")).to_be_visible()


def test_who_came_by_another_of_our_addresses_stays_and_comes_back_there(people: People) -> None:
    carla = people.comes()
    origin = people.stack.origin.replace("127.0.0.1", "localhost")
    carla.page.goto(f"{origin}/")
    carla.page.get_by_label("Your message").fill("I am at localhost.")
    carla.page.get_by_label("Your name").fill("Carla")
    carla.page.get_by_role("button", name="Start the conversation").click()
    carla.sees("I am at localhost.")
    carla.page.goto(f"{origin}/")
    carla.page.get_by_role("link", name="Continue your conversation").click()
    carla.is_live()
    carla.sees("I am at localhost.")


# Opens the row of these words and presses a key in the same breath.
PRESSED_AT_ONCE = """([words, key]) => {
  [...document.querySelectorAll(".row-link")].find((row) => row.textContent.includes(words)).click();
  const pressed = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(pressed);
}"""


def test_a_key_pressed_before_the_draft_is_found_costs_no_draft(people: People) -> None:
    people.customer("I am patient.")
    ada = people.agent(opens="I am patient.")
    box = ada.page.locator("#draft")
    box.fill("Three paragraphs")
    for key in ("r", "n"):
        ada.page.goto("/agent/")
        expect(ada.page.locator(".row-link").filter(has_text="I am patient.")).to_be_visible()
        ada.page.evaluate(PRESSED_AT_ONCE, ["I am patient.", key])
        expect(box).to_have_value("Three paragraphs")
        ada.page.reload()
        expect(box).to_have_value("Three paragraphs")


def test_a_key_that_is_held_down_resolves_once(people: People) -> None:
    carla = people.customer("Hold on.")
    ada = people.agent(opens="Hold on.")
    reopen = ada.page.get_by_role("button", name="Reopen")
    ada.page.keyboard.press("Tab")  # letters act where keys have led
    ada.page.keyboard.down("e")
    expect(reopen).to_be_visible()
    for _ in range(5):
        ada.page.keyboard.down("e")
    ada.page.keyboard.up("e")
    ada.types("Good bye.")
    carla.sees("Good bye.")
    expect(carla.page.locator(".change")).to_have_count(1)


@pytest.mark.every_engine
def test_the_whole_job_by_keyboard(people: People) -> None:
    carla = people.comes()
    carla.page.goto("/")
    keyboard = carla.page.keyboard
    carla.page.get_by_label("Your message").focus()
    keyboard.type("No mouse at hand.")
    keyboard.press("Tab")
    keyboard.type("Kim")
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.press("Enter")
    carla.is_live()

    ada = people.agent()
    keys = ada.page.keyboard
    row = ada.page.locator(".row-link").filter(has_text="No mouse at hand.")
    expect(row).to_be_visible()
    for _ in range(ada.page.locator(".row-link").count()):
        keys.press("j")
        if row.evaluate("element => element === document.activeElement"):
            break
    keys.press("Enter")
    ada.sees("No mouse at hand.")
    keys.press("r")
    keys.type("None needed.")
    keys.press("Enter")
    carla.sees("None needed.")
    keys.press("Escape")
    keys.press("n")
    keys.type("Keyboard only.")
    keys.press("Enter")
    ada.sees("Keyboard only.")
    keys.press("Escape")
    keys.press("a")
    expect(ada.page.get_by_text("took this conversation")).to_be_visible()
    keys.press("e")
    expect(ada.page.get_by_role("button", name="Reopen")).to_be_visible()
    carla.types("Thank you.")
    ada.sees("Thank you.")

"""An agent finds what was said, in any conversation, and comes to the very message by keys alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator

from tests.browser.engines import expect
from tests.browser.long_ticket import grow
from tests.browser.people import People, Person, ticket_of
from tests.browser.scripts import A_DAY_AHEAD

pytestmark = pytest.mark.browser

LENGTH = 2_600


def found(agent: Person) -> Locator:
    return agent.page.locator(".found-place")


def reindexes(people: People) -> None:
    assert "conversations" in people.stack.manage("manage.py", "reindex")


def test_from_the_box_to_the_message_by_keys(people: People) -> None:
    people.customer("My Bestellnummer is 4711-AB.")
    chris = people.customer("Where is Frau Müller?", name="Chris")
    for _ in range(30):
        chris.types("And so on.")
    ada = people.agent(script=A_DAY_AHEAD)  # it is the server's clock that counts
    keys = ada.page.keyboard
    expect(ada.page.locator(".row-wait").first).to_have_text(re.compile(r"^waits (< )?\d min"))
    keys.press("/")
    keys.type("nummer 4711")
    expect(found(ada).locator(".found-said")).to_have_text("1 hit")
    assert found(ada).locator("mark").all_text_contents() == ["nummer", "4711"]
    expect(found(ada).locator("time").first).to_have_text(re.compile("^Today, "))
    keys.press("ControlOrMeta+a")
    keys.type("mueller")
    expect(found(ada).locator("mark")).to_have_text(["Müller"])
    keys.press("ArrowDown")
    while "found-hit" not in (ada.page.evaluate("document.activeElement.className") or ""):
        keys.press("j")
    keys.press("Enter")
    expect(ada.page).to_have_url(re.compile(rf"/agent/{ticket_of(chris)}/.*#1$"))
    message = ada.page.locator(".message[data-found]")
    expect(message).to_be_in_viewport()
    expect(message).to_be_focused()
    expect(message.locator("mark")).to_have_text("Müller")


def test_a_message_long_ago_in_a_long_conversation(people: People) -> None:
    carla = people.customer("How it all began.")
    grow(people.stack, ticket_of(carla), LENGTH)
    reindexes(people)
    ada = people.agent(opens=f"No. {LENGTH} of a long story.")
    ada.page.get_by_role("searchbox", name="Find").fill('"No. 345 of"')
    hit = found(ada).locator(".found-hit")
    expect(hit).to_have_count(1)
    hit.click()
    message = ada.page.locator(".message[data-found]")
    expect(message).to_have_text(re.compile("No. 345 of a long story"))
    expect(message).to_be_in_viewport()
    assert ada.page.locator(".message").count() < 1_000
    carla.types("I am still here.")
    pill = ada.page.locator("[data-part=pill]")
    expect(pill).to_have_text("1 new message")
    no_gaps(ada, 345)
    pill.click()
    ada.sees("I am still here.")
    expect(ada.messages().filter(has_text="I am still here.")).to_be_in_viewport()
    ada.page.go_back()
    ada.page.go_forward()
    expect(ada.page.locator(".message[data-found]")).to_be_in_viewport()
    ada.types("And so am I.")
    expect(ada.messages().filter(has_text="And so am I.")).to_be_in_viewport()


def no_gaps(agent: Person, around: int) -> None:
    """Wherever one scrolls, either way."""
    log = "document.querySelector('.log')"
    for end in ("0", f"{log}.scrollHeight", "0"):
        lines = agent.page.locator(".message").count()
        agent.page.evaluate(f"{log}.scrollTop = {end}")
        expect(agent.page.locator(".message")).not_to_have_count(lines)
    numbers = [
        int(re.findall(r"\d+", words)[0]) for words in agent.page.locator(".message-body").all_text_contents()
    ]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert around in numbers


def test_what_is_not_found_and_what_cannot_be_asked(people: People) -> None:
    people.customer("It broke.")
    ada = people.agent()
    box = ada.page.get_by_role("searchbox", name="Find")
    said, why = (found(ada).locator(f".found-{name}") for name in ("said", "why"))
    box.fill("xyzzy nowhere")
    expect(said).to_have_text("Nothing found")
    expect(why).to_contain_text("all messages and notes")
    box.fill("tag:refund")
    expect(said).to_have_text("There is no filter “tag:”")
    box.fill("before:yesterday")
    expect(why).to_contain_text("2026-10-01")
    box.fill("")
    expect(found(ada)).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(people: People, scheme: str, width: int) -> None:
    people.customer("The parcel of order 4711 never came.")
    ada = people.agent(color_scheme=scheme)
    ada.page.set_viewport_size({"width": width, "height": 900})
    ada.page.get_by_role("searchbox", name="Find").fill("parcel")
    hit = found(ada).locator(".found-hit")
    expect(hit).to_have_count(1)
    axe(ada)
    hit.click()
    expect(ada.page.locator(".message[data-found] mark")).to_have_count(1)
    axe(ada)


def axe(agent: Person) -> None:
    results = Axe().run(agent.page)
    assert results.violations_count == 0, results.generate_report()

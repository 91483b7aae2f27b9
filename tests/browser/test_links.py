"""Links break, processes die; pages come back by themselves and show everything once.

In every engine: tabs, a black hole, a server that dies, a reload. What our scripts say again, what a list
does that can't be read, and parts that no page knows, are the same in each."""

import pytest

from tests.browser.engines import expect
from tests.browser.people import DESKTOP, People, Person
from tests.browser.scripts import NO_LOG_AND_REFUSALS, loses

pytestmark = pytest.mark.browser

RECONNECTING = "Reconnecting… Your messages are safe and will be sent."
TYPED = "Typed in the tunnel, of www.example.com/a."
OFFLINE = "You're offline. Messages will be sent when you're back."


@pytest.mark.every_engine
def test_three_tabs_give_three_pongs_and_two_when_one_closes(people_of_own_stack: People) -> None:
    people, stack = people_of_own_stack, people_of_own_stack.stack
    carla = people.customer()
    tabs = [carla.page, carla.opens_tab(), carla.opens_tab()]
    for tab in tabs[1:]:
        tab.goto(carla.page.url)
        carla.is_live(tab)
    said = "{} sockets pinged in 1 processes, {} pongs, 0 closed"
    stack.wait_until(lambda: said.format(3, 3) in stack.words(), "three pongs")
    carla.types("Everybody hears me.")
    for tab in tabs:
        carla.sees("It broke.", "Everybody hears me.", page=tab)
    tabs[2].close()
    stack.wait_until(lambda: said.format(2, 2) in stack.words(), "two pongs")


@pytest.mark.every_engine
def test_a_black_hole_is_noticed_told_and_made_good(people: People) -> None:
    network = people.network()
    carla = people.customer("Going into a tunnel.", through=network)
    ada = people.agent(opens="Going into a tunnel.")
    with network.out():
        carla.types(TYPED)
        expect(carla.page.get_by_role("link", name="www.example.com/a")).to_be_visible()
        expect(carla.banner()).to_contain_text(RECONNECTING)
        ada.types("Missed in the tunnel.")
        ada.has_sent("Missed in the tunnel.")
        assert "Missed in the tunnel." not in carla.shown()
    carla.sees("Going into a tunnel.", TYPED, "Missed in the tunnel.")
    carla.has_sent(TYPED)
    ada.sees(TYPED)
    carla.is_live()
    expect(carla.banner().locator("p")).to_be_hidden()
    agree(carla, ada)


@pytest.mark.not_in("firefox", "webkit", reason="their drivers can't say that they are offline")
def test_a_browser_that_knows_that_it_is_offline_says_so(people: People) -> None:
    carla = people.customer("Going underground.")
    carla.context.set_offline(True)
    carla.types("Typed underground.")
    expect(carla.banner()).to_contain_text(OFFLINE)
    carla.context.set_offline(False)
    carla.has_sent("Typed underground.")
    expect(carla.banner().locator("p")).to_be_hidden()
    assert carla.was_never_reloaded()


def test_a_mark_that_died_with_its_line_is_said_again(people: People) -> None:
    carla = people.customer("Going under a bridge.", script=loses('"type":"(read|delivered)"'))
    ada = people.agent(opens="Going under a bridge.")
    ada.types("Can you hear me?")
    carla.sees("Can you hear me?")
    carla.page.wait_for_function("lost.some((said) => said.includes('\"read\"'))")
    expect(ada.messages().last).to_have_attribute("data-mark", "stored")
    carla.page.evaluate("lines[0].close()")
    expect(ada.messages().last).to_have_attribute("data-mark", "read")
    assert carla.page.evaluate("lines.length") == 2


def test_a_list_that_cannot_be_read_is_read_again_while_the_page_still_catches_up(people: People) -> None:
    people.customer("Am I on the list?")
    address = people.agent(opens="Am I on the list?").page.url
    ada = people.comes(viewport=DESKTOP, script=NO_LOG_AND_REFUSALS)
    ada.page.goto(address.removeprefix(people.stack.origin))
    ada.signs_in()
    expect(ada.page.locator(".row-link").filter(has_text="Am I on the list?")).to_be_visible()


@pytest.mark.every_engine
def test_a_killed_web_process_costs_nobody_a_word(people_of_own_stack: People) -> None:
    costs_nobody_a_word(people_of_own_stack, "web")


@pytest.mark.parametrize("part", ["valkey", "worker"])
def test_nor_does_a_part_that_no_page_knows(people_of_own_stack: People, part: str) -> None:
    costs_nobody_a_word(people_of_own_stack, part)


def costs_nobody_a_word(people_of_own_stack: People, part: str) -> None:
    people, stack = people_of_own_stack, people_of_own_stack.stack
    carla = people.customer("Before the kill.")
    ada = people.agent(opens="Before the kill.")
    stack.kill(part)
    carla.types("Carla, while it is dead.")
    ada.types("Ada, while it is dead.")
    if part == "web":
        expect(carla.banner()).to_contain_text(RECONNECTING)
        expect(carla.page.get_by_label("Your message")).to_be_enabled()
    else:
        carla.has_sent("Carla, while it is dead.")
    stack.start(part)
    for person in (carla, ada):
        person.sees("Before the kill.", "Carla, while it is dead.", "Ada, while it is dead.")
    carla.has_sent("Carla, while it is dead.")
    ada.has_sent("Ada, while it is dead.")
    carla.types("Carla, after it.")
    ada.sees("Carla, after it.")
    agree(carla, ada)


@pytest.mark.every_engine
def test_a_reload_in_mid_send_sends_it_once(people_of_own_stack: People) -> None:
    people, stack = people_of_own_stack, people_of_own_stack.stack
    carla = people.customer("Before the reload.")
    with stack.frozen("web"):
        carla.types("Sent into a frozen server.")
        carla.sees("Sent into a frozen server.")
        expect(carla.messages().last).to_have_attribute("data-mark", "waiting")
        # The page itself comes from the frozen server: leave before, return after.
        carla.page.goto("about:blank")
    carla.page.go_back()
    carla.is_live()
    carla.sees("Before the reload.", "Sent into a frozen server.")
    carla.has_sent("Sent into a frozen server.")


def agree(*people: Person) -> None:
    """The same words in the same order, and nobody's page was reloaded."""
    first = people[0].shown()
    for person in people:
        assert person.shown() == first
        assert person.was_never_reloaded()

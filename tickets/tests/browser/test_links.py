"""Links break, processes die; pages come back by themselves and show everything once."""

import re

import pytest
from playwright.sync_api import Route, WebSocketRoute, expect

from tickets.tests.browser.people import People, Person

pytestmark = pytest.mark.browser

RECONNECTING = "Reconnecting… Your messages are safe and will be sent."
OFFLINE = "You're offline. Messages will be sent when you're back."


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


def test_a_black_hole_is_noticed_told_and_made_good(people: People) -> None:
    carla = people.customer("Going into a tunnel.")
    ada = people.agent(opens="Going into a tunnel.")
    carla.context.set_offline(True)
    carla.types("Typed in the tunnel.")
    expect(carla.banner()).to_contain_text(OFFLINE)
    ada.types("Missed in the tunnel.")
    ada.has_sent("Missed in the tunnel.")
    assert "Missed in the tunnel." not in carla.shown()
    carla.context.set_offline(False)
    carla.sees("Going into a tunnel.", "Typed in the tunnel.", "Missed in the tunnel.")
    carla.has_sent("Typed in the tunnel.")
    ada.sees("Typed in the tunnel.")
    carla.is_live()
    expect(carla.banner().locator("p")).to_be_hidden()
    agree(carla, ada)


def test_a_mark_that_died_with_its_line_is_said_again(people: People) -> None:
    carla = people.customer("Going under a bridge.")
    ada = people.agent(opens="Going under a bridge.")
    lines: list[WebSocketRoute] = []
    lost: list[str | bytes] = []

    def through_the_bridge(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        lines.append(line)
        under = len(lines) == 1
        is_mark = re.compile('"type":"(read|delivered)"')
        line.on_message(
            lambda said: lost.append(said) if under and is_mark.search(str(said)) else server.send(said)
        )

    page = carla.opens_tab()
    page.route_web_socket("**/ws/", through_the_bridge)
    page.goto(carla.page.url)
    carla.is_live(page)  # before it takes so long that it goes by HTTP
    carla.page.close()
    ada.types("Can you hear me?")
    carla.sees("Can you hear me?", page=page)
    page.wait_for_function("document.hasFocus()")
    expect(ada.messages().last).to_have_attribute("data-mark", "stored")
    assert any('"read"' in str(said) for said in lost)
    lines[0].close()
    expect(ada.messages().last).to_have_attribute("data-mark", "read")
    assert len(lines) == 2


def test_a_list_that_cannot_be_read_is_read_again_while_the_page_still_catches_up(people: People) -> None:
    people.customer("Am I on the list?")
    ada = people.agent(opens="Am I on the list?")
    lines: list[WebSocketRoute] = []
    refused: list[Route] = []

    def hold_back_the_log(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        lines.append(line)
        server.on_message(lambda said: None if '"type":"events"' in str(said) else line.send(said))

    def refuse_once(call: Route) -> None:
        if refused:
            call.continue_()
        else:
            refused.append(call)
            call.fulfill(status=503, json={"code": "unavailable", "message": "Not now."})

    page = ada.opens_tab()
    page.route_web_socket("**/ws/", hold_back_the_log)
    page.route("**/api/queue*", refuse_once)
    page.goto(ada.page.url)
    expect(page.locator(".row-link").filter(has_text="Am I on the list?")).to_be_visible()
    assert (len(lines), len(refused)) == (1, 1)


@pytest.mark.parametrize("part", ["web", "valkey", "worker"])
def test_a_killed_part_costs_nobody_a_word(people_of_own_stack: People, part: str) -> None:
    people, stack = people_of_own_stack, people_of_own_stack.stack
    carla = people.customer("Before the kill.")
    ada = people.agent(opens="Before the kill.")
    stack.kill(part)
    carla.types("Carla, while it is dead.")
    ada.types("Ada, while it is dead.")
    if part == "web":
        expect(carla.banner()).to_contain_text(RECONNECTING)
        expect(carla.page.get_by_role("textbox")).to_be_enabled()
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

"""What the desk says is true of everything, not of what it has loaded."""

import re
from uuid import UUID, uuid4

import httpx
import pytest
from playwright.sync_api import Locator, WebSocket, expect

from tests.browser.people import People, Person, ticket_of
from tests.patience import SIGN
from tests.stack import Stack

pytestmark = pytest.mark.browser

MANY = 120  # tickets that have waited longer; the list has 100


def many_open(stack: Stack, how_many: int) -> None:
    with httpx.Client(base_url=stack.origin, timeout=SIGN) as http:
        for number in range(how_many):
            opening = {"id": str(uuid4()), "name": f"Nr {number}", "body": "Hi"}
            assert http.post("/api/tickets", json=opening).status_code == 201


def listen(line: WebSocket, said: list[str], heard: list[str]) -> None:
    line.on("framesent", lambda frame: said.append(str(frame)))
    line.on("framereceived", lambda frame: heard.append(str(frame)))


def detail(person: Person, name: str) -> Locator:
    return person.page.locator(f"[data-part=details-{name}]")


def test_beyond_the_first_hundred_everything_is_as_it_is(people_of_own_stack: People) -> None:
    people = people_of_own_stack
    many_open(people.stack, MANY)
    carla = people.customer("I came last.", name="Carla Conti")
    ada = people.agent()
    take = ada.page.get_by_role("button", name="Take it")
    assignee = ada.page.get_by_label("Assigned to")
    said, heard = list[str](), list[str]()
    # Whichever of the reloaded page's lines: on a busy machine it may give its first one up.
    ada.page.on("websocket", lambda line: listen(line, said, heard))
    ada.page.reload()
    expect(ada.page).to_have_title(re.compile(rf"^\({MANY + 1}\) "))
    expect(ada.page.locator(".row")).to_have_count(100)
    # The desk says which rows it shows. That it hears of no others is said in `tickets/desk/tests`: here
    # the heads of a tick may bring any that moved just now.
    while not any('"watch"' in frame for frame in said):
        ada.page.wait_for_timeout(20)
    many_open(people.stack, 1)
    expect(ada.page).to_have_title(re.compile(rf"^\({MANY + 2}\) "))
    while not any('"counts"' in frame for frame in heard):  # a while after the news
        ada.page.wait_for_timeout(20)

    ada.page.get_by_role("searchbox").fill("conti CARLA")
    expect(ada.page.locator(".row")).to_have_count(1)
    ada.page.get_by_role("searchbox").fill("nobody like this")
    expect(ada.page.get_by_text("names, e-mails and subjects of all conversations")).to_be_visible()
    ada.page.get_by_role("searchbox").fill("")

    ada.page.goto(f"/agent/{ticket_of(carla)}/?view=resolved")
    ada.sees("I came last.")
    expect(ada.page).to_have_title(re.compile(r"^\(121\) "))  # in this view as well, and this one is read
    expect(detail(ada, "name")).to_have_text("Carla Conti")
    expect(detail(ada, "waiting")).to_contain_text("since")
    expect(take).to_be_visible()
    ada.page.keyboard.press("j")  # letters act where keys have led: no rows here, so into the ticket
    ada.page.keyboard.press("a")
    expect(take).to_be_hidden()
    expect(assignee).to_have_value("agent")
    ada.page.reload()
    ada.sees("I came last.")
    expect(assignee).to_have_value("agent")
    expect(take).to_be_hidden()
    expect(detail(ada, "waiting")).to_contain_text("since")


@pytest.mark.parametrize("address", ["nonsense", "0" * 32, str(UUID(int=7)), "x" * 65, "%00", "%ED%A0%80"])
def test_an_address_of_nothing_says_so_and_has_no_live_buttons(people: People, address: str) -> None:
    ada = people.agent()
    ada.page.goto(f"/agent/{address}/?view=nonsense")
    ada.is_live()
    expect(ada.page.get_by_role("heading", name="There is no such conversation")).to_be_visible()
    expect(
        ada.page.locator(".ticket button:visible, .ticket textarea:visible, .ticket select:visible")
    ).to_have_count(0)
    expect(ada.page.locator("[data-view=unassigned][aria-current]")).to_be_visible()
    for key in "aern":
        ada.page.keyboard.press(key)
    ada.page.keyboard.press("Escape")
    expect(ada.page.get_by_text("Choose a conversation.")).to_be_visible()

"""A proxy lets no WebSocket through, or swallows what is in it: the chat works all the same."""

import re

import pytest

from tests.browser.engines import expect
from tests.browser.people import People, Person
from tests.browser.scripts import A_DAY_AHEAD, BLOCKED, SILENT_AT_THE_DESK

pytestmark = pytest.mark.browser

SLOWER = "Connected the slow way: messages arrive a few seconds later."


def test_a_customer_behind_a_proxy_chats_and_the_socket_takes_over(people: People) -> None:
    carla = people.comes(script=BLOCKED)
    opens_a_conversation(carla, "My company blocks everything.")
    ada = people.agent(opens="My company blocks everything.")
    expect(carla.banner()).to_contain_text(SLOWER)
    ada.types("Can you read this?")
    carla.sees("Can you read this?")
    expect(ada.messages().last).to_have_attribute("data-mark", "read")
    expect(carla.page.locator("[data-part=there]")).to_have_text("agent is here")
    expect(carla.page.locator("[data-part=there]")).to_be_visible()
    expect(ada.page.locator("[data-part=customer-state]")).to_have_text("online")
    carla.types("Yes, I can.")
    carla.has_sent("Yes, I can.")
    ada.sees("Yes, I can.")
    expect(carla.messages().last).to_have_attribute("data-mark", "read")
    assert carla.page.locator("body").get_attribute("data-link") != "live"

    carla.types("And now the proxy gives way.")
    carla.page.evaluate("window.blocked = false")
    # A socket is tried ever more seldom: after all this on a busy machine the next one is a minute away.
    expect(carla.page.locator("body")).to_have_attribute("data-link", "live", timeout=80_000)
    expect(carla.banner().locator("p")).to_be_hidden()
    carla.types("That was quicker.")
    ada.sees("And now the proxy gives way.", "That was quicker.")
    ada.types("Nobody noticed.")
    carla.sees("Nobody noticed.")
    carla.has_sent("That was quicker.")
    assert carla.shown() == ada.shown()
    assert len(carla.shown()) == 6
    assert carla.was_never_reloaded()


def test_a_desk_whose_sockets_are_swallowed_works(people: People) -> None:
    carla = people.customer("Is the desk there?")
    ada = people.comes(script=SILENT_AT_THE_DESK + A_DAY_AHEAD)  # lists have the server's time
    ada.page.goto("/agent/")
    ada.signs_in()
    row = ada.page.locator(".row-link").filter(has_text="Is the desk there?")
    row.click()
    ada.sees("Is the desk there?")
    ada.types("It is, slowly.")
    ada.has_sent("It is, slowly.")
    carla.sees("It is, slowly.")
    ada.page.get_by_role("button", name="Resolve").click()
    expect(carla.page.get_by_text("This conversation is resolved.")).to_be_visible()
    carla.types("Then once more.")
    ada.sees("Then once more.")
    expect(ada.page.get_by_role("button", name="Resolve")).to_be_visible()
    later = people.customer("Somebody new.")
    new = ada.page.locator(".row-link").filter(has_text="Somebody new.")
    expect(new.locator(".row-wait")).to_have_text("waits < 1 min")
    assert later.was_never_reloaded()


@pytest.mark.not_in("webkit", reason="its driver tells of no calls")
def test_a_list_that_is_read_again_and_again_stays_as_long_as_it_was_made(people: People) -> None:
    people.stack.manage("manage.py", "shell", "-c", RESOLVED)
    ada = people.comes(script=SILENT_AT_THE_DESK)
    ada.page.goto("/agent/")
    ada.signs_in()
    rows = ada.page.locator(".row")
    ada.page.goto("/agent/?view=resolved")
    expect(rows).to_have_count(100)
    ada.page.get_by_role("button", name="Show more").click()
    expect(rows.nth(150)).to_be_visible()
    length = rows.count()
    last = rows.last
    last.scroll_into_view_if_needed()
    name = last.locator(".row-name").inner_text()
    is_list = re.compile("/api/queue")
    for _ in range(2):  # rounds of the slow way
        with ada.page.expect_response(
            lambda answer: bool(is_list.search(answer.url) and "before" in answer.url)
        ):
            pass
    assert rows.count() == length
    expect(rows.filter(has_text=name)).to_be_in_viewport()


def test_an_agent_signed_out_elsewhere_loses_no_reply(people: People) -> None:
    people.customer("Please answer.")
    ada = people.comes(script=SILENT_AT_THE_DESK)
    ada.page.goto("/agent/")
    ada.signs_in()
    ada.page.locator(".row-link").filter(has_text="Please answer.").click()
    ada.sees("Please answer.")
    ada.context.clear_cookies()
    ada.types("Written when signed out.")
    expect(ada.banner()).to_contain_text("You've been signed out. Your draft is kept.")
    expect(ada.messages().last).to_have_attribute("data-mark", "waiting")
    ada.page.get_by_role("button", name="Sign in", exact=True).click()
    ada.signs_in()
    ada.has_sent("Written when signed out.")


RESOLVED = """
from uuid import uuid4
from tickets.models import Contact, Ticket
Ticket.objects.bulk_create(
    Ticket(opening_id=uuid4(), token_hash=uuid4().hex, status="resolved",
           contact=Contact.objects.create(name=f"Helped {n:03}"))
    for n in range(160))
"""


def opens_a_conversation(person: Person, says: str) -> None:
    page = person.page
    page.goto("/")
    page.get_by_label("Your message").fill(says)
    page.get_by_label("Your name").fill("Carla")
    page.get_by_role("button", name="Start the conversation").click()
    person.sees(says)
    person.remembers_this_page()

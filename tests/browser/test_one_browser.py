"""Several people, or several conversations, in one browser: nothing of one gets to the other.

In every engine: cookies, and who signs in and out. For whom our scripts keep what is not sent is the same in
each."""

import pytest

from tests.browser.engines import expect
from tests.browser.people import People
from tests.browser.scripts import BUSY, SILENT_AT_THE_DESK, loses
from tests.stack import PASSWORD

pytestmark = pytest.mark.browser

BOB = f"""
from tickets.people.models import User
User.objects.create_user("bob", password="{PASSWORD}", is_staff=True)
"""


@pytest.mark.every_engine
def test_a_desk_beside_the_customers_own_page_writes_as_the_agent_by_http_too(people: People) -> None:
    carla = people.customer("I try both sides.", script=SILENT_AT_THE_DESK)
    desk = carla.opens_tab()
    desk.goto("/agent/")
    carla.signs_in(desk)
    desk.locator(".row-link").filter(has_text="I try both sides.").click()
    carla.sees("I try both sides.", page=desk)
    carla.types("The agent's words.", page=desk)
    carla.has_sent("The agent's words.", page=desk)
    carla.sees("The agent's words.")
    expect(carla.messages().last).to_have_attribute("data-side", "other")
    desk.get_by_text("Internal note", exact=True).click()
    carla.types("The team's words.", page=desk)
    carla.sees("The team's words.", page=desk)
    expect(desk.locator("[data-mark=failed], [data-mark=waiting]")).to_have_count(0)
    carla.types("The customer's words.")
    carla.sees("The customer's words.", page=desk)
    assert carla.shown() == ["I try both sides.", "The agent's words.", "The customer's words."]


def test_what_one_agent_owes_is_never_sent_by_the_next(people_of_own_stack: People) -> None:
    people = people_of_own_stack
    people.stack.manage("manage.py", "shell", "-c", BOB)
    carla = people.customer("Who answers me?")
    ada = people.agent(opens="Who answers me?", script=loses('"type":"send"'))
    page = ada.page
    ada.types("Written by the first agent.")
    expect(ada.messages().last).to_have_attribute("data-mark", "waiting")
    elsewhere = ada.opens_tab()
    elsewhere.goto("/agent/")
    elsewhere.get_by_role("button", name="Sign out").click()
    expect(ada.banner()).to_contain_text("You've been signed out.")
    elsewhere.goto("/agent/")
    ada.signs_in(elsewhere, "bob")
    ada.is_live(elsewhere)
    for reason in ("focus", "online"):
        page.evaluate("(reason) => dispatchEvent(new Event(reason))", reason)
        expect(page.locator("body")).to_have_attribute("data-link", "signed-out")
    expect(ada.banner()).to_contain_text("You've been signed out.")
    expect(ada.messages().last).to_have_attribute("data-mark", "waiting")
    elsewhere.goto(page.url)
    ada.sees("Who answers me?", page=elsewhere)
    assert ada.shown(elsewhere) == ["Who answers me?"]
    page.get_by_role("button", name="Sign in", exact=True).click()
    ada.signs_in()
    carla.sees("Written by the first agent.")
    expect(carla.messages().last.locator(".message-author")).to_have_text("agent")


def test_who_leaves_a_conversation_in_mid_send_finds_nothing_of_it_in_the_next(people: People) -> None:
    carla = people.customer("Carla's secret.")
    chris = people.customer("Chris has a question.", name="Chris")
    ada = people.agent(opens="Carla's secret.")
    ada.page.evaluate(BUSY, 1_000)
    ada.types("For Carla alone.")
    ada.page.locator(".row-link").filter(has_text="Chris has a question.").click()
    ada.sees("Chris has a question.")
    carla.sees("For Carla alone.")
    assert ada.shown() == ["Chris has a question."]
    assert chris.shown() == ["Chris has a question."]


@pytest.mark.every_engine
def test_an_agent_who_signs_out_leaves_the_browsers_own_conversation_open(people: People) -> None:
    carla = people.customer("My own ticket.")
    desk = carla.opens_tab()
    desk.goto("/agent/")
    carla.signs_in(desk)
    carla.is_live(desk)
    carla.page.reload()  # so that the browser's agent is known to its socket
    carla.is_live()
    desk.get_by_role("button", name="Sign out").click()
    carla.types("Am I still here?")
    carla.has_sent("Am I still here?")
    carla.page.reload()
    carla.sees("My own ticket.", "Am I still here?")

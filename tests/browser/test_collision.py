"""Two agents at one conversation see each other, and neither answers over the other unasked."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.engines import expect
from tests.browser.people import NOWHERE, SIGNS_IN, People, Person
from tests.stack import PASSWORD

pytestmark = pytest.mark.browser

BOB = f"username='bob', password={PASSWORD!r}, first_name='Bob', is_staff=True"
MAKES_BOB = f"User.objects.filter(username='bob').exists() or User.objects.create_user({BOB})"


def bob(people: People, opens: str) -> Person:
    people.stack.manage(
        "manage.py", "shell", "-v", "0", "-c", f"from tickets.people.models import User; {MAKES_BOB}"
    )
    agent = people.comes(viewport={"width": 1440, "height": 900})
    agent.page.goto(NOWHERE)
    agent.page.evaluate(SIGNS_IN, ["bob", PASSWORD])
    agent.page.goto("/agent/")
    agent.is_live()
    agent.page.locator(".row-link").filter(has_text=opens).click()
    agent.sees(opens)
    return agent


def test_an_answer_given_meanwhile_is_a_question_and_no_word_is_lost(people: People) -> None:
    people.customer("Where is it?")
    ada, other = people.agent(opens="Where is it?"), bob(people, "Where is it?")
    faces = ada.page.locator(".ticket-head .face")
    expect(faces).to_have_text(["BBob looks at this"])
    expect(ada.page.locator(".row .face")).to_have_count(1)
    other.page.locator("#draft").press_sequentially("On its")
    expect(faces).to_have_text(["BBob is writing a reply"])
    ada.context.set_offline(True)
    other.types("On its way.")
    other.has_sent("On its way.")
    ada.types("I will have a look.")
    ada.context.set_offline(False)
    question = ada.page.locator(".message-failed")
    expect(question).to_contain_text("Bob has answered meanwhile. Send this anyway?")
    ada.sees("On its way.", "I will have a look.")
    results = Axe().run(ada.page)
    assert results.violations_count == 0, results.generate_report()
    question.get_by_role("button", name="Send anyway").click()
    ada.has_sent("I will have a look.")
    other.sees("On its way.", "I will have a look.")
    expect(ada.page.get_by_text("Read by Bob")).to_be_visible()

    ada.page.get_by_text("Internal note", exact=True).click()
    ada.page.locator("#draft").press_sequentially("Please, @BO")
    colleagues = ada.page.locator(".mention-place").get_by_role("option")
    expect(colleagues).to_have_text(["Bob@bob"])
    results = Axe().run(ada.page)
    assert results.violations_count == 0, results.generate_report()
    ada.page.keyboard.press("Enter")
    expect(colleagues).to_have_count(0)
    expect(ada.page.locator("#draft")).to_have_value("Please, @bob ")

"""A desk from which the feature status was taken away: nobody misses more than what it did."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.engines import expect
from tests.browser.people import People, ticket_of
from tests.deletion.house import built, without
from tests.stack import Stack

pytestmark = pytest.mark.browser

# The customer's first ticket was resolved in those days.
RESOLVED = """
from uuid import uuid4
from tickets.models import Event, Ticket
from tickets.people.models import User
ticket = Ticket.objects.get(public_id="{}")
by = {{"role": "agent", "agent": User.objects.get(username="agent"), "client_id": uuid4()}}
Event.objects.create(ticket=ticket, seq=2, public_seq=2, kind="status", body="resolved", **by)
Ticket.objects.filter(pk=ticket.pk).update(last_seq=2, last_public_seq=2, status="resolved")
"""


def complaints(page: Page) -> list[str]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_without_status_people_talk_as_ever(browser: Browser, tmp_path: Path) -> None:
    house = built(tmp_path / "house")
    stack = Stack(tmp_path, STATIC_ROOT=str(tmp_path / "static"))
    stack.code = house
    with without(["status"], house), stack, People(browser, stack) as people:
        carla = people.customer("It broke.")
        stack.manage("manage.py", "shell", "-v", "0", "-c", RESOLVED.format(ticket_of(carla)))
        ada = people.agent(opens="It broke.")
        said = complaints(ada.page), complaints(carla.page)
        carla.page.reload()
        for page in (ada.page, carla.page):
            expect(page.locator(".change").filter(has_text="resolved")).to_have_count(1)  # its plain `body`
        expect(ada.page.locator("[data-view]")).to_have_text(
            ["Unassigned 1", "Mine", "Open 1", "Snoozed", "Spam", "Merged"]
        )
        ada.page.get_by_role("button", name="Take it").click()
        expect(ada.page.get_by_text("You took this conversation")).to_be_visible()
        expect(ada.page.get_by_role("button", name="Resolve")).to_have_count(0)
        ada.types("Which part?")
        carla.sees("Which part?")
        carla.page.locator("#draft").press_sequentially("The")
        expect(ada.page.get_by_text("Carla is typing…")).to_be_visible()
        assert said == ([], [])

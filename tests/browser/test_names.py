"""Names are corrected in the admin: open pages show them at once, in old words too."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.people import People, ticket_of
from tests.stack import ROOT, Stack

pytestmark = pytest.mark.browser


def in_shell(stack: Stack, code: str) -> None:
    command = [sys.executable, "manage.py", "shell", "-c", code]
    subprocess.run(command, cwd=ROOT, env=os.environ | stack.variables, check=True, capture_output=True)


def test_open_pages_show_a_corrected_name_at_once(people_of_own_stack: People) -> None:
    people = people_of_own_stack
    carla = people.customer("Who are you?", name="Carl")
    ada = people.agent(opens="Who are you?")
    ada.page.get_by_role("button", name="Take it").click()
    ada.types("The agent.")
    carla.sees("The agent.")
    in_shell(
        people.stack,
        f"""if True:
        from tickets.people.models import User
        from tickets.models import Ticket
        contact = Ticket.objects.get(public_id={ticket_of(carla)!r}).contact
        contact.name, contact.email = "Carla Columna", "carla@example.com"
        contact.save()
        agent = User.objects.get(username="agent")
        agent.first_name, agent.last_name = "Ada", "Lovelace"
        agent.save()
        """,
    )
    expect(carla.messages().last.locator(".message-author")).to_have_text("Ada Lovelace")
    expect(carla.page.get_by_text("Ada Lovelace took this conversation")).to_be_visible()
    expect(carla.page.get_by_text("Ada Lovelace is here")).to_be_visible()
    expect(ada.messages().first.locator(".message-author")).to_have_text("Carla Columna")
    expect(ada.page.locator("[data-part=details-email]")).to_have_text("carla@example.com")
    expect(ada.page.get_by_label("Assigned to").locator("option:checked")).to_have_text("Ada Lovelace (you)")
    ada.types("Said later.")
    carla.sees("Said later.")
    assert ada.was_never_reloaded()
    ada.page.locator("#draft").fill("And under any name.")
    in_shell(
        people.stack,
        """if True:
        from tickets.people.models import User
        agent = User.objects.get(username="agent")
        agent.username = "lovelace"
        agent.save()
        """,
    )
    expect(ada.page.locator("body")).to_have_attribute("data-username", "lovelace")  # by itself
    expect(ada.page.locator("#draft")).to_have_value("And under any name.")
    ada.page.locator("#draft").press("Enter")
    carla.sees("And under any name.")
    expect(ada.page.get_by_label("Assigned to").locator("option:checked")).to_have_text("Ada Lovelace (you)")

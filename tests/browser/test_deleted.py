"""A superuser deletes a ticket: every open page hears of it, and nothing is owed to it."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.people import People, ticket_of
from tests.stack import ROOT, Stack

pytestmark = pytest.mark.browser

NO_LONGER = "This conversation is no longer there"


def is_deleted(stack: Stack, ticket: str) -> None:
    """From a shell: a door that knows nothing of open pages."""
    code = f"from tickets.models import Ticket; Ticket.objects.get(public_id={ticket!r}).delete()"
    command = [sys.executable, "manage.py", "shell", "-c", code]
    subprocess.run(command, cwd=ROOT, env=os.environ | stack.variables, check=True, capture_output=True)


# What the browser keeps for the server has failed, all of it.
NOTHING_OWED = """() => new Promise((done, refuse) => {
  const opening = indexedDB.open("holdfast");
  opening.onerror = refuse;
  opening.onsuccess = () => {
    const reading = opening.result.transaction("outbox").objectStore("outbox").getAll();
    const failed = () => reading.result.length > 0 && reading.result.every(({ state }) => state === "failed");
    reading.onsuccess = () => done(failed());
  };
})"""


def test_every_open_page_hears_of_it(people: People) -> None:
    carla = people.customer("Forget me, please.", name="Carla to delete")
    ada, bob = people.agent(opens="Forget me, please."), people.agent()
    row = bob.page.locator(".row").filter(has_text="Carla to delete")
    expect(row).to_be_visible()
    ticket, box = ada.page.locator(".ticket"), ada.page.locator(".composer textarea")
    expect(ticket).to_contain_text("Carla to delete")
    box.fill("Something about her that nobody is to read.")
    is_deleted(people.stack, ticket_of(carla))
    expect(row).to_be_hidden()
    expect(ada.page.get_by_role("heading", name=NO_LONGER)).to_be_visible()
    expect(ada.page.locator(".ticket button:visible, .ticket textarea:visible")).to_have_count(0)
    expect(box).to_have_value("")
    expect(ticket).not_to_contain_text("Carla to delete")
    expect(carla.page.get_by_role("heading", name=NO_LONGER)).to_be_visible()
    assert ada.was_never_reloaded()
    assert carla.was_never_reloaded()


def test_what_was_written_offline_is_owed_to_nobody(people: People) -> None:
    carla = people.customer("Delete this as well.", name="Carla offline")
    ada = people.agent(opens="Delete this as well.")
    for person in (carla, ada):
        person.context.set_offline(True)
        person.types("Nobody will read this.")
        expect(person.messages().last).to_have_attribute("data-mark", "waiting")
    is_deleted(people.stack, ticket_of(carla))
    for person in (carla, ada):
        person.context.set_offline(False)
        expect(person.page.get_by_role("heading", name=NO_LONGER)).to_be_visible()
        person.page.wait_for_function(NOTHING_OWED)
    ada.page.get_by_role("button", name="Delete").click()
    expect(ada.messages()).to_have_count(0)


def test_what_was_found_goes_with_it(people: People) -> None:
    carla = people.customer("The Quokkadale road is closed.", name="Carla found")
    dora = people.customer("So is Quokkadale itself.", name="Dora found")
    ada = people.agent()
    ada.page.get_by_role("searchbox", name="Find").fill("Quokkadale")
    hits = ada.page.locator(".found-hit")
    expect(hits).to_have_count(2)
    is_deleted(people.stack, ticket_of(carla))
    expect(hits).to_have_count(1)
    expect(hits).to_contain_text("So is Quokkadale")
    people.stack.manage("manage.py", "erase_person", ticket_of(dora), "--yes")
    expect(ada.page.locator(".found-said")).to_have_text("Nothing found")
    expect(ada.page.locator("html")).not_to_contain_text("Quokkadale")


def test_what_was_erased_is_nowhere_on_a_page_that_stays_open(people: People) -> None:
    """Not in what a screen reader was told last, either."""
    carla = people.customer("It went to Wombatina Street.", name="Carla to erase")
    ada = people.agent(opens="It went to Wombatina Street.")
    ada.types("Your Wombatina parcel left us.")
    spoken = carla.page.locator("[data-part=spoken]")
    expect(spoken).to_contain_text("Wombatina")
    carla.types("The Wombatina one, thank you.")
    expect(ada.page.locator("[data-part=spoken]")).to_contain_text("Wombatina")
    people.stack.manage("manage.py", "erase_person", ticket_of(carla), "--yes")
    for person in (carla, ada):
        expect(person.page.locator("html")).not_to_contain_text("Wombatina")

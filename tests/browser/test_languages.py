"""Each reads the desk and the log in their own language, and there is room for languages longer than
English."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.engines import expect
from tests.browser.people import DESKTOP, PHONE, People, Person
from tests.stack import PASSWORD

pytestmark = pytest.mark.browser

# A key that has no words is shown as it is.
KEY = re.compile(
    r"\b(?:desk|conversation|start|connections|people|presence|link|time|status|assignment)\.\w+"
)
# Each text of the page is 40 % longer, but for what somebody wrote.
LONGER = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const own = ".message-body, .row-name, .row-last, .row-subject, script, template, kbd, .u-wrap";
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const words = text.data.trim();
    if (words && !text.parentElement.closest(own)) text.data += "ŧ".repeat(Math.ceil(words.length * 0.4));
  }
}"""
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What reaches out of its own place, though nobody can scroll there, and is cut off by no ellipsis.
CUT = """() => [...document.querySelectorAll("button, a, h1, h2, p, dt, dd, label, .chip")].filter((one) => {
  const { left, right, width } = one.getBoundingClientRect();
  const seen = width > 1 && one.checkVisibility() && !one.closest(".visually-hidden, .skip-link, .views");
  return seen && (right > innerWidth + 1 || left < -1);
}).map((one) => one.outerHTML.slice(0, 120))"""


def in_german(people: People, says: str) -> Person:
    carla = people.comes(viewport=PHONE, locale="de-DE")
    carla.page.goto("/")
    carla.page.get_by_label("Ihre Nachricht").fill(says)
    carla.page.get_by_label("Ihr Name").fill("Carla")
    carla.page.get_by_role("button", name="Gespräch beginnen").click()
    carla.is_live()
    return carla


def agent_in_german(people: People, opens: str) -> Person:
    bo = people.comes(viewport=DESKTOP, locale="de-DE")
    bo.page.goto("/agent/")
    bo.page.get_by_label("Benutzername").fill("agent")
    bo.page.get_by_label("Passwort").fill(PASSWORD)
    bo.page.get_by_role("button", name="Anmelden").click()
    bo.is_live()
    bo.page.get_by_role("link", name="Offen").click()
    bo.page.locator(".row-link").filter(has_text=opens).click()
    bo.sees(opens)
    return bo


def changes(page: Page) -> list[str]:
    return [line.split(" · ")[0] for line in page.locator(".change").all_inner_texts()]


def test_each_reads_the_log_in_their_own_language(people: People) -> None:
    carla = in_german(people, "Mein Drucker druckt nicht.")
    ada = people.agent(opens="Mein Drucker druckt nicht.")
    ada.page.get_by_role("button", name="Take it").click()
    ada.types("Is it switched on?")
    carla.sees("Is it switched on?")
    ada.page.get_by_role("button", name="Resolve").click()
    notice = "Dieses Gespräch ist gelöst. Schreiben Sie, um es wieder zu öffnen."
    expect(carla.page.get_by_text(notice)).to_be_visible()
    carla.types("Ja, natürlich.")
    ada.sees("Ja, natürlich.")
    expect(carla.page.locator(".change")).to_have_count(3)
    name = ada.page.locator(".sidebar-me").inner_text().splitlines()[-1]
    assert changes(carla.page) == [
        f"{name} hat dieses Gespräch übernommen",
        f"{name} hat dieses Gespräch gelöst",
        "Sie haben dieses Gespräch wieder geöffnet",
    ]
    assert changes(ada.page) == [
        "You took this conversation",
        "You resolved this conversation",
        "Carla reopened this conversation",
    ]
    expect(carla.page.locator("html")).to_have_attribute("lang", "de")
    expect(ada.page.locator("html")).to_have_attribute("lang", "en")
    bo = agent_in_german(people, opens="Ja, natürlich.")
    assert changes(bo.page)[0] == "Sie haben dieses Gespräch übernommen"
    paper(carla, "Carla hat dieses Gespräch wieder geöffnet")


def paper(person: Person, words: str) -> None:
    person.page.get_by_role("link", name="Dieses Gespräch drucken").click()
    expect(person.page.get_by_text(words)).to_be_visible()


def test_what_is_done_and_what_is_refused_is_told_in_one_s_own_language(people: People) -> None:
    carla = people.customer("Can you cancel it?")
    bo = agent_in_german(people, opens="Can you cancel it?")
    bo.context.set_offline(True)
    carla.types("Wait, don't!")
    carla.has_sent("Wait, don't!")
    bo.page.get_by_role("button", name="Lösen").click()
    expect(bo.page.locator("[data-part=link-words]")).to_contain_text("Sie sind offline.")
    bo.context.set_offline(False)
    expect(bo.page.get_by_text("Es bleibt offen: Carla hat etwas geschrieben")).to_be_visible()


def test_in_german_no_page_shows_a_key(people: People) -> None:
    carla = in_german(people, "Zeigen Sie mir alles.")
    bo = agent_in_german(people, opens="Zeigen Sie mir alles.")
    for page in (carla.page, bo.page):
        assert not KEY.search(page.locator("body").inner_text())
    bo.page.goto("/agent/connections/")
    expect(bo.page.locator(".process").filter(has_text="führt")).to_be_visible()
    expect(bo.page.locator("[data-part=verdict]")).to_have_text("Alles in Ordnung")
    assert not KEY.search(bo.page.locator("body").inner_text())


def test_words_that_are_two_fifths_longer_have_room_at_the_desk_on_a_phone(people: People) -> None:
    people.customer("How long may words be?")
    ada = people.agent()
    ada.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    row = ada.page.locator(".row-link").filter(has_text="How long may words be?")
    expect(row).to_be_visible()
    has_room(ada.page)
    row.click()
    ada.sees("How long may words be?")
    has_room(ada.page)


def has_room(page: Page) -> None:
    page.evaluate(LONGER)
    assert page.evaluate(OVER) <= 0
    assert page.evaluate(CUT) == []

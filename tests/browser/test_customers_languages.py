"""A customer's pages in other languages: there is room for longer words on a phone, and a language that is
written from the right has its pages mirrored."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Locator, Page

from tests.browser.engines import expect
from tests.browser.people import PHONE, People, Person
from tests.browser.pseudo import speaks_longer
from tests.browser.shop import Shop, is_live, opens, visits, writes_first

pytestmark = [
    pytest.mark.browser,
    pytest.mark.not_in("webkit", reason="its driver sees no frames and changes no answers"),
]
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What reaches out of the window, or is cut off by its own box; but what is read aloud alone.
CUT = """() => [...document.querySelectorAll("button, a, h1, p, label, .chip, .change")].filter((one) => {
  const { left, right, width } = one.getBoundingClientRect();
  const named = one.closest(".visually-hidden, .chat-title, .brand, .files-tray");
  if (width <= 1 || !one.checkVisibility() || named) return false;
  const hidden = getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
  return hidden || right > innerWidth + 1 || left < -1;
}).map((one) => one.outerHTML.slice(0, 120))"""
# Targets below 24 pixels (WCAG 2.5.8), but links within a text.
SMALL = """() => [...document.querySelectorAll("button, a[href], input, textarea, select")].filter((one) => {
  const { width, height } = one.getBoundingClientRect();
  const hidden = !one.checkVisibility() || one.closest(".visually-hidden") || one.type === "file";
  return !hidden && !one.matches("p a, .link-button") && (width < 24 || height < 24);
}).map((one) => one.outerHTML.slice(0, 120))"""


def has_room(page: Page | Frame) -> None:
    assert page.evaluate(OVER) <= 0
    assert page.evaluate(CUT) == []
    assert page.evaluate(SMALL) == []


def writes(person: Person, says: str) -> None:
    """On the start page, in whatever language it is."""
    person.page.locator("#body").fill(says)
    person.page.locator("#name").fill("Carla B.")
    person.page.locator("[data-part=submit]").click()
    person.is_live()


def test_words_that_are_two_fifths_longer_have_room_on_a_phone(people: People) -> None:
    carla = people.comes(viewport=PHONE)
    speaks_longer(carla.context)
    page = carla.page
    page.goto("/")
    page.locator("[data-part=submit]").click()  # nothing is filled in
    expect(page.locator("#body-error")).to_contain_text("Writeŧŧ aŧ fewŧŧ")
    has_room(page)
    writes(carla, "How long may words be?")
    ada = people.agent(opens="How long may words be?")
    ada.types("As long as they like.")
    ada.page.get_by_role("button", name="Resolve").click()
    expect(page.locator(".change").filter(has_text="resolvedŧŧŧŧ")).to_be_visible()
    has_room(page)
    carla.context.set_offline(True)
    expect(carla.banner()).to_contain_text("offlineŧŧŧ")
    has_room(page)
    carla.context.set_offline(False)
    page.goto(f"{page.url.split('#')[0]}print/")
    has_room(page)
    page.goto("/t/00000000000000000000000000000000/")
    expect(page.locator("[data-part=expired-title]")).to_contain_text("Thisŧŧ linkŧŧ")
    has_room(page)


def test_a_language_from_the_right_has_its_pages_mirrored(people: People) -> None:
    carla = people.comes(viewport=PHONE, locale="ar")
    page = carla.page
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    no_faults(page)
    writes(carla, "طلبي 4711 لم يصل بعد.")
    ada = people.agent(opens="4711")
    ada.types("Hello (again)!")
    carla.sees("Hello (again)!")
    own, theirs = page.locator(".message-body").all()
    assert at(own) < at(theirs)
    assert at(page.locator("[data-part=composer] [type=submit]")) < at(page.locator("#draft"))
    no_faults(page)
    has_room(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    no_faults(page)
    with Shop(people.stack, more=' data-lang="ar"') as shop:
        visits(page, shop)
        frame = opens(page)
        writes_first(frame, "من المتجر")
        expect(frame.locator("html")).to_have_attribute("dir", "rtl")
        is_live(frame)
        assert at(frame.locator(".widget-close")) < at(frame.locator(".chat-title"))
        no_faults(frame)
        has_room(frame)


def at(part: Locator) -> float:
    """Pixels from the left."""
    box = part.bounding_box()
    assert box is not None
    return box["x"]


def no_faults(page: Page | Frame) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()

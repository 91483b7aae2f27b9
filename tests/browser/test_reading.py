"""Reading other than by a screen of the usual size: no emptiness below, low windows, big targets,
paper, and what a screen reader is told."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.long_ticket import grow
from tests.browser.people import DESKTOP, PHONE, People, Person, ticket_of

pytestmark = pytest.mark.browser

LONG = "Wolfeschlegelsteinhausenbergerdorff" * 2
CROWD = """
from uuid import uuid4
from tickets.conversation import ledger
for n in range(30):
    ledger.open_ticket(ledger.Opening(uuid4(), f"{{n}} {name}"[:80], f"{{n}} " + "{name}" * 3))
"""


def crowd(people: People) -> None:
    people.stack.manage("manage.py", "shell", "-c", CROWD.format(name=LONG))


def desk(people: People) -> Person:
    ada = people.agent()
    expect(ada.page.locator(".row").nth(29)).to_be_attached()
    return ada


def long_chat(people: People) -> Person:
    carla = people.customer("The first of four hundred.")
    grow(people.stack, ticket_of(carla), 400)
    carla.page.reload()
    carla.sees("No. 400 of a long story.")
    return carla


def open_ticket(people: People) -> Person:
    carla = people.customer("Open me at length.")
    grow(people.stack, ticket_of(carla), 120)
    ada = people.agent()
    ada.page.goto(f"/agent/{ticket_of(carla)}/")
    ada.sees("No. 120 of a long story.")
    return ada


def start(people: People) -> Person:
    person = people.comes()
    person.page.goto("/")
    return person


def connections(people: People) -> Person:
    ada = people.agent()
    ada.page.goto("/agent/connections/")
    expect(ada.page.locator(".process").first).to_be_visible()
    return ada


# How much further the page goes than what is on it, and than the window.
EMPTINESS = """() => {
    const { scrollHeight, scrollWidth } = document.scrollingElement;
    const bottom = (one) => one.getBoundingClientRect().bottom + scrollY;
    const lowest = Math.max(...[...document.querySelectorAll('main, .start, .desk')].map(bottom));
    const beyond = scrollHeight - Math.max(innerHeight, Math.ceil(lowest));
    return { beyond, wide: scrollWidth - innerWidth, over: scrollHeight - innerHeight };
}"""


@pytest.mark.parametrize(
    "visit", [desk, long_chat, open_ticket, connections, start], ids=lambda v: v.__name__
)
def test_no_page_goes_on_into_emptiness_or_aside(people: People, visit: Callable[[People], Person]) -> None:
    if visit is desk:
        crowd(people)
    page = visit(people).page
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found = page.evaluate(EMPTINESS)
        assert found["beyond"] <= 0, f"{size}: {found}"
        assert found["wide"] <= 0, f"{size}: {found}"
        if visit is not start:  # a form may be longer than a phone
            assert found["over"] <= 0, f"{size}: {found}"


# Rows of which something stands out of the list.
OUTSIDE = """rows => rows.filter((row) => {
    const { right } = row.closest('.rows').getBoundingClientRect();
    const parts = [row, ...row.querySelectorAll('*:not(.visually-hidden)')];
    return parts.some((one) => one.getBoundingClientRect().right > right + 1);
}).length"""
# What is too small for a finger; a link in a message is as large as its words.
SMALL = """() => [...document.querySelectorAll(
    'a, button, input:not([type=hidden], .visually-hidden), select, textarea, label:has(.visually-hidden)')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => !one.matches('.skip-link, .message-body a'))
    .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 0 && Math.min(height, width) < 43.5)
    .map(([html, { width, height }]) => `${html} ${width}x${height}`)"""


def test_long_names_stay_in_their_row_and_fingers_find_everything(people: People) -> None:
    crowd(people)
    for visit in (desk, open_ticket, long_chat, start, connections):
        page = visit(people).page
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        assert page.evaluate(SMALL) == [], visit.__name__
        small = "all => all.filter((one) => parseFloat(getComputedStyle(one).fontSize) < 16).length"
        assert (
            page.locator(
                "input:visible:not(.visually-hidden), select:visible, textarea:visible"
            ).evaluate_all(small)
            == 0
        )
        if visit is desk:
            expect(page.locator(".row").filter(has_text="not here")).to_have_count(0)
            assert page.locator(".row").evaluate_all(OUTSIDE) == 0
            assert page.locator("[aria-current='']").count() == 0, "a row that isn't open says so"
            tabs = page.locator(".views a").evaluate_all("all => all.map((one) => one.scrollHeight)")
            assert len(set(tabs)) == 1, "a tab breaks inside its word"
            page.set_viewport_size({"width": 320, "height": 256})
            title = page.locator(".queue-head h2")
            lines = "one => one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight)"
            assert title.evaluate(lines) < 1.5, "so does the list's title"


@pytest.mark.parametrize("visit", [long_chat, open_ticket], ids=lambda v: v.__name__)
def test_at_four_hundred_percent_there_are_lines_to_read(
    people: People, visit: Callable[[People], Person]
) -> None:
    page = visit(people).page
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.locator(".log").evaluate("log => log.clientHeight") >= 100
    page.locator("#draft").scroll_into_view_if_needed()
    expect(page.locator("#draft")).to_be_in_viewport()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def printed(page: Page) -> list[dict[str, Any]]:
    page.emulate_media(media="print")
    found: list[dict[str, Any]] = page.locator(".message").evaluate_all(
        """all => all.filter((one) => one.checkVisibility()).map((one) => ({
            name: one.querySelector('.message-author').getBoundingClientRect().width > 20,
            time: one.querySelector('time').getBoundingClientRect().width > 20,
            bottom: one.getBoundingClientRect().bottom + scrollY }))"""
    )
    return found


def test_paper_has_the_whole_conversation_with_names_and_times(people: People) -> None:
    carla = long_chat(people)
    lines = printed(carla.page)
    assert len(lines) == 400
    assert all(line["name"] and line["time"] for line in lines)
    height = carla.page.evaluate("document.scrollingElement.scrollHeight")
    assert lines[-1]["bottom"] <= height > 5_000
    carla.page.emulate_media(media="screen")
    carla.page.get_by_role("link", name="Print this conversation").click()
    expect(carla.page.locator(".paper-line")).to_have_count(400)
    expect(carla.page.locator("time").first).not_to_have_text(re.compile("UTC"))


def test_a_note_is_printed_on_purpose_only(people: People) -> None:
    people.customer("Print me, but not the note.")
    ada = people.agent(opens="Print me, but not the note.")
    ada.page.get_by_text("Internal note", exact=True).click()
    ada.types("For the team alone.")
    ada.sees("For the team alone.")
    assert len(printed(ada.page)) == 1
    ada.page.emulate_media(media="screen")
    ada.page.get_by_role("link", name="Print this conversation").click()
    expect(ada.page.get_by_text("Print me, but not the note.").first).to_be_visible()
    expect(ada.page.get_by_text("For the team alone.")).to_have_count(0)
    ada.page.get_by_role("link", name="With internal notes").click()
    expect(ada.page.get_by_text("For the team alone.")).to_be_visible()


# Whatever changes in a live region from now on, as it stands then.
SPOKEN = """() => {
    window.spoken = [];
    const element = (node) => (node.nodeType === 1 ? node : node.parentElement);
    const place = (node) => element(node)?.closest('[aria-live], [role=status], [role=alert], [role=log]');
    // A slow line is said aloud, too.
    const ofLink = (region) => region.matches('.late, [data-part=link-banner]');
    const heard = (region) => region && region.getAttribute('aria-live') !== 'off' && !ofLink(region);
    const hear = (region) => heard(region) && window.spoken.push(region.textContent.trim());
    new MutationObserver((changes) => changes.forEach(({ target }) => hear(place(target))))
        .observe(document.documentElement, { subtree: true, childList: true, characterData: true });
}"""


def test_only_new_messages_are_spoken(people: People) -> None:
    carla = long_chat(people)
    carla.page.evaluate(SPOKEN)
    ada = people.agent()
    ada.page.goto(f"/agent/{ticket_of(carla)}/")
    ada.sees("No. 400 of a long story.")
    ada.page.evaluate(SPOKEN)
    carla.types("Read me out.")
    carla.has_sent("Read me out.")
    ada.types("As you wish.")
    carla.sees("As you wish.")
    expect(carla.messages().filter(has_text="Read me out.")).to_have_attribute("data-mark", "read")
    assert set(carla.page.evaluate("window.spoken")) - {""} == {"agent: As you wish."}
    assert set(ada.page.evaluate("window.spoken")) - {""} == {"Carla: Read me out."}
    own = carla.messages().filter(has_text="Read me out.")
    expect(own.locator(".message-author")).to_have_text("You")
    told = "all => all.filter((one) => one.checkVisibility() && one.textContent).length"
    assert carla.page.locator(".message time").evaluate_all(told) == carla.messages().count()


def test_typing_away_after_a_click_does_nothing_and_a_key_can_be_undone(people: People) -> None:
    carla = people.customer("Type away here.")
    ada = people.agent(opens="Type away here.")
    expect(ada.page.locator("#ticket-title")).to_be_focused()
    ada.page.keyboard.type("here we are, never mind")
    expect(ada.page.locator("#draft")).to_have_value("")
    ada.page.keyboard.press("Tab")
    ada.page.keyboard.press("e")
    undo = ada.page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    expect(carla.page.get_by_text("resolved this conversation")).to_be_visible()
    expect(carla.page.locator(".change")).to_have_count(1)  # by that key alone
    undo.click()
    expect(carla.page.get_by_text("agent reopened this conversation")).to_be_visible()
    expect(ada.page.get_by_text("You reopened this conversation")).to_be_visible()
    expect(undo).to_be_hidden()
    ada.page.locator("#ticket-title").focus()
    ada.page.keyboard.press("Tab")
    cyrillic = "new KeyboardEvent('keydown', { key: 'к', code: 'KeyR', bubbles: true })"
    ada.page.evaluate(f"document.activeElement.dispatchEvent({cyrillic})")
    expect(ada.page.locator("#draft")).to_be_focused()


def test_what_the_server_refuses_is_told_at_its_field(people: People) -> None:
    person = start(people)
    page = person.page
    page.get_by_label("Your message").fill("    indented = True\n")
    page.get_by_label("Your name").fill("Carla")
    page.get_by_label("E-mail").fill("me@nowhere")  # enough for a browser
    page.get_by_role("button", name="Start the conversation").click()
    expect(page.get_by_label("E-mail")).to_be_focused()
    expect(page.locator("#email-error")).to_contain_text("check it")
    expect(page.locator("body")).not_to_contain_text("`")
    page.get_by_label("E-mail").fill("")
    page.get_by_role("button", name="Start the conversation").click()
    person.is_live()
    assert person.shown() == ["    indented = True"]

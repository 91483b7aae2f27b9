"""The chat in somebody else's website: at another address, under a policy as strict as one has."""

import re
import time
from collections.abc import Iterator
from typing import Any, Literal

import jwt
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame

from tests.browser.engines import expect
from tests.browser.people import People, Person
from tests.browser.shop import Shop, has, is_live, opens, put, says, there_again, visits, writes_first

pytestmark = [
    pytest.mark.browser,
    pytest.mark.not_in("webkit", reason="its driver hears nothing of frames and requests"),
]


@pytest.fixture
def shop(people: People) -> Iterator[Shop]:
    with Shop(people.stack) as shop:
        yield shop


@pytest.mark.every_engine
def test_who_loses_the_line_and_reloads_loses_no_word(people: People) -> None:
    network = people.network()
    with Shop(people.stack, desk=network.origin) as shop:
        page = people.comes().page
        visits(page, shop)
        frame = opens(page)
        writes_first(frame, "The shop lost my parcel.")
        ada = people.agent(opens="The shop lost my parcel.")
        with network.out():
            says(frame, "Said while the line was gone.")
            expect(frame.locator(".message")).to_have_count(2)
            put(frame, "#draft", "Half a tho")
            expect(frame.locator("[data-part=link-banner] p")).to_be_visible()
        frame = there_again(page)
        has(frame, "Said while the line was gone.")
        expect(frame.locator("#draft")).to_have_value("Half a tho")
        ada.sees("Said while the line was gone.")
        assert ada.shown() == ["The shop lost my parcel.", "Said while the line was gone."]


def test_a_foreign_website_is_refused(people: People) -> None:
    with Shop(people.stack, known=False) as shop:
        page = people.comes().page
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        visits(page, shop)
        frame = opens(page)
        page.wait_for_timeout(500)
        assert "Your message" not in frame.content()
        assert any("frame-ancestors" in words for words in said), said


def test_nothing_is_loaded_before_it_is_opened_and_then_once(people: People, shop: Shop) -> None:
    person = people.comes()
    page, asked, sockets = person.page, [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: sockets.append(socket.url))
    visits(page, shop)
    page.wait_for_load_state()
    ours = [url for url in asked if url.startswith(people.stack.origin)]
    assert ours == [f"{people.stack.origin}/widget.js"]
    frame = opens(page)
    writes_first(frame, "One socket is enough.")
    page.evaluate("""async () => {
      for (let i = 0; i < 100; i++) {
        document.body.replaceWith(document.createElement("body"));
        history.pushState(null, "", `/page/${i}`);
        await new Promise((done) => setTimeout(done));
      }
    }""")
    says(frame, "Still here.")
    has(frame, "Still here.")
    assert len(sockets) == 1
    assert len([one for one in page.frames if "/w/" in one.url]) == 1


def test_an_answer_is_counted_while_it_is_closed_and_focus_comes_back(people: People, shop: Shop) -> None:
    page = people.comes().page
    visits(page, shop)
    page.evaluate("Holdfast.on('unread', (n) => (window.unread = n))")
    frame = opens(page)
    writes_first(frame, "Call me.")
    page.evaluate("Holdfast.on('close', () => (window.left = true))")
    expect(frame.locator("#draft")).to_be_focused()
    page.keyboard.press("Escape")
    page.wait_for_function("() => window.left")
    assert page.evaluate("document.activeElement.localName") == "holdfast-chat"
    ada = people.agent(opens="Call me.")
    ada.types("We do.")
    page.wait_for_function("() => window.unread === 1")
    page.keyboard.press("Enter")
    expect(frame.locator("#draft")).to_be_focused()
    page.wait_for_function("() => window.unread === 0")


def signed(shop: Shop, **claims: Any) -> str:
    now = int(time.time())
    return jwt.encode({"sub": "7", "iat": now, "exp": now + 600, "name": "Carla C."} | claims, shop.secret)


def test_a_verified_visitor_finds_it_on_any_device_and_a_forged_one_nothing(
    people: People, shop: Shop
) -> None:
    def comes(identity: str) -> tuple[Person, Frame]:
        person = people.comes()
        visits(person.page, shop)
        person.page.evaluate("Holdfast.on('error', ({code}) => (window.refused = code))")
        person.page.evaluate("(identity) => Holdfast.identify(identity)", identity)
        return person, opens(person.page)

    _, frame = comes(signed(shop))
    frame.get_by_label("Your message").fill("Who am I?")
    expect(frame.get_by_label("Your name")).to_be_hidden()
    frame.get_by_role("button", name="Start the conversation").click()
    is_live(frame)
    _, elsewhere = comes(signed(shop))
    has(elsewhere, "Who am I?")
    mallory, nowhere = comes(signed(shop) + "x")
    mallory.page.wait_for_function("() => window.refused === 'forbidden'")
    expect(nowhere.get_by_text("could not say who you are")).to_be_visible()
    expect(nowhere.get_by_label("Your message")).to_be_hidden()
    ada = people.agent(opens="Who am I?")
    expect(ada.page.get_by_text("Shop · verified by the site")).to_be_visible()


def test_a_picture_is_shown_by_the_token(people: People, shop: Shop) -> None:
    page = people.comes().page
    visits(page, shop)
    frame = opens(page)
    writes_first(frame, "Here is a picture.")
    frame.locator("[data-files=picker]").set_input_files("docs/images/start-phone.png")
    frame.locator("[data-part=composer] [type=submit]").click()
    expect(frame.locator("button.file-picture")).to_be_visible()
    expect(frame.locator(".file[data-state=ready]")).to_have_count(1)
    frame = there_again(page)
    frame.wait_for_function("() => document.querySelector('.file-picture img')?.naturalWidth > 0")
    expect(frame.locator(".file-picture img")).to_have_attribute("src", re.compile("^blob:"))


def test_axe_finds_nothing_in_launcher_and_frame(people: People, shop: Shop) -> None:
    opened = "const own = Element.prototype.attachShadow; Element.prototype.attachShadow = function () {"
    page = people.comes(script=opened + " return own.call(this, { mode: 'open' }); };").page
    visits(page, shop)
    frame = opens(page)
    expect(frame.get_by_label("Your message")).to_be_visible()
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for place in (page, frame):
            found = Axe().run(place)
            assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"
    writes_first(frame, "For everyone?")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = Axe().run(frame)
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"

"""Every page, in both schemes and both widths: nothing that axe objects to, nothing in the console."""

import itertools
from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.engines import expect
from tests.browser.people import DESKTOP, PHONE, People, Person, gives_up

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
numbers = itertools.count(1)


def start(people: People) -> Person:
    person = people.comes()
    person.page.goto("/")
    return person


def chat(people: People) -> Person:
    return people.customer("Is this page for everyone?")


def expired(people: People) -> Person:
    person = people.comes()
    person.page.goto("/t/00000000000000000000000000000000/")
    expect(person.page.get_by_text("This link no longer opens a conversation")).to_be_visible()
    return person


def sign_in(people: People) -> Person:
    person = people.comes()
    person.page.goto("/agent/")
    return person


def queue(people: People) -> Person:
    people.customer("A row of the queue.")
    return people.agent()


def ticket(people: People) -> Person:
    words = f"Row {next(numbers)} to open."
    people.customer(words)
    ada = people.agent(opens=words)
    ada.page.get_by_text("Internal note", exact=True).click()
    ada.types("A note beside it.")
    ada.sees("A note beside it.")
    return ada


def help(people: People) -> Person:  # noqa: A001
    ada = people.agent()
    ada.page.keyboard.press("?")
    expect(ada.page.get_by_role("dialog")).to_be_visible()
    return ada


def connections(people: People) -> Person:
    ada = people.agent()
    gives_up(people.stack, "OSError: the mail server is away")
    ada.page.goto("/agent/connections/")
    expect(ada.page.locator(".process").filter(has_text="leading")).to_be_visible()
    expect(ada.page.get_by_role("button", name="Again").first).to_be_visible()
    return ada


def paper(people: People) -> Person:
    carla = people.customer("To be printed.")
    carla.page.get_by_role("link", name="Print this conversation").click()
    expect(carla.page.get_by_role("button", name="Print")).to_be_visible()
    return carla


def missing(people: People) -> Person:
    person = people.comes()
    person.page.goto("/nowhere/")
    return person


PAGES = [start, chat, expired, sign_in, queue, ticket, help, connections, paper, missing]


# A scheme is colours, and nothing else: in the dark axe looks at these.
LOOKED_AT: dict[Scheme, dict[str, Any]] = {
    "light": {"resultTypes": ["violations"]},
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]},
}


@pytest.mark.not_in("webkit", reason="its driver can't make it dark")
@pytest.mark.parametrize("visit", PAGES, ids=lambda visit: visit.__name__)
def test_axe_finds_nothing(people: People, visit: Callable[[People], Person]) -> None:
    page = visit(people).page
    for scheme, options in LOOKED_AT.items():
        for size in (PHONE, DESKTOP):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size(size)  # type: ignore[arg-type]
            found = Axe().run(page, options=options)
            assert found.violations_count == 0, f"{scheme} {size}: {found.generate_report()}"


def test_no_page_is_wider_than_a_phone(people: People) -> None:
    for visit in PAGES:
        page = visit(people).page
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, visit.__name__


# What a style says of a state, once the state has changed: engines differ in what they notice.
COLOUR = "getComputedStyle(document.querySelector('.composer-kinds label:nth-of-type({})')).backgroundColor"


@pytest.mark.every_engine
def test_what_is_chosen_looks_chosen(people: People) -> None:
    people.customer("Choose me.")
    ada = people.agent()
    expect(ada.page.get_by_text("Choose a conversation.")).to_be_visible()
    ada.page.locator(".row-link").filter(has_text="Choose me.").click()
    ada.sees("Choose me.")
    expect(ada.page.get_by_text("Choose a conversation.")).to_be_hidden()
    reply, note = (ada.page.evaluate(COLOUR.format(n)) for n in (1, 2))
    assert reply != note
    ada.page.get_by_text("Internal note", exact=True).click()
    ada.page.wait_for_function(f"{COLOUR.format(1)} === '{note}' && {COLOUR.format(2)} !== '{note}'")


@pytest.mark.every_engine
def test_on_a_phone_details_lie_over_the_conversation(people: People) -> None:
    page = ticket(people).page
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.get_by_role("button", name="Details").click()
    for inside in ("details-email", "details-here", "composer"):
        expect(page.locator(f"[data-part={inside}]")).to_be_in_viewport(ratio=0.9)


@pytest.mark.every_engine
def test_on_a_laptop_details_stand_beside_the_conversation(people: People) -> None:
    page = ticket(people).page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="Details").click()
    expect(page.locator("[data-part=details-email]")).to_be_in_viewport()
    page.locator("textarea:visible").fill("With you in sight.")
    page.locator("[data-part=composer] [type=submit]").click()
    expect(page.locator("[data-part=composer]")).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("With you in sight.").last).to_be_in_viewport()


@pytest.mark.not_in("webkit", reason="its driver doesn't tell what the console says")
def test_the_browser_has_nothing_to_complain_about(people: People) -> None:
    person = people.comes()
    complaints: list[str] = []
    person.page.on("console", lambda message: complaints.append(message.text))
    person.page.on("pageerror", lambda error: complaints.append(str(error)))
    person.page.goto("/")
    person.page.get_by_label("Your message").fill("Any complaints?")
    person.page.get_by_label("Your name").fill("Carla")
    person.page.get_by_role("button", name="Start the conversation").click()
    person.is_live()
    person.types("None here.")
    person.has_sent("None here.")
    assert complaints == []


@pytest.mark.not_in("webkit", reason="its driver tells of no calls")
@pytest.mark.parametrize("visit", [start, chat, queue], ids=lambda visit: visit.__name__)
def test_a_page_names_its_scripts_and_each_is_fetched_once(
    people: People, visit: Callable[[People], Person]
) -> None:
    person = visit(people)
    fetched: list[str] = []
    page = person.opens_tab()
    page.on("request", lambda request: fetched.append(request.url.removeprefix(people.stack.origin)))
    page.route_web_socket("**", lambda _: None)  # a page that lives fetches what it may come to need
    page.goto(person.page.url)
    addresses = "all => all.map((one) => one.getAttribute('href') ?? one.getAttribute('src'))"
    scripts = sorted(url for url in fetched if url.endswith(".js"))
    named = page.locator("link[rel=modulepreload], script[src]")
    assert scripts == sorted(named.evaluate_all(addresses))
    assert 3 <= len(scripts) <= 10, "one script, the page's words, and what these share with what comes later"

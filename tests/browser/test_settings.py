"""The settings area, walked by who may configure: each page does what it says, in both schemes and widths."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.engines import expect
from tests.browser.people import DESKTOP, PHONE, People, Person

pytestmark = pytest.mark.browser


def is_fine(page: Page) -> None:
    for scheme, size in (("light", DESKTOP), ("dark", PHONE)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found = Axe().run(page)
        assert found.violations_count == 0, f"{page.url} {scheme}: {found.generate_report()}"
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is wider than a phone"


def to(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Settings").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


KEPT_BY_THE_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def has_a_passkey(ada: Person) -> None:
    """Made, signed in by, and missed where there is none. Browsers have them at a name alone."""
    page, here = ada.page, ada.stack.origin.replace("127.0.0.1", "localhost")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    kept = device.send("WebAuthn.addVirtualAuthenticator", {"options": KEPT_BY_THE_DEVICE})
    page.goto(f"{here}/accounts/login/?next=/accounts/profile/")
    ada.signs_in()
    page.get_by_role("link", name="Make a passkey").click()
    page.get_by_label("Name").fill("Laptop")
    is_fine(page)
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("link", name="I have them").click()
    expect(page.get_by_text("Passkey Laptop")).to_be_visible()
    is_fine(page)
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    ada.is_live()
    page.get_by_role("button", name="Sign out", exact=True).click()
    device.send("WebAuthn.clearCredentials", {"authenticatorId": kept["authenticatorId"]})
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("A passkey opens the one address at which it was made.")).to_be_visible()
    is_fine(page)


def test_an_administrator_sets_up_the_desk(people_of_own_stack: People) -> None:
    ada = people_of_own_stack.agent()
    page = ada.page
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Change Support").click()
    page.get_by_label("Greeting").fill("Ahoy!")
    page.get_by_label("Accent").fill("#1a4fd6")
    expect(page.get_by_role("heading", name="How it looks")).to_be_visible()
    preview = page.frames[1]  # in a closed root, where no locator finds it
    expect(preview.get_by_role("heading", name="Ahoy!")).to_be_visible()
    expect(preview.locator("link[href='/accent/1a4fd6.css']")).to_have_count(1)
    page.get_by_label("Accent").fill("#ffdd00")
    expect(page.get_by_text("This is too light to be read.")).to_be_visible()
    page.get_by_label("Accent").fill("#1a4fd6")
    expect(page.get_by_text("This is too light to be read.")).to_be_hidden()
    is_fine(page)
    page.get_by_label("Greeting").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(page.get_by_label("Line", exact=True)).to_have_value(re.compile('data-site="'))

    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert "widget.js" in page.evaluate("navigator.clipboard.readText()")

    to(page, "Opening hours")
    page.get_by_role("link", name="Add hours").click()
    page.get_by_label("Time zone").fill("Europe/Berlin")
    page.get_by_label("Monday").fill("09:00-12:00, 13:30-18:00")
    page.get_by_label("A country's holidays").fill("DE")
    page.get_by_role("button", name="Fill in").click()
    expect(page.get_by_label("Dates")).to_have_value(re.compile("Christmas Day"))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    is_fine(page)
    to(page, "Opening hours")
    expect(page.get_by_text("Customers see")).to_be_visible()

    to(page, "Questions before the chat")
    page.get_by_role("link", name="Add a question").click()
    page.get_by_label("Question", exact=True).fill("Order number")
    page.get_by_label("Name").fill("order")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Order number").first).to_be_visible()
    page.get_by_text("As customers see it").click()
    is_fine(page)

    to(page, "API tokens")
    page.get_by_label("Name").fill("Shipping")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_label("Token", exact=True)).to_have_value(re.compile("hf_"))
    is_fine(page)
    to(page, "Webhooks")
    is_fine(page)

    to(page, "Privacy")
    is_fine(page)
    page.get_by_role("link", name="Change", exact=True).click()
    page.get_by_role("spinbutton").fill("365")
    page.get_by_role("button", name="What would go?").click()
    expect(page.get_by_text("Nothing would be erased by now.")).to_be_visible()
    is_fine(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()

    to(page, "Signing in")
    page.get_by_role("link", name="Roles and teams by the issuer").click()
    page.get_by_label("Value").first.fill("desk-admins")
    page.get_by_label("Value").first.press("Tab")
    page.keyboard.press("ArrowDown")
    page.get_by_label("Value").first.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(page.get_by_label("Role", exact=True).first).to_have_value("light")
    is_fine(page)
    page.get_by_role("link", name="Back to signing in").click()
    expect(page.get_by_text("1 value of the claim groups gives roles or teams.")).to_be_visible()
    page.get_by_role("button", name="Ask everybody").click()
    expect(page.get_by_text("everybody here signs in with a second factor")).to_be_visible()
    is_fine(page)
    has_a_passkey(people_of_own_stack.comes())

    customer = people_of_own_stack.comes()
    customer.page.goto("/")
    expect(customer.page.get_by_role("heading", name="Ahoy!")).to_be_visible()
    expect(customer.page.get_by_label("Order number")).to_be_visible()

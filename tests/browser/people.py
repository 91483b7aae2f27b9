"""Carla and Ada in front of a real browser: they see what is on the page and type."""

import re
from typing import Any, Self
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import expect as expect_by_playwright

from tests.browser.engines import engine_of, expect, looked_at
from tests.browser.network import Network
from tests.patience import SIGN
from tests.stack import PASSWORD, Stack

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
NOWHERE = "/nowhere/"  # a page of ours, and hardly any
SIGN_IN = "/accounts/login/"
# What the forms of the start page and of the sign-in do, without the pages around them.
OPENS = """async ({ body, name }) => {
  const opening = JSON.stringify({ id: crypto.randomUUID(), name, body });
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("/api/tickets", { method: "POST", headers, body: opening });
  const { pathname, hash } = new URL((await answer.json()).url); // at this address, whichever of ours it is
  return pathname + hash;
}"""
SIGNS_IN = """async ([username, password]) => {
  const form = await (await fetch("/accounts/login/")).text();
  const [, csrfmiddlewaretoken] = form.match(/name="csrfmiddlewaretoken" value="(\\w+)"/);
  const body = new URLSearchParams({ username, password, csrfmiddlewaretoken });
  await fetch("/accounts/login/", { method: "POST", body, redirect: "manual" });
}"""
PATIENCE = SIGN * 1000  # milliseconds
FORGOTTEN = "addEventListener('unload', () => {})"  # such a page no browser keeps to come back to

expect_by_playwright.set_options(timeout=PATIENCE)


class Person:
    """One browser profile. `through`: the network between it and the desk; `script`: runs in each
    page before the page's own."""

    def __init__(
        self, browser: Browser, stack: Stack, through: Network | None = None, script: str = "", **options: Any
    ) -> None:
        self.stack = stack
        origin = through.origin if through else stack.origin
        self.context: BrowserContext = browser.new_context(base_url=origin, **options)
        for each in filter(None, (looked_at(engine_of(browser)), script)):
            self.context.add_init_script(each)
        self.page = self.opens_tab()

    def opens_tab(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    def is_live(self, page: Page | None = None) -> None:
        expect((page or self.page).locator("body")).to_have_attribute("data-link", "live")

    def types(self, words: str, page: Page | None = None) -> None:
        page = page or self.page
        page.locator("#draft").fill(words)
        page.keyboard.press("Enter")

    def sees(self, *words: str, page: Page | None = None) -> None:
        for text in words:
            message = self.messages(page).filter(has_text=text)
            expect(message).to_have_count(1)
            expect(message).to_be_visible()

    def has_sent(self, words: str, page: Page | None = None) -> None:
        """The message has its tick: it is on disk."""
        message = self.messages(page).filter(has_text=words)
        expect(message).to_have_attribute("data-mark", re.compile("stored|delivered|read"))

    def opens(self, words: str) -> None:
        """The row with these words."""
        self.page.locator(".row-link").filter(has_text=words).click()
        self.sees(words)

    def signs_in(self, page: Page | None = None, name: str = "agent") -> None:
        """On the page that asks for it."""
        page = page or self.page
        page.get_by_label("User name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()

    def messages(self, page: Page | None = None) -> Any:
        return (page or self.page).locator(".message")

    def shown(self, page: Page | None = None) -> list[str]:
        return list((page or self.page).locator(".message-body").all_inner_texts())

    def banner(self) -> Any:
        return self.page.locator("[data-part=link-banner]")

    def remembers_this_page(self) -> None:
        """A reload would forget this."""
        self.page.evaluate("window.sameDocument = true")

    def was_never_reloaded(self) -> bool:
        return bool(self.page.evaluate("window.sameDocument === true"))


_signed_in: WeakKeyDictionary[Stack, Any] = WeakKeyDictionary()  # its cookies


class People:
    def __init__(self, browser: Browser, stack: Stack) -> None:
        self.browser, self.stack = browser, stack
        self.everybody: list[Person] = []
        self.networks: list[Network] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for person in self.everybody:
            person.context.close()
        for network in self.networks:
            network.__exit__()

    def network(self) -> Network:
        """A way of its own to the desk, for somebody to go `through`."""
        network = Network(self.stack.port, self.stack.ways[len(self.networks)]).__enter__()
        self.networks.append(network)
        return network

    def comes(self, **options: Any) -> Person:
        person = Person(self.browser, self.stack, **options)
        self.everybody.append(person)
        return person

    def customer(self, says: str = "It broke.", name: str = "Carla", **options: Any) -> Person:
        """Somebody who has opened a conversation."""
        person = self.comes(viewport=PHONE, **options)
        person.page.goto(NOWHERE)
        person.page.goto(person.page.evaluate(OPENS, {"body": says, "name": name}))
        person.is_live()
        person.remembers_this_page()
        return person

    def agent(self, opens: str | None = None, **options: Any) -> Person:
        """The seeded agent, in Chromium signed in once for all stories of this desk that leave her signed in;
        `opens`: words of the row to open."""
        person = self.comes(viewport=DESKTOP, **options)
        if known := self.stack in _signed_in:
            person.context.add_cookies(_signed_in[self.stack])
            person.page.goto("/agent/")
        if not known or SIGN_IN in person.page.url:
            person.page.goto(NOWHERE)
            person.page.evaluate(SIGNS_IN, ["agent", PASSWORD])
            if engine_of(self.browser) == "chromium":
                _signed_in[self.stack] = person.context.cookies()
            person.page.goto("/agent/")
        person.is_live()
        person.remembers_this_page()
        if opens:
            person.opens(opens)
        return person


def ticket_of(person: Person) -> str:
    found = re.search(r"/(?:t|agent)/(\w+)/", person.page.url)
    assert found, person.page.url
    return found[1]


def gives_up(stack: Stack, error: str) -> None:
    """A job is dead, and there is nothing left to do when it is tried again."""
    args = {"name": "none", "event": 0}
    dead = f"Job.objects.create(kind='reaction', args={args}, died_at=Now(), tries=10, error={error!r})"
    imports = "from django.db.models.functions import Now; from tickets.jobs.models import Job"
    stack.manage("manage.py", "shell", "-v", "0", "-c", f"{imports}; {dead}")

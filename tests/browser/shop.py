"""A website that is not ours, with the chat in it: beside the desk, under a policy as strict as one has."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, Self, cast
from urllib.request import urlopen

from playwright.sync_api import Frame, Page

from tests.browser.engines import expect
from tests.browser.webkit.page import Page as PageOfWebKit
from tests.stack import Stack

PAGE: Final = """<!doctype html><html lang="en"><head><title>Shop</title>
{first}<script async src="{desk}/widget.js" data-site="{site}"{more}></script></head>
<body><main><h1>Shop</h1><a href="#more">More</a></main></body></html>"""
POLICY: Final = (
    "default-src 'none'; script-src {scripts}{desk}; frame-src {desk}; style-src 'self'; "
    "require-trusted-types-for 'script'"
)
# A driver that finds frames by their elements alone sees into no closed shadow root.
OPENED: Final = b"""const own = Element.prototype.attachShadow;
Element.prototype.attachShadow = function () { return own.call(this, { mode: "open" }); };"""
FRAME: Final = "document.querySelector('holdfast-chat')?.shadowRoot.querySelector('iframe')"
MADE: Final = """
from tickets.features.sites.models import Site
site = Site.objects.filter(name="Shop").first() or Site(name="Shop")
site.origins = {origins!r}
site.save()
print(site.key, site.secret)
"""


class Shop:
    """At `localhost`, where the desk is at 127.0.0.1: another site to a browser. `more`: attributes of the
    tag; `known`: whether the desk lets it show the chat; `opened`: for a driver that looks for its frame."""

    def __init__(
        self, stack: Stack, more: str = "", *, known: bool = True, desk: str = "", opened: bool = False
    ) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.answer)
        self.origin = f"http://localhost:{self.server.server_port}"
        origins = [self.origin] if known else ["https://elsewhere.example"]
        made = stack.manage("manage.py", "shell", "-v", "0", "-c", MADE.format(origins=origins))
        self.site, self.secret = made.split()
        self.allowed = origins[0]
        stack.wait_until(lambda: self.is_known_at(stack.origin), "the desk to know the shop")
        at = {"desk": desk or stack.origin}
        first = '<script src="/opened.js"></script>' if opened else ""
        self.page = PAGE.format(site=self.site, more=more, first=first, **at).encode()
        self.policy = POLICY.format(scripts="'self' " if opened else "", **at)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def is_known_at(self, desk: str) -> bool:
        """Each process looks at its sites again every few seconds."""
        try:
            with urlopen(f"{desk}/w/{self.site}/", timeout=5) as frame:
                return self.allowed in frame.headers["Content-Security-Policy"].replace(";", " ").split()
        except OSError:
            return False

    def answer(self, *args: Any) -> BaseHTTPRequestHandler:
        shop = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                script = self.path == "/opened.js"
                content, kind = (OPENED, "javascript") if script else (shop.page, "html")
                self.send_response(200)
                self.send_header("Content-Type", f"text/{kind}; charset=utf-8")
                self.send_header("Content-Security-Policy", shop.policy)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        return Answer(*args)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def visits(page: Page, shop: Shop) -> None:
    page.goto(shop.origin)
    page.wait_for_function("() => window.Holdfast?.site")


def opens(page: Page) -> Frame:
    """The frame with the chat. It is in a closed shadow root, where nobody but the browser looks."""
    return comes(page, lambda: page.evaluate("Holdfast.open()"))


def comes(page: Page, act: Callable[[], object]) -> Frame:
    if isinstance(page, PageOfWebKit):
        act()
        return cast("Frame", page.frame(FRAME))
    with page.expect_event("frameattached") as attached:
        act()
    return attached.value


def writes_first(frame: Frame, words: str) -> None:
    put(frame, "#body", words)
    put(frame, "#name", "Carla")
    press(frame, "[data-part=submit]")
    is_live(frame)


# As by hand. Firefox's driver has keys and a mouse for the page itself alone.
PUT = "(box, words) => { box.value = words; box.dispatchEvent(new Event('input', { bubbles: true })); }"


def put(frame: Frame, box: str, words: str) -> None:
    place = frame.locator(box)
    place.fill(words)
    if place.input_value() != words:
        place.evaluate(PUT, words)


def press(frame: Frame, button: str) -> None:
    place = frame.locator(button)
    expect(place).to_be_visible()
    place.evaluate("(button) => button.click()")


def is_live(frame: Frame) -> None:
    expect(frame.locator("body")).to_have_attribute("data-link", "live")


def says(frame: Frame, words: str) -> None:
    put(frame, "#draft", words)
    press(frame, "[data-part=composer] [type=submit]")


def has(frame: Frame, words: str) -> None:
    expect(frame.locator(".message").filter(has_text=words)).to_have_count(1)


def there_again(page: Page) -> Frame:
    """Its conversation goes on, so the chat comes by itself."""
    frame = comes(page, page.reload)
    is_live(frame)
    return frame

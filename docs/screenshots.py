"""Makes the pictures in docs/images from a running desk: `make screenshots`.

It starts a desk of its own with an empty data folder, lets the cast of screenshots.json
write, sets the clock back for what they wrote, and looks at it with Chromium.
`python docs/screenshots.py shop chat` takes only those whose names begin so.
"""
# ruff: noqa: INP001, T201

import io
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import widget_pictures
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import APIRequestContext, Browser, BrowserContext, Error, Page, sync_playwright

HERE = Path(__file__).parent
IMAGES = HERE / "images"
CAST = json.loads((HERE / "screenshots.json").read_text())
AGENTS = {"agent": "Anna Berg", "bo": "Bo Larsen", "chiara": "Chiara Conti"}
PASSWORD = secrets.token_urlsafe(12)
WIDE, PHONE = (1440, 900), (390, 844)
WANTED = tuple(sys.argv[1:]) or ("",)
STOPS_AT = 4000  # row, of Léa's import


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def desk() -> Iterator[str]:
    """A desk with nothing in it → its address."""
    port = free_port()
    os.environ |= {"PORT": str(port), "AGENT_PASSWORD": PASSWORD, "RATE_LIMITS": "off"}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        started = subprocess.Popen([sys.executable, "-m", "support_site.run"], cwd=HERE.parent)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            started.send_signal(signal.SIGTERM)
            started.wait(30)


def wait_until_ready(request: APIRequestContext) -> None:
    for _ in range(120):
        with suppress(Error):
            if request.get("/readyz").ok:
                return
        time.sleep(0.5)
    raise SystemExit("The desk did not start.")


def django() -> Any:
    """The desk's own models, for what no page can do: make agents, set the clock back."""
    sys.path.insert(0, str(HERE.parent))
    os.environ |= {"DJANGO_SETTINGS_MODULE": "support_site.settings", "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    import django

    django.setup()
    from django.contrib.auth import get_user_model

    users = get_user_model().objects
    for username, name in AGENTS.items():
        first, last = name.split()
        user, _ = users.get_or_create(username=username, defaults={"is_staff": True})
        user.first_name, user.last_name = first, last
        user.set_password(PASSWORD)
        user.save()


def sign_in(context: BrowserContext, username: str) -> APIRequestContext:
    request = context.request
    form = request.get("/accounts/login/").text()
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert found
    fields = {"csrfmiddlewaretoken": found[1], "username": username, "password": PASSWORD}
    assert request.post("/accounts/login/", form=fields).ok
    return request


def write(
    person: dict[str, Any], guest: APIRequestContext, agents: dict[str, APIRequestContext]
) -> dict[str, Any]:
    """One conversation, as the cast says it → the answer that opened it: {ticket, token, url}."""
    first, *rest = person["said"]
    opening = {key: person[key] for key in ("name", "email", "subject") if key in person}
    opened: dict[str, Any] = post(guest, "/api/tickets", body=first[3], **opening)
    place = f"/api/tickets/{opened['ticket']}"
    bearer = {"Authorization": f"Bearer {opened['token']}"}
    if who := person.get("assignee"):
        post(agents[who], f"{place}/assignment", agent=who)
    for who, kind, _, body in rest:
        if who == "customer":
            post(guest, f"{place}/messages", bearer, body=body)
        else:
            post(agents[who], f"{place}/messages", body=body, kind=kind)
    if person.get("status") == "resolved":
        post(agents[person["assignee"]], f"{place}/status", status="resolved")
    set_back(opened["ticket"], person["said"])
    return opened


def post(request: APIRequestContext, url: str, headers: dict[str, str] | None = None, **data: Any) -> Any:
    answer = request.post(url, data={"id": str(uuid.uuid4()), **data}, headers=headers or {})
    assert answer.ok, answer.text()
    return answer.json()


def set_back(public_id: str, said: list[Any]) -> None:
    from datetime import UTC, datetime, timedelta

    from tickets.models import Ticket

    ticket = Ticket.objects.get(public_id=public_id)
    now = datetime.now(UTC)
    spoken = iter(said)
    minutes = 0.0
    for event in ticket.events.order_by("seq"):
        minutes = next(spoken)[2] if event.kind in ("message", "note") else minutes - 0.5
        ticket.events.filter(pk=event.pk).update(at=now - timedelta(minutes=minutes))
        if event.seq == 1:
            ticket.opened_at = now - timedelta(minutes=minutes)
    ticket.last_event_at = now - timedelta(minutes=minutes)
    # Waits since the first message behind the last answer; what was answered has been read.
    answers = [index for index, line in enumerate(said) if line[0] != "customer" and line[1] == "message"]
    unanswered = [line for line in said[max(answers, default=-1) + 1 :] if line[0] == "customer"]
    waits = bool(unanswered) and ticket.status == "open"
    ticket.waiting_since = now - timedelta(minutes=unanswered[0][2]) if waits else None
    ticket.agents_read = ticket.last_seq - len(unanswered)
    ticket.save()


class Camera:
    """Takes a page in both schemes and sizes."""

    def __init__(self, browser: Browser, url: str, locale: str = "en-GB") -> None:
        self.browser = browser
        self.url = url
        self.locale = locale

    def take(
        self,
        name: str,
        path: str,
        ready: str,
        *,
        agent: str | None = None,
        act: Callable[[Page], None] | None = None,
        sizes: tuple[tuple[int, int], ...] = (WIDE, PHONE),
        schemes: tuple[str, ...] = ("light", "dark"),
    ) -> None:
        if not name.startswith(WANTED):
            return
        for scheme in schemes:
            for width, height in sizes:
                context = self.browser.new_context(
                    base_url=self.url,
                    locale=self.locale,
                    color_scheme="dark" if scheme == "dark" else "light",
                    viewport={"width": width, "height": height},
                    has_touch=width == PHONE[0],
                    is_mobile=width == PHONE[0],
                )
                if agent:
                    sign_in(context, agent)
                page = context.new_page()
                page.goto(path)
                page.locator(ready).first.wait_for(timeout=8_000)
                if act:
                    act(page)
                page.wait_for_timeout(400)  # transitions
                suffix = "" if scheme == "light" else "-dark"
                size = "" if width == WIDE[0] else "-phone"
                page.screenshot(path=IMAGES / f"{name}{size}{suffix}.png", animations="disabled")
                print(f"pictures  | {name}{size}{suffix}.png")
                context.close()


def note(page: Page) -> None:
    page.get_by_text("Internal note", exact=True).click()
    page.locator("#draft").focus()
    page.keyboard.type("Exports moved to Settings, Data. Tell the docs people.")


def table() -> dict[str, Any]:
    """A picture of a customer's screen, with what is wrong in it."""
    image = Image.new("RGB", (1280, 800), "#ffffff")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(22)
    draw.rectangle((0, 0, 1280, 56), fill="#1f6f54")
    draw.text((24, 14), "Import: contacts.csv", "#ffffff", font)
    for row, number in enumerate(range(STOPS_AT - 6, STOPS_AT + 9)):
        top = 56 + row * 50
        wrong = number == STOPS_AT
        draw.rectangle((0, top, 1280, top + 50), fill="#fde8e4" if wrong else "#ffffff", outline="#e2e2de")
        words = (str(number), "" if wrong else f"person{number}@example.com", "?" if wrong else "imported")
        for column, text in zip((24, 160, 900), words, strict=True):
            draw.text((column, top + 12), text, "#a3301c" if wrong else "#333333", font)
    content = io.BytesIO()
    image.save(content, "PNG")
    return {"name": "row-4000.png", "mimeType": "image/png", "buffer": content.getvalue()}


def chosen(page: Page) -> None:
    """Two more that are not sent yet."""
    rows = {"name": "contacts.csv", "mimeType": "text/csv", "buffer": b"name,email\n" * 900}
    page.locator("[data-files=picker]").set_input_files([table(), rows])
    page.locator(".files-chosen").nth(1).wait_for()
    page.locator("#draft").fill("And the whole file:")


def send_files(browser: Browser, url: str) -> None:
    page = browser.new_context().new_page()
    page.goto(url)
    page.locator("[data-files=picker]").set_input_files([table()])
    page.locator(".files-chosen").wait_for()
    page.locator("#draft").fill("This one, I think. There is no address in it.")
    page.locator(".composer-send").click()
    page.locator(".file[data-state=ready] .file-picture").wait_for()
    page.context.close()


def cut(page: Page) -> None:
    """The line goes dead while somebody writes."""
    page.context.set_offline(True)
    page.get_by_label("Your message").fill("Never mind, I found it under Settings.")
    page.keyboard.press("Enter")
    page.get_by_text("You're offline").first.wait_for()


def main() -> None:
    if WANTED == ("",):
        shutil.rmtree(IMAGES, ignore_errors=True)
    IMAGES.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with desk() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        guest = browser.new_context(base_url=url)
        wait_until_ready(guest.request)
        django()
        camera = Camera(browser, url)
        camera.take("desk-empty", "/agent/", "text=No conversations yet", agent="agent", sizes=(WIDE,))
        agents = {who: sign_in(browser.new_context(base_url=url), who) for who in AGENTS}
        opened = [write(person, guest.request, agents) for person in CAST]
        for person, link in zip(CAST, opened, strict=True):
            if "here" not in person:
                continue
            page = browser.new_context(base_url=url).new_page()
            page.goto(link["url"])
            page.locator(".message").first.wait_for()
            if person["here"] == "gone":
                page.context.close()
        mara = opened[0]
        camera.take("start", "/", "h1")
        camera.take("sign-in", "/accounts/login/", "h1", sizes=(WIDE,))
        camera.take("chat", mara["url"], ".message")
        camera.take("chat-resolved", opened[-1]["url"], ".message", sizes=(PHONE,))
        camera.take("queue", "/agent/?view=open", ".row", agent="agent", sizes=(PHONE,))
        ticket = f"/agent/{mara['ticket']}/?view=open"
        camera.take("desk", ticket, ".message", agent="agent")
        camera.take("desk-note", ticket, ".message", agent="agent", act=note, sizes=(WIDE,))
        lea = opened[5]
        send_files(browser, lea["url"])
        camera.take("chat-files", lea["url"], ".file-picture img", act=chosen, sizes=(PHONE,))
        camera.take("desk-files", f"/agent/{lea['ticket']}/", ".file-picture img", agent="bo", sizes=(WIDE,))
        camera.take("connections", "/agent/connections/", ".process + .process", agent="agent", sizes=(WIDE,))
        camera.take("chat-offline", mara["url"], ".message", act=cut, sizes=(PHONE,), schemes=("dark",))
        maryam = opened[4]
        answer = "مرحبًا مريم! من الإعدادات، ثم «اللغة»: اختاري العربية، وتتغيّر الواجهة في الحال."
        post(agents["agent"], f"/api/tickets/{maryam['ticket']}/messages", body=answer, kind="message")
        anna = browser.new_context(base_url=url)
        sign_in(anna, "agent")
        anna.new_page().goto(f"/agent/{maryam['ticket']}/")
        widget_pictures.take_all(camera, mara, maryam)
        browser.close()


if __name__ == "__main__":
    main()

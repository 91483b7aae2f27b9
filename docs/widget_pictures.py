"""The pictures of the chat in somebody else's website: for screenshots.py."""
# ruff: noqa: INP001

import json
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Frame, Page

if TYPE_CHECKING:
    from screenshots import Camera

ZONE = "Europe/Berlin"
NINE_TO_FIVE = [[9 * 60, 17 * 60]]


def take_all(camera: "Camera", opened: dict[str, Any], in_arabic: dict[str, Any]) -> None:
    """opened, in_arabic: conversations, as their openings were answered."""
    shop = camera.url.replace("127.0.0.1", "localhost") + "/demo-shop/"
    camera.take("shop", shop, "holdfast-chat")
    camera.take("shop-chat", shop, "h1", act=has_open(opened))
    arabic = type(camera)(camera.browser, camera.url, "ar")
    arabic.take("shop-arabic", shop, "h1", act=has_open(in_arabic))
    close_until_tomorrow(camera)
    camera.take("shop-closed", shop, "h1", act=finds_it_closed)


def has_open(conversation: dict[str, Any]) -> Callable[[Page], None]:
    """Their browser has it already: what opens it is kept by the shop's page."""

    def act(page: Page) -> None:
        kept = {"open": True, "kept": f"{conversation['ticket']}.{conversation['token']}"}
        page.evaluate("(kept) => localStorage.setItem(`holdfast:${Holdfast.site}`, kept)", json.dumps(kept))
        frame = comes(page, page.reload)
        page.evaluate("Holdfast.open()")
        frame.locator("body[data-link=live] .message").first.wait_for()

    return act


def finds_it_closed(page: Page) -> None:
    frame = comes(page, lambda: page.evaluate("Holdfast.open()"))
    frame.get_by_text("Closed until").first.wait_for()


def comes(page: Page, act: Callable[[], object]) -> Frame:
    with page.expect_event("frameattached") as attached:
        act()
    frame: Frame = attached.value
    return frame


def close_until_tomorrow(camera: "Camera") -> None:
    """Each web process looks at the hours again every few seconds."""
    from tickets.features.hours.models import Hours

    today = datetime.now(ZoneInfo(ZONE)).date().isoformat()
    week = {str(day): NINE_TO_FIVE for day in range(7)}
    Hours.objects.update_or_create(site="", defaults={"zone": ZONE, "week": week, "dates": {today: []}})
    desk = camera.browser.new_context(base_url=camera.url).request
    while desk.get("/api/hours").json()["state"] != "closed":
        time.sleep(0.5)

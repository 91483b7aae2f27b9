"""The browsers that stories run in. Chromium and Firefox are driven by Playwright, WebKit
speaks its language (webkit/): so a story reads the same in each."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, cast

from playwright.sync_api import Browser, Locator, Page, Playwright
from playwright.sync_api import expect as expect_by_playwright

from tests.browser.webkit.browser import WebKit
from tests.browser.webkit.expectations import Expectations
from tests.browser.webkit.locator import Locator as LocatorOfWebKit

ENGINES: Final = ("chromium", "firefox", "webkit")
CHROMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The same engine without windows, tabs and menus that nobody sees: a new profile costs a third.
SHELL: Final = "chromium-headless-shell"

# `make browsers` asks for all stories in all engines; otherwise each story says where it runs.
ASKED_FOR: Final = os.environ.get("ENGINES", "").split()


def installed(*, shell: bool = False) -> str | None:
    """The system's own Chromium, or rather its `shell`; None: the one that Playwright has downloaded."""
    return next(filter(None, map(shutil.which, (SHELL,) * shell + CHROMES)), None)


def how_to_launch(name: str, *, shell: bool = False) -> dict[str, Any]:
    if name == "chromium":
        return {"executable_path": installed(shell=shell), "args": ["--no-sandbox"]}
    # By WebDriver BiDi, for Playwright's other way needs a Firefox of its own.
    return {
        "executable_path": shutil.which("firefox-esr") or shutil.which("firefox"),
        "channel": "moz-firefox",
    }


@contextmanager
def opened(name: str, playwright: Playwright, *, shell: bool = False, **options: Any) -> Iterator[Browser]:
    if name == "webkit":
        with WebKit() as webkit:
            yield cast("Browser", webkit)
        return
    browser = getattr(playwright, name).launch(**how_to_launch(name, shell=shell), **options)
    yield browser
    browser.close()


def engine_of(browser: Browser | WebKit) -> str:
    return "webkit" if isinstance(browser, WebKit) else browser.browser_type.name


def looked_at(engine: str) -> str:
    """A script for pages of an engine whose driver gives the focus to one at a time: each page is
    somebody's, who looks at it."""
    return "document.hasFocus = () => true;" if engine == "firefox" else ""


def expect(locator: Locator | Page | LocatorOfWebKit) -> Any:
    if isinstance(locator, LocatorOfWebKit):
        return Expectations(locator)
    return expect_by_playwright(locator)

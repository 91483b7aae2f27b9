"""The chat in another website, in browsers that keep little or nothing in a frame there."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Playwright

from tests.browser.engines import engine_of, expect, how_to_launch
from tests.browser.people import PATIENCE, People
from tests.browser.shop import (
    Shop,
    comes,
    has,
    opens,
    put,
    says,
    there_again,
    visits,
    writes_first,
)

pytestmark = pytest.mark.browser

# What a profile has where somebody has chosen so. Chromium: third parties keep nothing, as Debian's has it by
# default; or nobody does.
THIRD_PARTIES: Final = {"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": True}}
EVERYBODY: Final = {"profile": {"default_content_setting_values": {"cookies": 2}}}
FIREFOX: Final[dict[str, str | float | bool]] = {
    "network.cookie.cookieBehavior": 1
}  # the same of third parties

KEEPS: Final = """() => {
  try { return Boolean(localStorage); } catch (error) { return error.name; }
}"""
KEPT: Final = "() => JSON.stringify(localStorage)"
HINTS: Final = ("storage", "memory")  # what says that something isn't kept


@contextmanager
def chromium(playwright: Playwright, profile: Path, preferences: dict[str, Any]) -> Iterator[BrowserContext]:
    (profile / "Default").mkdir()
    (profile / "Default" / "Preferences").write_text(json.dumps(preferences))
    launched = how_to_launch("chromium")
    launched["args"] = [*launched["args"], "--headless=new"]
    context = playwright.chromium.launch_persistent_context(str(profile), **launched)
    yield context
    context.close()


@contextmanager
def strict(browser: Browser, playwright: Playwright, profile: Path) -> Iterator[BrowserContext]:
    """A profile of the same engine in which third parties keep as little as it lets one choose."""
    match engine_of(browser):
        case "chromium":
            with chromium(playwright, profile, THIRD_PARTIES) as context:
                yield context
        case "firefox":
            firefox = playwright.firefox.launch(**how_to_launch("firefox"), firefox_user_prefs=FIREFOX)
            yield firefox.new_context()
            firefox.close()
        case _:  # it prevents tracking as it comes
            context = browser.new_context()
            yield context
            context.close()


def opens_page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


def says_that_it_keeps(frame: Frame) -> None:
    for hint in HINTS:
        expect(frame.locator(f"[data-part={hint}]")).to_be_hidden()


@pytest.mark.every_engine
def test_where_third_parties_are_blocked_no_word_is_lost(
    people: People, playwright: Playwright, tmp_path: Path
) -> None:
    """Half a first message, and a reload; then the line is lost, one more is said, another is begun, and the
    page is loaded again."""
    engine, network = engine_of(people.browser), people.network()
    webkit = engine == "webkit"
    with (
        strict(people.browser, playwright, tmp_path) as context,
        Shop(people.stack, desk=network.origin, opened=webkit) as shop,
    ):
        page = opens_page(context)
        visits(page, shop)
        frame = opens(page)
        put(frame, "#body", "Nothing is ke")
        assert frame.evaluate(KEEPS) == (True if webkit else "SecurityError")
        if not webkit:
            page.wait_for_function(f"() => ({KEPT})().includes(':sealed:')")
        page.reload()
        page.wait_for_function("() => window.Holdfast?.site")
        frame = opens(page)
        expect(frame.locator("#body")).to_have_value("Nothing is ke")
        writes_first(frame, "Nothing is lost here.")
        there = frame.locator("[data-part=there]")
        expect(there).to_be_visible()
        with network.out():
            says(frame, "Said into the hole.")
            expect(frame.locator(".message")).to_have_count(2)
            put(frame, "#draft", "Half a tho")
            expect(frame.locator("[data-part=link-banner] p")).to_be_visible()
            expect(there).to_be_hidden()
        ada = people.agent(opens="Said into the hole.")
        frame = there_again(page)
        has(frame, "Said into the hole.")
        expect(frame.locator("#draft")).to_have_value("Half a tho")
        says_that_it_keeps(frame)
        expect(frame.locator("[data-part=there]")).to_have_text("agent is here")
        expect(frame.locator("[data-part=there]")).to_be_visible()
        assert ada.shown() == ["Nothing is lost here.", "Said into the hole."]
        kept = page.evaluate(KEPT)
        assert "hole" not in kept
        assert "tho" not in kept
        assert ('\\"kept\\":\\"' in kept) is (engine == "firefox"), "the page has the token only there"
        if engine == "chromium":
            assert [one["name"] for one in context.cookies()] == [f"__Secure-holdfast-{shop.site}"]
        if webkit:
            page.goto(network.origin)  # a first party from now on
            frame = comes(page, lambda: page.goto(shop.origin))
            has(frame, "Said into the hole.")
            says_that_it_keeps(frame)


def test_where_nothing_is_kept_it_says_so(people: People, playwright: Playwright, tmp_path: Path) -> None:
    network = people.network()
    with (
        chromium(playwright, tmp_path, EVERYBODY) as context,
        Shop(people.stack, desk=network.origin) as shop,
    ):
        page = opens_page(context)
        visits(page, shop)
        frame = opens(page)
        expect(frame.locator("[data-part=storage]")).to_be_visible()
        writes_first(frame, "Is anything kept?")
        for hint in HINTS:
            expect(frame.locator(f"[data-part={hint}]")).to_be_visible()
        with network.out():
            says(frame, "Said into the hole.")
            expect(frame.locator("[data-part=link-banner] p")).to_be_visible()
        ada = people.agent(opens="Said into the hole.")
        assert ada.shown() == ["Is anything kept?", "Said into the hole."]
        assert context.cookies() == []

"""How long a page takes until it is live over a slow line, straight from the web process, and how many bytes
come: at a first visit with an empty cache, and at the second. Of this checkout, and of another by turns. The
last row is the chat in its frame on the demo shop's page, from when that asks for the launcher.

    git worktree add ../before <commit>
    python -m bench.first_visit --against ../before

Chromium slows the line down itself: each answer takes `--latency` longer, all share `--rate`. A frame of
another website has the same line only in the page's own process, so sites are not isolated.
"""

import argparse
import statistics
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Frame, Page, sync_playwright

from bench.machine import in_words
from bench.parties import PASSWORD, Running, holdfast
from bench.table import table
from tests.browser.engines import expect, how_to_launch
from tests.browser.people import OPENS, SIGNS_IN

INTERVAL: Final = 10  # seconds between two pings
PATIENCE: Final = 60_000  # ms
VISITS: Final = ("first", "second")
ONE_PROCESS: Final = ["--disable-site-isolation-trials", "--disable-features=IsolateOrigins,site-per-process"]
KEEPS: Final = """(kept) => localStorage.setItem(`holdfast:${Holdfast.site}`,
  JSON.stringify({ open: true, kept }))"""
WATCHES: Final = """new MutationObserver(() => {
  if (document.body?.dataset.link === "live") window.liveAt ??= performance.timeOrigin + performance.now();
}).observe(document, { subtree: true, childList: true, attributes: true })"""
BEGAN: Final = """() => {
  const launcher = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/widget.js"));
  return performance.timeOrigin + (launcher?.startTime ?? 0);
}"""
HEAD: Final = ("medians", "first visit,\nms", "\nKB", "\nrequests", "second,\nms", "\nKB", "\nrequests")


@dataclass
class Visits:
    """Of a page of a party: its times in ms, its bytes and its requests, by visit."""

    name: str
    address: str
    state: Any  # cookies, and what is stored
    framed: bool = False
    came: dict[str, list[tuple[float, int, int]]] = field(
        default_factory=lambda: {visit: [] for visit in VISITS}
    )

    def take(self, browser: Browser, latency: float, rate: float) -> None:
        context = browser.new_context(storage_state=self.state)
        for visit in VISITS:
            self.came[visit].append(live(context, self.address, latency, rate, framed=self.framed))
        context.close()

    def cells(self, of: "Visits") -> list[str]:
        cells = [self.name]
        for visit in VISITS:
            mine, others = (
                [statistics.median(values) for values in zip(*one.came[visit], strict=True)]
                for one in (self, of)
            )
            ratio = f" ({mine[0] / others[0]:.2f} x)" if of is not self else ""
            cells += [f"{mine[0]:.0f}{ratio}", f"{mine[1] / 1000:.1f}", f"{mine[2]:.0f}"]
        return cells


def live(
    context: BrowserContext, address: str, latency: float, rate: float, *, framed: bool
) -> tuple[float, int, int]:
    page = context.new_page()
    line = context.new_cdp_session(page)
    came: list[int] = []
    line.on("Network.loadingFinished", lambda event: came.append(int(event["encodedDataLength"])))
    line.send("Network.enable")
    conditions = {"offline": False, "latency": latency, "downloadThroughput": rate, "uploadThroughput": rate}
    line.send("Network.emulateNetworkConditions", conditions)
    page.add_init_script(WATCHES)
    where: Page | Frame = page
    if framed:
        with page.expect_event("frameattached", timeout=PATIENCE) as attached:
            page.goto(address, wait_until="commit", timeout=PATIENCE)
        where = attached.value
    else:
        page.goto(address, wait_until="commit", timeout=PATIENCE)
    expect(where.locator("body")).to_have_attribute("data-link", "live", timeout=PATIENCE)
    took = where.evaluate("() => window.liveAt") - page.evaluate(BEGAN)
    page.close()
    return took, sum(came), sum(1 for size in came if size)


def pages_of(running: Running, browser: Browser) -> list[Visits]:
    """The customer's and the agent's; and the shop's, where there is one."""
    context = browser.new_context(base_url=running.origin)
    page = context.new_page()
    page.goto("/nowhere/")
    chat = page.evaluate(OPENS, {"body": "It broke.", "name": "Carla"})
    page.goto(chat)
    expect(page.locator("body")).to_have_attribute("data-link", "live")
    page.goto("/nowhere/")
    page.evaluate(SIGNS_IN, ["agent", PASSWORD])
    shop = running.origin.replace("127.0.0.1", "localhost") + "/demo-shop/"
    there = page.goto(shop)
    if has_shop := bool(there and there.ok):
        page.wait_for_function("() => window.Holdfast?.site")
        path, _, token = chat.partition("#")
        page.evaluate(KEEPS, f"{path.strip('/').removeprefix('t/')}.{token}")
    state = context.storage_state()
    context.close()
    name = running.party.name
    visits = [
        Visits(f"{name}, chat", running.origin + chat.split("#")[0], state),
        Visits(f"{name}, desk", f"{running.origin}/agent/", state),
    ]
    return visits + [Visits(f"{name}, in a website", shop, state, framed=True)] * has_shop


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m bench.first_visit",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--against", type=Path, required=True, help="the other checkout")
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--latency", type=float, default=150, help="ms")
    parser.add_argument("--rate", type=float, default=1_600_000 / 8, help="bytes a second")
    return parser.parse_args()


def main() -> None:
    asked = options()
    print(in_words(), flush=True)
    parties = (holdfast("before", asked.against.resolve()), holdfast())
    with ExitStack() as stack:
        running = [stack.enter_context(Running(party, INTERVAL, DEMO_SHOP="on")) for party in parties]
        launched = how_to_launch("chromium")
        launched["args"] = [*launched["args"], *ONE_PROCESS]
        browser = stack.enter_context(sync_playwright()).chromium.launch(**launched)
        stack.callback(browser.close)
        before, ours = (pages_of(one, browser) for one in running)
        for _ in range(asked.turns):
            for one in (*before, *ours):
                one.take(browser, asked.latency, asked.rate)
        beside = (*before, before[0])  # what stands in a website, beside the chat before there was that
        rows = [one.cells(one) for one in before]
        rows += [mine.cells(of) for of, mine in zip(beside, ours, strict=False)]
    print(table(HEAD, rows))


if __name__ == "__main__":
    main()

"""How long a page takes until it is live over a slow line, straight from the web process, and how many bytes
come: at a first visit with an empty cache, and at the second. Of this checkout, and of another by turns.

    git worktree add ../before <commit>
    python -m bench.first_visit --against ../before

Chromium slows the line down itself: each answer takes `--latency` longer, all share `--rate`.
"""

import argparse
import statistics
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench.machine import in_words
from bench.parties import PASSWORD, Running, holdfast
from bench.table import table
from tests.browser.engines import expect, opened
from tests.browser.people import OPENS, SIGNS_IN

INTERVAL: Final = 10  # seconds between two pings
PATIENCE: Final = 60_000  # ms
VISITS: Final = ("first", "second")
HEAD: Final = ("medians", "first visit,\nms", "\nKB", "\nrequests", "second,\nms", "\nKB", "\nrequests")


@dataclass
class Visits:
    """Of a page of a party: its times in ms, its bytes and its requests, by visit."""

    name: str
    address: str
    state: Any  # cookies
    came: dict[str, list[tuple[float, int, int]]] = field(
        default_factory=lambda: {visit: [] for visit in VISITS}
    )

    def take(self, browser: Browser, latency: float, rate: float) -> None:
        context = browser.new_context(storage_state=self.state)
        for visit in VISITS:
            self.came[visit].append(live(context, self.address, latency, rate))
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


def live(context: BrowserContext, address: str, latency: float, rate: float) -> tuple[float, int, int]:
    page = context.new_page()
    line = context.new_cdp_session(page)
    came: list[int] = []
    line.on("Network.loadingFinished", lambda event: came.append(int(event["encodedDataLength"])))
    line.send("Network.enable")
    conditions = {"offline": False, "latency": latency, "downloadThroughput": rate, "uploadThroughput": rate}
    line.send("Network.emulateNetworkConditions", conditions)
    began = time.monotonic()
    page.goto(address, wait_until="commit", timeout=PATIENCE)
    expect(page.locator("body")).to_have_attribute("data-link", "live", timeout=PATIENCE)
    took = 1000 * (time.monotonic() - began)
    page.close()
    return took, sum(came), sum(1 for size in came if size)


def pages_of(running: Running, browser: Browser) -> list[Visits]:
    """The customer's and the agent's."""
    context = browser.new_context(base_url=running.origin)
    page = context.new_page()
    page.goto("/nowhere/")
    chat = page.evaluate(OPENS, {"body": "It broke.", "name": "Carla"})
    page.goto(chat)
    expect(page.locator("body")).to_have_attribute("data-link", "live")
    page.goto("/nowhere/")
    page.evaluate(SIGNS_IN, ["agent", PASSWORD])
    state = context.storage_state()
    context.close()
    return [
        Visits(f"{running.party.name}, {name}", f"{running.origin}{path}", state)
        for name, path in (("chat", chat.split("#")[0]), ("desk", "/agent/"))
    ]


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
        running = [stack.enter_context(Running(party, INTERVAL)) for party in parties]
        browser = stack.enter_context(opened("chromium", stack.enter_context(sync_playwright())))
        before, ours = (pages_of(one, browser) for one in running)
        for _ in range(asked.turns):
            for one in (*before, *ours):
                one.take(browser, asked.latency, asked.rate)
        rows = [one.cells(of) for of, mine in zip(before, ours, strict=True) for one in (of, mine)]
    print(table(HEAD, rows))


if __name__ == "__main__":
    main()

"""How long a ticket with a long past takes to show its newest message, in a real Chromium.

DJANGO_ALLOW_ASYNC_UNSAFE=1 python -m bench.long_ticket --events 50000
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.engines import installed as installed_chromium
from tests.browser.long_ticket import grow
from tests.browser.people import People, ticket_of
from tests.stack import Stack

# Milliseconds since the visit began, once the newest message stands in the log.
SHOWN = """() => new Promise((done) => {
  const shown = () => document.querySelector('.message');
  const look = () => (shown() ? done(performance.now()) : requestAnimationFrame(look));
  look();
})"""
SCROLLS = 20  # pages of history


def open_time(page: Page, url: str) -> float:
    page.goto("about:blank")
    page.goto(url, wait_until="commit")
    return float(page.evaluate(SHOWN))


def history_time(page: Page) -> float:
    """Milliseconds until an older page stands in the log."""
    lines = page.locator(".message").count()
    return float(
        page.evaluate(
            """(lines) => new Promise((done) => {
              const begun = performance.now();
              document.querySelector('.log').scrollTop = 0;
              const more = () => document.querySelectorAll('.message').length > lines;
              const look = () => (more() ? done(performance.now() - begun) : requestAnimationFrame(look));
              look();
            })""",
            lines,
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--visits", type=int, default=10)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Stack(Path(folder)) as stack,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=installed_chromium(), args=["--no-sandbox"])
        with People(browser, stack) as people:
            carla = people.customer("How it all began.")
            grow(stack, ticket_of(carla), options.events)
            page = carla.opens_tab()
            visits = [open_time(page, carla.page.url) for _ in range(options.visits)]
            carla.is_live(page)
            pages = [history_time(page) for _ in range(SCROLLS)]
            lines = page.locator(".message").count()
        browser.close()
    first, rest = visits[0], visits[1:] or visits
    median, worst, older = statistics.median(rest), max(rest), statistics.median(pages)
    print(f"{options.events:,} events: the newest message stands after {first:.0f} ms on the first visit,")
    print(f"{median:.0f} ms in the median of {len(rest)} more, {worst:.0f} ms at worst;")
    print(f"an older page after {older:.0f} ms in the median of {SCROLLS}; {lines:,} lines then.")


if __name__ == "__main__":
    main()

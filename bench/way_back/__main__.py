import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import sync_playwright

from bench.machine import in_words
from bench.parties import ROOT
from bench.table import percentile, table
from bench.way_back import __doc__ as words
from bench.way_back.trials import PATIENCE, WORDS, Batch, Trial, planned
from tests.browser.engines import ENGINES, expect, opened
from tests.browser.network import Network
from tests.stack import Stack, free_port

AT_ONCE: Final = {"chromium": 10, "firefox": 5, "webkit": 5}  # pages
BY_HTTP, LIVE = 3.0, 5.0  # seconds: our bounds
HEAD: Final = (
    "party, engine",
    "trials",
    "by HTTP or live:\nmedian",
    "\n90 %",
    "\nmost",
    "live:\nmedian",
    "\n90 %",
    "\nmost",
)


class Holdfast:
    name = "holdfast"

    @contextmanager
    def serves(self, ports: Sequence[int]) -> Iterator[int]:
        with tempfile.TemporaryDirectory() as folder:
            stack = Stack(Path(folder))
            origins = (stack.port, *ports)
            stack.variables["PUBLIC_URL"] = ",".join(f"http://127.0.0.1:{port}" for port in origins)
            with stack:
                yield stack.port

    def opens(self, page: Any, origin: str) -> None:
        page.goto(f"{origin}/")
        page.get_by_label("Your message").fill("It broke.")
        page.get_by_label("Your name").fill("Carla")
        page.get_by_role("button", name="Start the conversation").click()
        expect(page.locator("body")).to_have_attribute("data-link", "live")

    def says(self, page: Any) -> None:
        page.locator("#draft").fill(WORDS)
        page.keyboard.press("Enter")


class Other:
    def __init__(self, name: str) -> None:
        self.name = name

    @contextmanager
    def serves(self, _: Sequence[int]) -> Iterator[int]:
        port = free_port()
        script = ROOT / "bench/way_back/others.mjs"
        node = subprocess.Popen([ROOT / "bin/node", script, str(port)], cwd=script.parent)
        try:
            yield port
        finally:
            node.kill()
            node.wait()

    def opens(self, page: Any, origin: str) -> None:
        page.goto(f"{origin}/{self.name}")
        expect(page.locator("body")).to_have_attribute("data-link", "live")

    def says(self, page: Any) -> None:
        page.evaluate(f"() => say({WORDS!r})")


PARTIES: Final = {"holdfast": Holdfast(), "socketio": Other("socketio"), "phoenix": Other("phoenix")}


def measure(party: Any, engine: str, asked: argparse.Namespace, playwright: Any) -> list[Trial]:
    trials = planned(asked.trials, random.Random(asked.seed))
    at_once = AT_ONCE[engine]
    ports = [free_port() for _ in range(at_once)]
    with ExitStack() as stack:
        far = stack.enter_context(party.serves(ports))
        browser = stack.enter_context(opened(engine, playwright))
        for first in range(0, len(trials), at_once):
            with ExitStack() as lines:
                networks = [lines.enter_context(Network(far, port)) for port in ports]
                Batch(browser, networks, party).run(trials[first : first + at_once])
    return trials


def row(name: str, trials: Sequence[Trial]) -> list[str]:
    cells = [name, str(len(trials))]
    for found in ([one.back_after() for one in trials], [one.live_after() for one in trials]):
        cells += [_words(percentile(found, part)) for part in (0.5, 0.9, 1)]
    return cells


def _words(seconds: float) -> str:
    return f"{seconds:.1f}" if seconds < PATIENCE else f"> {PATIENCE:.0f}"


def good(trials: Sequence[Trial]) -> bool:
    return all(one.back_after() <= BY_HTTP and one.live_after() <= LIVE for one in trials)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m bench.way_back", description=words, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--trials", type=int, default=20)
    parser.add_argument("--engines", choices=ENGINES, nargs="+", default=ENGINES)
    parser.add_argument("--only", choices=PARTIES, nargs="+", default=PARTIES)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    return parser.parse_args()


def main() -> int:
    asked = options()
    print(in_words(), f"\nseed {asked.seed}", flush=True)
    rows, held = [], True
    with sync_playwright() as playwright:
        for name in asked.only:
            for engine in asked.engines if name == "holdfast" else ["chromium"]:
                trials = measure(PARTIES[name], engine, asked, playwright)
                noticed = [one for one in trials if one.was_noticed()]
                rows.append(row(f"{name}, {engine}", noticed))
                print(f"  {rows[-1]}", flush=True)
                for one in noticed:
                    print(f"    {'+'.join(one.ways)}, {one.met}, hole of {one.lasts:.1f} s:", end=" ")
                    print(f"back after {_words(one.back_after())} s, live {_words(one.live_after())} s")
                held = held and (name != "holdfast" or good(noticed))
    print(f"\n{table(HEAD, rows)}")
    return int(not held)


if __name__ == "__main__":
    sys.exit(main())

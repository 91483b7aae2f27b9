"""One batch of pages, each in its own hole."""

import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Browser

from tests.browser.network import Network
from tests.faults.proxy import Proxy, Way

PATIENCE: Final = 60.0  # seconds after which a page counts as never back
LASTS: Final = (10.0, 25.0)  # seconds, a hole
WAYS: Final[tuple[tuple[Way, ...], ...]] = (("up", "down"), ("up",), ("down",))
MET: Final = ("idle", "writing", "connecting")
KEPT: Final = 5  # connections that the browser keeps beside the page's socket
WORDS: Final = "Said in the hole."

RECORD: Final = """() => {
  const { body } = document;
  const look = () => seen.push([Date.now(), body.dataset.link === "live", body.hasAttribute("data-http")]);
  window.seen = [];
  new MutationObserver(look).observe(body, { attributes: true, attributeFilter: ["data-link", "data-http"] });
  look();
}"""
KEEP: Final = f"""() => {{
  const calls = Array.from({{ length: {KEPT} }}, () => fetch("/healthz", {{ cache: "no-store" }}));
  return Promise.all(calls).then(() => null);
}}"""


@dataclass
class Trial:
    ways: tuple[Way, ...]
    met: str
    lasts: float  # seconds
    healed: float = 0.0  # seconds since the epoch, as all here
    seen: list[tuple[float, bool, bool]] = field(default_factory=list)  # when, whether live, by HTTP

    def live_after(self) -> float:
        return self._first(lambda live, _: live)

    def back_after(self) -> float:
        return self._first(lambda live, by_http: live or by_http)

    def was_noticed(self) -> bool:
        """A page that still trusts its line when the hole ends proves nothing."""
        before = [live or by_http for at, live, by_http in self.seen if at <= self.healed]
        return not before[-1]

    def _first(self, true: Any) -> float:
        back = (at for at, *how in self.seen if at > self.healed and true(*how))
        return next(back, float("inf")) - self.healed


def planned(count: int, chance: random.Random) -> list[Trial]:
    kinds = [(ways, met) for met in MET for ways in WAYS]
    return [Trial(*kinds[n % len(kinds)], lasts=chance.uniform(*LASTS)) for n in range(count)]


class Batch:
    """`opens(page, origin)` brings a page to life, `says(page)` writes on it."""

    def __init__(self, browser: Browser, networks: Sequence[Network], party: Any) -> None:
        self.browser, self.networks, self.party = browser, networks, party

    def run(self, trials: Sequence[Trial]) -> None:
        contexts = [self.browser.new_context() for _ in trials]
        pages = [context.new_page() for context in contexts]
        try:
            for page, network in zip(pages, self.networks, strict=False):
                self.party.opens(page, network.origin)
                page.evaluate(RECORD)
                page.evaluate(KEEP)
            timers = [self._hole(*one) for one in zip(trials, pages, self.networks, strict=False)]
            for timer in timers:
                timer.join()
            self._watch(trials, pages)
        finally:
            for context in contexts:
                context.close()

    def _hole(self, trial: Trial, page: Any, network: Network) -> threading.Timer:
        def opens(proxy: Proxy) -> None:
            if trial.met == "connecting":
                proxy.cut_all(reset=True)
            proxy.forgets(*trial.ways)

        def heals() -> None:
            network.do(Proxy.heals)
            trial.healed = time.time()

        network.do(opens)
        if trial.met == "writing":
            self.party.says(page)
        timer = threading.Timer(trial.lasts, heals)
        timer.start()
        return timer

    def _watch(self, trials: Sequence[Trial], pages: Sequence[Any]) -> None:
        away, until = dict(zip(map(id, trials), pages, strict=True)), time.time() + PATIENCE
        while away:
            for trial in trials:
                if page := away.get(id(trial)):
                    seen = page.evaluate("() => seen")
                    trial.seen = [(at / 1000, live, by_http) for at, live, by_http in seen]
                    if trial.live_after() < PATIENCE or time.time() > until:
                        del away[id(trial)]
            time.sleep(0.2)

"""What came of one party's trials."""

from collections import Counter
from dataclasses import dataclass
from math import inf, isfinite
from typing import Final

from bench.table import percentile
from tickets.liveness import rules

PROBE: Final = 2.0  # seconds, as connection.js

HEAD: Final = (
    "DROP, noticed by, party",
    "trials",
    "bound",
    "all\nwithin",
    "seconds:\nleast",
    "\nmedian",
    "\n90 %",
    "\nmost",
    "how many\nby second",
)

Which = tuple[str, str]  # way and side


def bounds(interval: int) -> dict[Which, float]:
    """Ours, in seconds: docs/performance.md says why."""
    server = interval + rules.GRACE + rules.BEAT
    page = interval + 1 + PROBE
    return {
        ("both", "server"): server,
        ("towards the server", "server"): server,
        # The page's probe still arrives, and is a sign of life; what follows waits for acks in vain.
        ("towards the page", "server"): interval + 1 + server,
        ("both", "page"): page,
        ("towards the page", "page"): page,
        # One more ping may arrive. The server's close does too, or waits for an ack like all after it.
        ("towards the server", "page"): interval + page,
    }


@dataclass(frozen=True)
class Outcome:
    party: str
    seconds: dict[Which, list[float]]  # infinite: not noticed
    bounds: dict[Which, float]  # empty: none are promised
    healthy: int  # pages that nothing was done to
    lost: int  # of these
    patience: float  # seconds that a trial was followed

    def within(self, which: Which) -> bool:
        return round(max(self.seconds[which]), 1) <= self.bounds[which]  # a rule takes some hundredths

    def good(self) -> bool:
        """Nothing is asked of who has no bounds."""
        return not self.bounds or (not self.lost and all(map(self.within, self.bounds)))

    def words(self) -> str:
        return f"{self.party}: {self.healthy} healthy pages beside them, {self.lost} lost"

    def row(self, which: Which) -> list[str]:
        found = sorted(self.seconds[which])
        least, median, ninety = (percentile(found, part) for part in (0, 0.5, 0.9))
        return [
            ", ".join((*which, self.party)),
            str(len(found)),
            *self._verdict(which),
            *map(self._words, (least, median, ninety, found[-1])),
            self._by_second(found),
        ]

    def _verdict(self, which: Which) -> list[str]:
        if which not in self.bounds:
            return ["none", "-"]
        return [f"{self.bounds[which]:g}", "yes" if self.within(which) else "NO"]

    def _words(self, seconds: float) -> str:
        return f"{seconds:.1f}" if isfinite(seconds) else f"> {self.patience:.0f}"

    def _by_second(self, found: list[float]) -> str:
        counts = Counter(int(one) for one in found if isfinite(one))
        spread = [f"{second}: {counts[second]}" for second in sorted(counts)]
        if never := found.count(inf):
            spread.append(f"never: {never}")
        return ", ".join(spread)

"""(d) How long until every page is back and has what it missed, after the web process died.

The pages come back as ours do: `hello` with `after`, a random wait before each try, a random
part of what a `bye` asks for; and after three seconds without a socket ours read by HTTP. The
web process is started again at once, as `make run` does. What the others' pages come back to
is a socket; a conversation they have none to resume.

    python -m bench.reconnect --sockets 5000
"""

import argparse
import math
import signal
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Final

from bench.machine import in_words
from bench.parties import Generator, Party, Running, more_files, parties, whom
from bench.table import percentile, table

SIGNALS: Final = {"kill -9": signal.SIGKILL, "SIGTERM": signal.SIGTERM}
GLANCE: Final = 0.5  # seconds between two looks
PATIENCE: Final = 180.0  # seconds after which nobody is waited for


@dataclass
class Back:
    half: float  # seconds until that many pages are back; infinite: not within PATIENCE
    nearly_all: float  # 99 %
    all: float
    failed: int  # tries
    read: int  # by HTTP meanwhile
    lost_twice: int
    web: float  # seconds of processor time
    peaks: dict[str, float] = field(default_factory=dict)  # the most cores over a second, by part


class Load:
    """Processor time, looked at often: what was used most within a second."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._seen = [(time.monotonic(), running.cpu())]

    def look(self) -> None:
        self._seen.append((time.monotonic(), self._running.cpu()))

    def spent(self) -> float:
        return self._seen[-1][1]["web"] - self._seen[0][1]["web"]

    def peaks(self) -> dict[str, float]:
        behind = round(1 / GLANCE)
        pairs = list(zip(self._seen, self._seen[behind:], strict=False))
        parts = self._seen[0][1]
        peaks = {part: max(self._cores(*pair, part) for pair in pairs) for part in parts}
        return peaks | {"all": max(sum(self._cores(*pair, part) for part in parts) for pair in pairs)}

    @staticmethod
    def _cores(before: Any, after: Any, part: str) -> float:
        return float((after[1][part] - before[1][part]) / (after[0] - before[0]))


def measure(party: Party, number: signal.Signals, sockets: int, interval: int) -> Back:
    with (
        Running(party, interval) as running,
        running.crowd(running.hellos(sockets), returns=True) as pages,
    ):
        time.sleep(interval)  # those who came have told who they are
        before = pages.asked()
        assert before["open"] == sockets, before["codes"]
        load = Load(running)
        killed = time.monotonic()
        keeper = threading.Thread(target=running.restart_web, args=[number])
        keeper.start()
        after = _all_back(pages, load, before)
        keeper.join()
    away = sockets - after["open"]
    times = [at - killed for at in after["returned"] if at > killed] + [math.inf] * away
    return Back(
        half=percentile(times, 0.5),
        nearly_all=percentile(times, 0.99),
        all=max(times),
        failed=after["failed"] - before["failed"],
        read=after["read"] - before["read"],
        lost_twice=len(times) - sockets,
        web=load.spent(),
        peaks=load.peaks(),
    )


def _all_back(pages: Generator, load: Load, before: dict[str, Any]) -> dict[str, Any]:
    deadline = time.monotonic() + PATIENCE
    while True:
        time.sleep(GLANCE)
        load.look()
        counts = pages.asked()
        all_back = counts["open"] == before["open"] and counts["lost"] - before["lost"] >= before["open"]
        if all_back or time.monotonic() > deadline:
            return counts


def row(party: Party, how: str, back: Back) -> list[str]:
    return [
        f"{how}, {party.name}",
        *map(_seconds, (back.half, back.nearly_all, back.all)),
        f"{back.failed:,}",
        f"{back.read:,}",
        f"{back.lost_twice:,}",
        f"{back.web:.1f}",
        f"{back.peaks['web']:.2f}",
        f"{back.peaks['all']:.2f}",
    ]


def _seconds(until: float) -> str:
    return f"{until:.1f}" if math.isfinite(until) else f"> {PATIENCE:.0f}"


HEAD = (
    "",
    "seconds until\nhalf are back",
    "\n99 %",
    "\nall",
    "failed\ntries",
    "read by\nHTTP",
    "lost\nagain",
    "web's CPU\nseconds",
    "most cores\nweb",
    "in a second\nall parts",
)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sockets", type=int, default=5000)
    parser.add_argument("--interval", type=int, default=10, help="seconds between two pings")
    parser.add_argument("--after", choices=SIGNALS, nargs="+", default=list(SIGNALS))
    parser.add_argument("--rounds", type=int, default=1, help="of each party, by turns")
    whom(parser)
    return parser.parse_args()


def main() -> None:
    asked = options()
    chosen = parties(asked.only, asked.against)
    more_files()
    print(in_words(chosen))
    rows = []
    for how in asked.after:
        for party in chosen * asked.rounds:
            back = measure(party, SIGNALS[how], asked.sockets, asked.interval)
            rows.append(row(party, how, back))
            print(f"  {'  '.join(rows[-1])}", flush=True)
    print(f"\n{asked.sockets:,} pages, one web process, a ping each {asked.interval} s")
    print(table(HEAD, sorted(rows, key=lambda cells: asked.after.index(cells[0].partition(",")[0]))))


if __name__ == "__main__":
    main()

"""(f) Ten thousand pages on one web process for ten minutes: who was closed though healthy, and
how late the event loop was.

    python -m bench.ten_thousand --sockets 10000 --minutes 10
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, Final

from bench.machine import in_words
from bench.parties import PARTS, ROOT, Running, holdfast, more_files
from bench.probes import Order
from bench.table import percentile, table

EVERY: Final = 0.05  # seconds between two probes
SETTLED: Final = 2  # intervals between the last page's coming and the first measurement


@contextmanager
def echo() -> Iterator[int]:
    """The port of an echo."""
    command = [sys.executable, "-m", "bench.echo"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.kill()


def measure(sockets: int, interval: int, seconds: float) -> list[list[str]]:
    party = holdfast()
    with Running(party, interval) as running, echo() as port:
        *hellos, prober = running.hellos(sockets + 1)
        started = time.monotonic()
        with running.crowd(hellos) as pages:
            print(f"  all open after {time.monotonic() - started:.0f} s", flush=True)
            time.sleep(SETTLED * interval)
            order = Order(running.port, party.path, running.origin, prober, port, EVERY)
            with running.generator("bench.probes", asdict(order)) as probes:
                before, cpu = pages.asked(), running.cpu()
                _wait(seconds, probes)
                after, spent, times = pages.asked(), running.cpu(), probes.asked()
        cores = {part: (spent[part] - cpu[part]) / seconds for part in PARTS}
    pings = after["pings"] - before["pings"]
    owed = sockets * seconds / interval
    print(f"\n{after['open']:,} of {sockets:,} pages open, {after['lost']:,} closed {after['codes'] or ''}")
    print(f"{pings:,} pings answered, {100 * pings / owed:.1f} % of what was due")
    print("cores: " + ", ".join(f"{part} {cores[part]:.3f}" for part in PARTS), end="\n\n")
    return [row("web process", times["web"]), row("echo beside it", times["echo"])]


def _wait(seconds: float, probes: Any) -> None:
    """A line a minute, so that nobody thinks it hangs."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(60, left))
        print("  " + "  ".join(row("so far", probes.asked()["web"])), flush=True)


def row(name: str, milliseconds: list[float]) -> list[str]:
    parts = (0.5, 0.99, 0.999)
    figures = [*(percentile(milliseconds, part) for part in parts), max(milliseconds)]
    return [name, f"{len(milliseconds):,}", *(f"{figure:.1f}" for figure in figures)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sockets", type=int, default=10_000)
    parser.add_argument("--interval", type=int, default=10, help="seconds between two pings")
    parser.add_argument("--minutes", type=float, default=10)
    asked = parser.parse_args()
    more_files()
    print(in_words(), flush=True)
    rows = measure(asked.sockets, asked.interval, 60 * asked.minutes)
    print(f"{asked.sockets:,} pages, a ping each {asked.interval} s, {asked.minutes:g} min")
    print(table(("", "probes", "ms p50", "p99", "p99.9", "max"), rows))


if __name__ == "__main__":
    main()

"""(b) What a heartbeat asks of Redis: commands a second against the number of sockets.

Counted by Valkey itself (INFO stats), so a pipeline is as many commands as it holds, and
what a script calls counts too.

    python -m bench.redis --sockets 100 1000 10000
"""

import argparse
import time
from contextlib import ExitStack
from dataclasses import dataclass

from bench.machine import in_words
from bench.parties import NAMES, Party, Running, more_files, parties
from bench.table import table

INTERVAL = 10  # seconds, the desk's default
SETTLED = 60  # seconds, in which a worker that looks for strays has begun to


@dataclass(frozen=True)
class Rate:
    commands: float  # a second
    kib: float  # a second
    lost: int  # sockets


def measure(party: Party, sizes: list[int], interval: int, seconds: float) -> list[Rate]:
    """One start; the crowd grows from size to size."""
    with Running(party, interval) as running, running.redis_commands() as so_far, ExitStack() as open_crowds:
        hellos = running.hellos(sizes[-1])
        _settle(running)
        crowds, rates, there = [], [], 0
        for size in sizes:
            crowds.append(open_crowds.enter_context(running.crowd(hellos[there:size])))
            there = size
            time.sleep(interval)  # those who came have told who they are
            before = so_far()
            time.sleep(seconds)
            after = so_far()
            rates.append(
                Rate(
                    (after[0] - before[0]) / seconds,
                    (after[1] - before[1]) / 1024 / seconds,
                    sum(pages.asked()["lost"] for pages in crowds),
                )
            )
    return rates


def _settle(running: Running) -> None:
    """Until the worker looks for strays too, which it begins a lease after its first tick: what is counted
    before is less than what goes on for ever. A party that looks for none is waited for in vain."""
    if not running.party.worker:
        return
    with running.redis() as client:
        deadline = time.monotonic() + SETTLED
        while time.monotonic() < deadline and "cmdstat_scan" not in client.info("commandstats"):
            time.sleep(0.5)


def row(party: Party, rates: list[Rate]) -> list[str]:
    least, most = rates[0].commands, rates[-1].commands
    return [
        party.name,
        *(f"{rate.commands:,.1f}" for rate in rates),
        f"{100 * (most / least - 1):+,.0f} %" if least else "",
        f"{rates[-1].kib:,.0f}",
        f"{rates[-1].lost:,}",
    ]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sockets", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--seconds", type=float, default=20, help="that a measurement lasts")
    parser.add_argument("--interval", type=int, default=INTERVAL, help="seconds between two pings")
    parser.add_argument("--only", choices=NAMES, nargs="+", default=["holdfast", "tutorial", "socketio"])
    return parser.parse_args()


def main() -> None:
    asked = options()
    chosen, sizes = parties(asked.only), sorted(asked.sockets)
    more_files()
    print(in_words(chosen))
    rows = []
    for party in chosen:
        rows.append(row(party, measure(party, sizes, asked.interval, asked.seconds)))
        print(f"  {'  '.join(rows[-1])}", flush=True)
    print(f"\nRedis commands a second, a ping each {asked.interval} s")
    head = ("", *(f"\n{size:,}" for size in sizes), "growth", "KiB/s at\nthe last", "closed\nwrongly")
    print(table(head, rows))


if __name__ == "__main__":
    main()

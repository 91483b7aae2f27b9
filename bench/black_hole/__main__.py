import argparse
import asyncio
import os
import random
import sys

from bench.black_hole import __doc__ as words
from bench.black_hole.network import WAYS, Host, alone, reachable, swallow_nothing
from bench.black_hole.outcome import HEAD, Outcome, bounds
from bench.black_hole.trials import HEALTHY, PATIENCE, BlackHole
from bench.black_hole.watch import watch
from bench.machine import in_words
from bench.parties import NAMES, OTHERS, Party, Running, parties
from bench.table import table


def measure(party: Party, asked: argparse.Namespace, host: Host, pages: int) -> Outcome:
    swallow_nothing(host)
    with Running(party, asked.interval, HOST="0.0.0.0") as running:
        hole = BlackHole(watch(running, pages), asked.trials, asked.interval, asked.seed)
        asyncio.run(hole.run(host))
    return hole.outcome(party.name, {} if party in OTHERS else bounds(asked.interval))


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m bench.black_hole", description=words, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--trials", type=int, default=50, help="of each way")
    parser.add_argument("--interval", type=int, default=5, help="seconds between two pings")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--only", choices=NAMES, nargs="+", help="these parties")
    return parser.parse_args()


def main() -> int:
    asked = options()
    chosen = parties(asked.only)
    if not alone():
        os.execvp("unshare", ["unshare", "--net", sys.executable, "-m", "bench.black_hole", *sys.argv[1:]])
    print(in_words(chosen, pages_under_node=True))
    print(f"seed {asked.seed}, interval {asked.interval} s, a trial lasts {PATIENCE:.0f} s", flush=True)
    outcomes = []
    pages = HEALTHY + asked.trials * len(WAYS)
    with reachable(pages) as host:
        for party in chosen:
            outcomes.append(measure(party, asked, host, pages))
            print(f"  {outcomes[-1].words()}", flush=True)
    rows = [outcome.row(which) for which in sorted(outcomes[0].seconds) for outcome in outcomes]
    print(f"\n{table(HEAD, rows)}")
    return int(not all(outcome.good() for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())

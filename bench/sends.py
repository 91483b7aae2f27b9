"""What a send costs this checkout and another one, each without and with `manage.py jobs` beside, if it has
that: by turns in one run, so that what else the machine does falls on all alike.

A send is a message, its `ack`, its way to the agent's page and the mark that says it was
delivered, as in `bench.messages`. The ratio is that of the medians of all turns.

    git worktree add ../before <commit>
    python -m bench.sends --against ../before
"""

import argparse
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final

from bench.machine import in_words
from bench.messages import DATABASES, order, variables_of
from bench.parties import Generator, Party, Running, holdfast, more_files
from bench.table import percentile, table

INTERVAL: Final = 10  # seconds between two pings
JOBS: Final = ["manage.py", "jobs"]


@dataclass
class Turns:
    """Of a party: a value a turn. Times in milliseconds."""

    running: Running
    talkers: Generator
    web: list[float] = field(default_factory=list)  # processor time a send
    jobs: list[float] = field(default_factory=list)
    ack: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)

    def take(self, rate: float, seconds: float) -> None:
        before = self.running.cpu()
        talk = self.talkers.asked({"rate": rate, "seconds": seconds})
        used = self.running.cpu()
        assert len(talk["shown"]) == talk["due"], "the rate is too high to tell"
        self.web.append(1000 * (used["web"] - before["web"]) / talk["due"])
        self.jobs.append(1000 * (used["jobs"] - before["jobs"]) / talk["due"])
        self.ack.append(percentile(talk["ack"], 0.5))
        self.shown.append(percentile(talk["shown"], 0.5))


@contextmanager
def started(party: Party, database: str, customers: int, agents: int) -> Iterator[Turns]:
    with variables_of(database) as variables, Running(party, INTERVAL, **variables) as running:
        asked = asdict(order(running, customers, agents))
        with running.generator("bench.talk", asked) as talkers:
            yield Turns(running, talkers)


def measure(parties: list[Party], database: str, asked: argparse.Namespace) -> list[list[str]]:
    with ExitStack() as all_of_them:
        turns = [
            all_of_them.enter_context(started(party, database, asked.customers, asked.agents))
            for party in parties
        ]
        time.sleep(INTERVAL)
        for _ in range(asked.turns):
            for one in turns:
                one.take(asked.rate, asked.seconds)
    return [row(party.name, database, one, turns[0]) for party, one in zip(parties, turns, strict=True)]


def row(name: str, database: str, one: Turns, first: Turns) -> list[str]:
    columns = [(one.web, first.web), (one.ack, first.ack), (one.shown, first.shown)]
    medians = [(statistics.median(mine), statistics.median(others)) for mine, others in columns]
    told = [word for mine, others in medians for word in (f"{mine:.2f}", f"{mine / others:.2f}")]
    return [f"{name}, {database}", *told, f"{statistics.median(one.jobs):.2f}"]


HEAD: Final = (
    "ms, medians of the turns",
    "web's processor\na send",
    "\nratio",
    "to ack\np50",
    "\nratio",
    "to other page\np50",
    "\nratio",
    "jobs' processor\na send",
)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--against", type=Path, required=True, help="the other checkout")
    parser.add_argument("--rate", type=float, default=60, help="messages a second")
    parser.add_argument("--seconds", type=float, default=10, help="a turn")
    parser.add_argument("--turns", type=int, default=8)
    parser.add_argument("--customers", type=int, default=100)
    parser.add_argument("--agents", type=int, default=5)
    parser.add_argument("--databases", choices=DATABASES, nargs="+", default=DATABASES)
    return parser.parse_args()


def has_jobs(party: Party) -> bool:
    return (party.checkout / "tickets" / "jobs").is_dir()


def with_jobs(party: Party) -> Party:
    return replace(party, name=f"{party.name}, with jobs", jobs=[party.worker[0], *JOBS])


def main() -> None:
    asked = options()
    before, now = holdfast("before", asked.against.resolve()), holdfast("now")
    parties = [before, now, *(with_jobs(one) for one in (before, now) if has_jobs(one))]
    more_files()
    print(in_words(parties), flush=True)
    rows = [row for database in asked.databases for row in measure(parties, database, asked)]
    print(f"\n{asked.turns} turns of {asked.seconds:g} s each, {asked.rate:g} messages a second")
    print(table(HEAD, rows))


if __name__ == "__main__":
    main()

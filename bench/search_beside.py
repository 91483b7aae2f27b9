"""Whether messages wait for searches, on real processes: customers write to agents' pages, by turns alone and
beside so many searches a second; and how far the index is behind the log meanwhile.

    python -m bench.search_beside --at /tmp/million --messages 1000000

`--at`: as `bench.search` has left it there.
"""

import argparse
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from bench.machine import in_words
from bench.messages import order
from bench.parties import Generator, Running, holdfast, more_files
from bench.search import at_hand, body
from bench.searchers import Order
from bench.table import percentile, table

INTERVAL: Final = 10  # seconds between two pings
LOOKS: Final = 0.1  # seconds between two, at what the index has
BODIES: Final = 2_000
JOBS: Final = ["manage.py", "jobs"]


class Lag:
    """Seconds from a message until the index has it, to a look's exactness."""

    def __init__(self) -> None:
        from tickets.models import Event

        self.seconds = list[float]()
        self.last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.missing: dict[int, Any] = {}  # place -> when it was said

    def look(self) -> None:
        from django.utils import timezone

        from tickets.features.search.index import SPOKEN
        from tickets.features.search.models import Searched, place_of
        from tickets.models import Event

        for pk, at in Event.objects.filter(pk__gt=self.last, kind__in=SPOKEN).values_list("pk", "at"):
            self.last = max(self.last, pk)
            self.missing[place_of(at, pk)] = at
        there = Searched.objects.filter(pk__in=list(self.missing)[:500]).values_list("pk", flat=True)
        now = timezone.now()
        self.seconds += [(now - self.missing.pop(place)).total_seconds() for place in there]


@contextmanager
def looked_at() -> Iterator[Lag]:
    from django.db import connections

    lag, ended = Lag(), threading.Event()

    def run() -> None:
        while not ended.wait(LOOKS) or lag.missing:
            lag.look()
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    yield lag
    ended.set()
    thread.join()


@dataclass
class Turns:
    """Of messages alone, or beside searches: a value a turn."""

    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    web: list[float] = field(default_factory=list)  # seconds of its processor

    def row(self, name: str, first: "Turns") -> list[str]:
        columns = [(self.p50, first.p50), (self.p99, first.p99), (self.web, first.web)]
        medians = [(statistics.median(mine), statistics.median(others)) for mine, others in columns]
        return [name, *(word for mine, one in medians for word in (f"{mine:.2f}", f"{mine / one:.2f}"))]


@dataclass
class Measured:
    running: Running
    talkers: Generator
    searchers: Generator
    alone: Turns = field(default_factory=Turns)
    beside: Turns = field(default_factory=Turns)
    took: list[float] = field(default_factory=list)
    failed: int = 0
    unanswered: int = 0  # messages: the rate is too high to tell

    def turn(self, asked: argparse.Namespace, *, searching: bool) -> None:
        before = self.running.cpu()["web"]
        if searching:
            self.searchers.say(f'{{"rate": {asked.rate}, "seconds": {asked.seconds}}}')
        talk = self.talkers.asked({"rate": asked.sends, "seconds": asked.seconds})
        self.unanswered += talk["due"] - len(talk["ack"])
        if searching:
            self._searched(self.searchers.asked_before())
        turns = self.beside if searching else self.alone
        turns.web.append(self.running.cpu()["web"] - before)
        turns.p50.append(percentile(talk["ack"], 0.5))
        turns.p99.append(percentile(talk["ack"], 0.99))

    def _searched(self, told: dict[str, Any]) -> None:
        self.took += told["took"]
        self.failed += told["failed"]


def measure(asked: argparse.Namespace, variables: dict[str, str]) -> tuple[Measured, Lag]:
    party = holdfast()
    party = replace(party, jobs=[party.worker[0], *JOBS])
    with ExitStack() as stack:
        running = stack.enter_context(Running(party, INTERVAL, **variables))
        said = tuple(map(body, range(BODIES)))  # in the words that are looked for
        talk = replace(order(running, asked.customers, asked.agents), bodies=said)
        talkers = stack.enter_context(running.generator("bench.talk", asdict(talk)))
        who = asdict(Order(running.port, talk.cookie, asked.messages))
        searchers = stack.enter_context(running.generator("bench.searchers", who))
        measured = Measured(running, talkers, searchers)
        measured.turn(asked, searching=True)  # what a process does the first time it does once
        measured.alone, measured.beside, measured.took = Turns(), Turns(), []
        lag = stack.enter_context(looked_at())
        for number in range(asked.turns):
            for searching in (False, True) if number % 2 else (True, False):
                measured.turn(asked, searching=searching)
        time.sleep(1)
    return measured, lag


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--at", required=True, help="a folder (SQLite) or a postgres:// address")
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--rate", type=float, default=10, help="searches a second")
    parser.add_argument("--sends", type=float, default=100, help="messages a second")
    parser.add_argument("--seconds", type=float, default=10, help="a turn")
    parser.add_argument("--turns", type=int, default=6, help="of each")
    parser.add_argument("--customers", type=int, default=100)
    parser.add_argument("--agents", type=int, default=5)
    return parser.parse_args()


def main() -> None:
    asked = options()
    more_files()
    variables = at_hand(asked.at)
    print(in_words(), flush=True)
    measured, lag = measure(asked, variables)
    head = (
        "medians of the turns", "ms to ack\np50", "\nratio", "\np99", "\nratio",
        "web's processor\ns", "\nratio",
    )  # fmt: skip
    rows = [
        measured.alone.row("alone", measured.alone),
        measured.beside.row(f"beside {asked.rate:g} searches a second", measured.alone),
    ]
    turns = f"{asked.turns} turns of {asked.seconds:g} s each, {measured.unanswered} unanswered"
    print(f"\n{asked.sends:g} messages a second, {turns}")
    print(table(head, rows))
    parts = ("p50", 0.5), ("p95", 0.95), ("max", 1)
    told = ", ".join(f"{name} {percentile(measured.took, part):.1f}" for name, part in parts)
    many = f"{len(measured.took)} searches, {measured.failed} failed"
    print(f"a search among {asked.messages:,}, ms: {told}; {many}")
    told = ", ".join(f"{name} {percentile(lag.seconds, part):.2f}" for name, part in parts)
    print(f"the index behind the log, s: {told}; {len(lag.seconds)} messages")


if __name__ == "__main__":
    main()

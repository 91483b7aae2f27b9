"""What a heartbeat costs, ours and the Channels tutorial's, measured in one run.

Each round starts a party from nothing, lets the pages come, waits until they are settled and
then counts what a while of heartbeats takes of the processor: of all the party's processes,
its Valkey included, and of nothing else.

    python -m bench.heartbeat --sockets 5000
    python -m bench.heartbeat --against /path/to/another/checkout
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.machine import in_words
from bench.parties import TUTORIAL, Party, Running, holdfast

SETTLED = 2  # intervals between the last page's coming and the first measurement
PARTS = ("web", "worker", "valkey")


@dataclass(frozen=True)
class Plan:
    sockets: int
    tickets: int
    seconds: float
    interval: int


@dataclass(frozen=True)
class Measured:
    pings: int
    lost: int
    cpu: dict[str, float]  # microseconds a ping + pong, by part
    memory: dict[str, float]  # KiB a socket, by part


@dataclass
class Rounds:
    party: Party
    measured: list[Measured] = field(default_factory=list)

    def median(self, figure: Callable[[Measured], float]) -> float:
        return statistics.median(map(figure, self.measured))

    @property
    def cpu(self) -> float:
        return self.median(lambda m: sum(m.cpu.values()))

    def cpu_of(self, part: str) -> float:
        return self.median(lambda m: m.cpu[part])

    @property
    def memory(self) -> float:
        return self.median(lambda m: sum(m.memory.values()))


def measure(party: Party, plan: Plan) -> Measured:
    with Running(party, plan.interval) as running:
        hellos = running.hellos(plan.sockets, plan.tickets)
        with running.crowd(hellos[:1]):
            time.sleep(plan.interval)  # what the first page of a process costs, the others don't
        empty = running.memory()
        with running.crowd(hellos) as pages:
            time.sleep(SETTLED * plan.interval)
            pings, cpu = pages.counts()["pings"], running.cpu()
            time.sleep(plan.seconds)
            after, spent, full = pages.counts(), running.cpu(), running.memory()
    pings = after["pings"] - pings
    return Measured(
        pings=pings,
        lost=after["lost"],
        cpu={part: 1e6 * (spent[part] - cpu[part]) / max(pings, 1) for part in PARTS},
        memory={part: (full[part] - empty[part]) / 1024 / plan.sockets for part in PARTS},
    )


HEAD = f"{'':12}{'CPU µs per':>12}{'of it':>30}{'KiB per':>10}{'of it':>10}{'closed':>9}{'pings':>9}"
UNDER = (
    f"{'':12}{'ping + pong':>12}{'web':>10}{'worker':>10}{'Valkey':>10}"
    f"{'socket':>10}{'web':>10}{'wrongly':>9}{'':>9}"
)


def row(rounds: Rounds) -> str:
    parts = "".join(f"{rounds.cpu_of(part):>10.1f}" for part in PARTS)
    web = rounds.median(lambda m: m.memory["web"])
    lost = sum(m.lost for m in rounds.measured)
    pings = sum(m.pings for m in rounds.measured)
    return (
        f"{rounds.party.name:12}{rounds.cpu:>12.1f}{parts}"
        f"{rounds.memory:>10.1f}{web:>10.1f}{lost:>9,}{pings:>9,}"
    )


def ratio(ours: Rounds, theirs: Rounds) -> str:
    return (
        f"{ours.party.name} / {theirs.party.name}: "
        f"CPU {ours.cpu / theirs.cpu:.3f} (1 to {theirs.cpu / ours.cpu:.1f}), "
        f"memory {ours.memory / theirs.memory:.2f}"
    )


def parties(against: Path | None, only: str | None) -> list[Party]:
    other = [holdfast("against", against.resolve())] if against else []
    return [party for party in (holdfast(), *other, TUTORIAL) if only in (None, party.name)]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sockets", type=int, default=1000)
    parser.add_argument("--tickets", type=int, help="distinct ones; one per socket unless said otherwise")
    parser.add_argument("--seconds", type=float, default=30, help="that a measurement lasts")
    parser.add_argument("--interval", type=int, default=5, help="seconds between two pings of a socket")
    parser.add_argument("--rounds", type=int, default=2, help="of each party, by turns; medians count")
    parser.add_argument("--against", type=Path, help="another checkout of ours, measured by turns too")
    parser.add_argument("--only", choices=("holdfast", "tutorial"), help="one party")
    return parser.parse_args()


def main() -> None:
    asked = options()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a socket is a file, here and there
    plan = Plan(asked.sockets, asked.tickets or asked.sockets, asked.seconds, asked.interval)
    print(in_words())
    print(
        f"{plan.sockets:,} sockets at {plan.tickets:,} tickets, a ping each {plan.interval} s, "
        f"{asked.rounds} rounds of {plan.seconds:.0f} s",
        flush=True,
    )
    all_rounds = [Rounds(party) for party in parties(asked.against, asked.only)]
    for number in range(asked.rounds):
        for rounds in all_rounds:
            measured = measure(rounds.party, plan)
            rounds.measured.append(measured)
            cpu, memory = sum(measured.cpu.values()), sum(measured.memory.values())
            print(f"  round {number + 1}, {rounds.party.name}: {cpu:.1f} µs, {memory:.1f} KiB", flush=True)
    print("\n".join(["", HEAD, UNDER, *map(row, all_rounds), ""]))
    for other in all_rounds[1:]:
        print(ratio(all_rounds[0], other))


if __name__ == "__main__":
    main()

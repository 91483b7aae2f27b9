"""(a) What a heartbeat costs, ours and the others', measured in one run.

Each round starts a party from nothing, lets the pages come, waits until they are settled and
then counts what a while of heartbeats takes of the processor: of all the party's processes,
its Valkey included, and of nothing else.

    python -m bench.heartbeat --sockets 1000 5000 10000@10
    python -m bench.heartbeat --against /path/to/another/checkout --only holdfast against
"""

import argparse
import time
from dataclasses import dataclass, field
from statistics import median
from typing import Self

from bench.machine import in_words
from bench.parties import PARTS, Party, Running, more_files, parties, whom
from bench.table import spread, table

INTERVAL = 5  # seconds between two pings of a socket, unless a size says another
SETTLED = 2  # intervals between the last page's coming and the first measurement


@dataclass(frozen=True)
class Size:
    sockets: int
    interval: int

    @classmethod
    def of(cls, words: str) -> Self:
        """`5000`, or `10000@10` for another interval."""
        sockets, _, interval = words.partition("@")
        return cls(int(sockets), int(interval or INTERVAL))


@dataclass(frozen=True)
class Measured:
    pings: int
    lost: int
    cpu: dict[str, float]  # microseconds a ping + pong, by part
    memory: dict[str, float]  # KiB a socket, by part


@dataclass
class Rounds:
    party: Party
    size: Size
    measured: list[Measured] = field(default_factory=list)

    @property
    def cpu(self) -> list[float]:
        return [sum(m.cpu.values()) for m in self.measured]

    @property
    def memory(self) -> list[float]:
        return [sum(m.memory.values()) for m in self.measured]

    def row(self) -> list[str]:
        return [
            f"{self.size.sockets:,} at {self.size.interval} s, {self.party.name}",
            spread(self.cpu),
            *(f"{median(m.cpu[part] for m in self.measured):.1f}" for part in PARTS),
            spread(self.memory),
            f"{median(m.memory['web'] for m in self.measured):.1f}",
            f"{sum(m.lost for m in self.measured):,}",
            f"{sum(m.pings for m in self.measured):,}",
        ]

    def against(self, ours: "Rounds") -> str:
        cpu, memory = median(ours.cpu) / median(self.cpu), median(ours.memory) / median(self.memory)
        return (
            f"{self.size.sockets:,}: {ours.party.name} / {self.party.name}: "
            f"CPU {cpu:.3f} (1 to {1 / cpu:.1f}), memory {memory:.2f}"
        )


HEAD = (
    "",
    "CPU µs per\nping + pong",
    "of it\nweb",
    "\nworker",
    "\nValkey",
    "\njobs",
    "KiB per\nsocket",
    "of it\nweb",
    "closed\nwrongly",
    "pings",
)


def measure(party: Party, size: Size, tickets: int | None, seconds: float) -> Measured:
    with Running(party, size.interval) as running:
        hellos = running.hellos(size.sockets, tickets)
        with running.crowd(hellos[:1]):
            time.sleep(size.interval)  # what the first page of a process costs, the others don't
        empty = running.memory()
        with running.crowd(hellos) as pages:
            time.sleep(SETTLED * size.interval)
            pings, cpu = pages.asked()["pings"], running.cpu()
            time.sleep(seconds)
            after, spent, full = pages.asked(), running.cpu(), running.memory()
    pings = after["pings"] - pings
    return Measured(
        pings=pings,
        lost=after["lost"],
        cpu={part: 1e6 * (spent[part] - cpu[part]) / max(pings, 1) for part in PARTS},
        memory={part: (full[part] - empty[part]) / 1024 / size.sockets for part in PARTS},
    )


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sockets", type=Size.of, nargs="+", default=[Size(1000, INTERVAL)])
    parser.add_argument("--tickets", type=int, help="distinct ones; one per socket unless said otherwise")
    parser.add_argument("--seconds", type=float, default=20, help="that a measurement lasts")
    parser.add_argument("--rounds", type=int, default=2, help="of each party, by turns; medians count")
    whom(parser)
    return parser.parse_args()


def main() -> None:
    asked = options()
    chosen = parties(asked.only, asked.against)
    more_files()
    print(in_words(chosen))
    all_rounds = [[Rounds(party, size) for party in chosen] for size in asked.sockets]
    for of_size in all_rounds:
        for number in range(asked.rounds):
            for rounds in of_size:
                measured = measure(rounds.party, rounds.size, asked.tickets, asked.seconds)
                rounds.measured.append(measured)
                print(f"  round {number + 1}: {'  '.join(rounds.row())}", flush=True)
    print(f"\n{asked.rounds} rounds of {asked.seconds:.0f} s; the median, and from the least to the most")
    print(table(HEAD, [rounds.row() for of_size in all_rounds for rounds in of_size]), end="\n\n")
    for ours, *others in all_rounds:
        for other in others:
            print(other.against(ours))


if __name__ == "__main__":
    main()

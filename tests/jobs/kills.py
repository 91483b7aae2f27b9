"""Jobs under kills, and what became of them.

    python -m tests.jobs.kills --jobs 10000 --kills 50 --database postgresql --seed 7

Half of the jobs write to the database, half to a file that stands for the outside world and
keep an order. Two processes of `manage.py jobs`, one of them killed with -9 at random, until
all kills are through and no job is left.
"""

import argparse
import random
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from tests.jobs.apps import WORLD
from tests.postgresql import Server
from tests.stack import Stack

ORDERS: Final = 20
SETTINGS: Final = "tests.jobs.settings"


@dataclass(frozen=True)
class Outcome:
    left: int  # jobs
    missing: int  # effects that never came, inside and outside
    doubled_inside: int  # must not be
    doubled_outside: int  # may be: at least once
    out_of_order: int  # first effects that came after a later one of their order
    kills: int
    seconds: float

    @property
    def sound(self) -> bool:
        return (self.left, self.missing, self.doubled_inside, self.out_of_order) == (0, 0, 0, 0)


class Desk(Stack):
    """The database, Valkey, and processes for jobs; no web process is needed."""

    def __init__(self, folder: Path, database: str | None) -> None:
        self.world = folder / "world"
        self.world.touch()
        variables = {"DJANGO_SETTINGS_MODULE": SETTINGS, WORLD: str(self.world)}
        super().__init__(folder, database, **variables)

    def __enter__(self) -> Self:
        self.start("valkey")
        self.manage("manage.py", "migrate", "--run-syncdb", "--verbosity", "0")
        return self

    def counted(self) -> tuple[int, int, int]:
        left, traces, numbers = map(int, self.manage("-m", "tests.jobs.fill", "count").split())
        return left, traces, numbers


def run(desk: Desk, jobs: int, kills: int, dice: random.Random) -> Outcome:
    begun = time.monotonic()
    half = jobs // 2
    desk.manage("-m", "tests.jobs.fill", str(half), str(half), str(ORDERS))
    workers = ["first jobs", "second jobs"]
    for worker in workers:
        desk.start(worker)
    for _ in range(kills):
        time.sleep(dice.uniform(0.1, 1.5))  # into whatever it is doing
        victim = dice.choice(workers)
        desk.kill(victim)
        desk.start(victim)
    left, traces, numbers = desk.counted()
    world = [line.rsplit(maxsplit=1) for line in desk.world.read_text().splitlines()]
    firsts = list(dict.fromkeys((order, int(number)) for order, number in world))
    return Outcome(
        left=left,
        missing=2 * half - numbers - len(firsts),
        doubled_inside=traces - numbers,
        doubled_outside=len(world) - len(firsts),
        out_of_order=_out_of_order(firsts),
        kills=kills,
        seconds=round(time.monotonic() - begun, 1),
    )


def _out_of_order(firsts: list[tuple[str, int]]) -> int:
    newest: dict[str, int] = defaultdict(lambda: -1)
    wrong = 0
    for order, number in firsts:
        wrong += number < newest[order]
        newest[order] = max(newest[order], number)
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Server() as server:
        database = server.new_database() if asked.database == "postgresql" else None
        with Desk(Path(folder), database) as desk:
            outcome = run(desk, asked.jobs, asked.kills, random.Random(asked.seed))
            print(asked.database, asked.jobs, "jobs:", outcome)
            raise SystemExit(not outcome.sound)


if __name__ == "__main__":
    main()

"""Jobs and reactions under kills, and what became of them.

    python -m tests.jobs.kills --jobs 10000 --kills 50 --database postgresql --seed 7

Half of the jobs write to the database, half to a file that stands for the outside world and
keep an order. Meanwhile customers write, and a reaction leaves a trace of each event; one in
fifty fails, and becomes a job. Two processes of `manage.py jobs`, one of them killed with -9 at
random and evenly over the work, until all kills are through and nothing is left to do.
"""

import contextlib
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from tests import at_length
from tests.jobs.apps import WORLD
from tests.jobs.fill import out_of_order
from tests.stack import Stack

ORDERS: Final = 20
TICKETS: Final = 20
MESSAGES: Final = 20  # a second
SETTINGS: Final = "tests.jobs.settings"


@dataclass(frozen=True)
class Outcome:
    left: int  # jobs, and tickets with something to react to
    missing: int  # effects that never came, inside and outside
    doubled_inside: int  # must not be
    doubled_outside: int  # may be: at least once
    out_of_order: int  # first effects that came after a later one of their order
    events: int
    unreacted: int  # events without a reaction
    doubled_reactions: int
    reactions_out_of_order: int
    left_at_last_kill: int  # jobs: the premise
    kills: int
    seconds: float

    @property
    def sound(self) -> bool:
        jobs = (self.left, self.missing, self.doubled_inside, self.out_of_order)
        reactions = (self.unreacted, self.doubled_reactions, self.reactions_out_of_order)
        return not any(jobs + reactions)


class Desk(Stack):
    """The database, Valkey, and processes for jobs; no web process is needed."""

    def __init__(self, folder: Path, database: str | None, settings: str = SETTINGS) -> None:
        self.world = folder / "world"
        self.world.touch()
        variables = {"DJANGO_SETTINGS_MODULE": settings, WORLD: str(self.world)}
        super().__init__(folder, database, **variables)

    def __enter__(self) -> Self:
        self.start("valkey")
        self.manage("manage.py", "migrate", "--run-syncdb", "--verbosity", "0")
        return self

    def fill(self, *arguments: object) -> str:
        return self.manage("-m", "tests.jobs.fill", *map(str, arguments))

    def has_done(self, effects: int) -> None:
        """Wait until there are so many of them outside."""
        self.wait_until(lambda: self.world.read_text().count("\n") >= effects, "jobs to be done")

    @contextlib.contextmanager
    def talking(self) -> Iterator[None]:
        command = [sys.executable, "-m", "tests.jobs.fill", "talk", str(TICKETS), str(MESSAGES)]
        with subprocess.Popen(command, cwd=self.code, env=self.environment, stdin=subprocess.PIPE) as talking:
            yield
            talking.communicate()  # ends its input
            assert talking.returncode == 0

    def works(self, worker: str) -> None:
        """Start it, and wait until it looks for jobs."""
        said = len(self.words())
        self.start(worker)
        self.wait_until(lambda: "inside (inside)" in self.words(said), f"{worker} to begin")


def run(desk: Desk, jobs: int, kills: int, dice: random.Random) -> Outcome:
    begun = time.monotonic()
    half = jobs // 2
    desk.fill("jobs", half, half, ORDERS)
    with desk.talking():
        _killed(desk, kills, half // (kills + 1), dice)
        left_at_last_kill = int(desk.fill("left"))
    counted: dict[str, Any] = json.loads(desk.fill("count"))
    world = [line.rsplit(maxsplit=1) for line in desk.world.read_text().splitlines()]
    firsts = list(dict.fromkeys((order, int(number)) for order, number in world))
    return Outcome(
        left=counted["left"],
        missing=2 * half - counted["numbers"] - len(firsts),
        doubled_inside=counted["traces"] - counted["numbers"],
        doubled_outside=len(world) - len(firsts),
        out_of_order=out_of_order(firsts),
        events=counted["events"],
        unreacted=counted["events"] - counted["reacted"],
        doubled_reactions=counted["reactions"] - counted["reacted"],
        reactions_out_of_order=counted["out_of_order"],
        left_at_last_kill=left_at_last_kill,
        kills=kills,
        seconds=round(time.monotonic() - begun, 1),
    )


def _killed(desk: Desk, kills: int, each: int, dice: random.Random) -> None:
    """Evenly over the work: one after `each` effects outside."""
    workers = ["first jobs", "second jobs"]
    for worker in workers:
        desk.works(worker)
    for effects in range(each, (kills + 1) * each, each):
        desk.has_done(effects)
        time.sleep(dice.uniform(0.0, 0.3))  # into whatever it is doing
        victim = dice.choice(workers)
        desk.kill(victim)
        desk.works(victim)


def main() -> None:
    asked = at_length.asked(__doc__, jobs=10_000, kills=50)
    with at_length.place(asked.database) as (folder, database), Desk(folder, database) as desk:
        outcome = run(desk, asked.jobs, asked.kills, random.Random(asked.seed))
    print(asked.database, asked.jobs, "jobs:", outcome)
    raise SystemExit(not outcome.sound)


if __name__ == "__main__":
    main()

"""One party's trials, and pages beside them that nothing happens to."""

import asyncio
import json
import random
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from bench.black_hole.network import WAYS, Host, address, swallow
from bench.black_hole.outcome import Outcome, Which
from bench.black_hole.watch import Watch
from bench.parties import ROOT

HEALTHY: Final = 50  # pages that nothing happens to
PACE: Final = 0.5  # seconds between two holes: many at once, and our server would doubt itself
OPENING: Final = 60.0  # seconds in which all pages must be open
PATIENCE: Final = 60.0  # seconds after which a hole counts as never noticed


@dataclass
class Trial:
    page: int
    way: str
    at: float = 0.0  # monotonic seconds, as all here
    noticed: dict[str, float] = field(default_factory=dict)  # side -> when

    def after(self, side: str) -> float:
        """Seconds; infinite: not within PATIENCE."""
        seconds = self.noticed.get(side, float("inf")) - self.at
        return seconds if seconds <= PATIENCE else float("inf")

    def over(self) -> bool:
        return len(self.noticed) == 2 or (bool(self.at) and time.monotonic() > self.at + PATIENCE)


@asynccontextmanager
async def pages_of(
    watch: Watch, servers: list[str], interval: int, inside: Sequence[str] = ()
) -> AsyncIterator[asyncio.StreamReader]:
    """The pages under Node, which say who is open and who has lost its socket."""
    same = {"origin": watch.running.origin, "interval": interval}
    order = {"script": watch.script(), "pages": [watch.page(*one) | same for one in enumerate(servers)]}
    node = await asyncio.create_subprocess_exec(
        *inside,
        str(ROOT / "bin/node"),
        str(ROOT / "bench/black_hole/pages.mjs"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert node.stdin
        assert node.stdout
        node.stdin.write(json.dumps(order).encode() + b"\n")
        yield node.stdout
    finally:
        node.kill()
        await node.wait()


class BlackHole:
    def __init__(self, watch: Watch, trials: int, interval: int, seed: int) -> None:
        self.watch, self.interval = watch, interval
        self.chance = random.Random(seed)
        ways = [way for way in WAYS for _ in range(trials)]
        self.chance.shuffle(ways)
        self.trials = {page: Trial(page, way) for page, way in enumerate(ways, start=HEALTHY)}
        self.open: set[int] = set()
        self.lost: set[int] = set()  # though healthy

    async def run(self, host: Host) -> None:
        servers = [address(page) for page in range(HEALTHY + len(self.trials))]
        async with (
            self.watch.desk() as desk,
            pages_of(self.watch, servers, self.interval, host.inside()) as told,
            asyncio.TaskGroup() as all_,
        ):
            ears = [
                all_.create_task(self._hear_pages(told)),
                all_.create_task(self.watch.hear(desk, lambda page: self._noticed(page, "server"))),
            ]
            async with asyncio.timeout(OPENING):
                await self._until(lambda: len(self.open) == len(servers))
            await asyncio.sleep(self.interval)  # each has been pinged
            async with asyncio.TaskGroup() as holes:
                for trial in self.trials.values():
                    holes.create_task(self._hole(host, trial))
            await self._until(lambda: all(trial.over() for trial in self.trials.values()))
            for ear in ears:
                ear.cancel()

    async def _until(self, true: Callable[[], bool]) -> None:
        while not true():
            await asyncio.sleep(0.1)

    async def _hole(self, host: Host, trial: Trial) -> None:
        number = trial.page - HEALTHY
        await asyncio.sleep(number * PACE + self.chance.uniform(0, self.interval))
        trial.at = time.monotonic()  # before: what the rule takes is counted as not noticed
        await swallow(host, trial.page, trial.way)

    async def _hear_pages(self, told: asyncio.StreamReader) -> None:
        async for line in told:
            what: dict[str, Any] = json.loads(line)
            if what["open"]:
                self.open.add(what["page"])
            else:
                self._noticed(what["page"], "page", what["at"])

    def _noticed(self, page: int, side: str, at: float | None = None) -> None:
        trial = self.trials.get(page)
        if trial is None or not trial.at:
            self.lost.add(page)
        else:
            trial.noticed.setdefault(side, time.monotonic() if at is None else at)

    def outcome(self, party: str, bounds: dict[Which, float]) -> Outcome:
        measured: dict[Which, list[float]] = {}
        for trial in self.trials.values():
            for side in ("page", "server"):
                measured.setdefault((trial.way, side), []).append(trial.after(side))
        return Outcome(party, measured, bounds, HEALTHY, len(self.lost), PATIENCE)

"""Routing under kills, and who was given what.

    python -m tests.routing.kills --tickets 1000 --agents 20 --kills 20 --database postgresql --seed 7

Agents have the desk open on real sockets while tickets are opened. Two processes of `manage.py jobs`, one of
them killed with -9 at random and evenly over the work, until each ticket is somebody's.
"""

import asyncio
import contextlib
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests import at_length
from tests.cast import Page
from tests.stack import Stack

WORKERS: Final = ("first jobs", "second jobs")
HELLO: Final = {"type": "hello", "v": 1, "tickets": [], "queue": True}
PATIENCE: Final = 600.0  # seconds
LOOK: Final = 0.3  # seconds between two counts


@dataclass(frozen=True)
class Outcome:
    tickets: int
    given: int
    twice: int  # must not be
    least: int  # tickets of an agent
    most: int
    left_at_last_kill: int  # the premise
    kills: int
    seconds: float

    @property
    def sound(self) -> bool:
        return self.given == self.tickets and not self.twice and self.most - self.least <= 1


def desk(folder: Path, database: str | None = None, **variables: str) -> Stack:
    routing = {"ROUTING": "on", "ROUTING_CAPACITY": "1000", "DJANGO_SETTINGS_MODULE": "support_site.settings"}
    return Stack(folder, database, **routing, **variables)


async def run(stack: Stack, tickets: int, agents: int, kills: int, dice: random.Random) -> Outcome:
    cookies = json.loads(stack.manage("-m", "tests.routing.fill", "agents", str(agents)))
    async with contextlib.AsyncExitStack() as pages:
        for cookie in cookies:
            page = await pages.enter_async_context(Page(stack, HELLO, headers={"Cookie": cookie}))
            await page.gets("welcome")
        for worker in WORKERS:
            stack.start(worker)
        begun = time.monotonic()
        with opening(stack, tickets):
            left = await _killed(stack, tickets, kills, dice)
            await _given(stack, tickets)
        return _outcome(await _counted(stack), agents, left, kills, time.monotonic() - begun)


@contextlib.contextmanager
def opening(stack: Stack, tickets: int) -> Iterator[None]:
    command = [sys.executable, "-m", "tests.routing.fill", "open", str(tickets)]
    with subprocess.Popen(command, cwd=stack.code, env=stack.environment) as process:
        yield
    assert process.returncode == 0


async def _killed(stack: Stack, tickets: int, kills: int, dice: random.Random) -> int:
    """One after so many more are given. Returns how many weren't at the last."""
    given = 0
    for kill in range(1, kills + 1):
        given = await _given(stack, tickets * kill // (kills + 1))
        await asyncio.sleep(dice.uniform(0.0, 0.3))  # into whatever it is doing
        victim = dice.choice(WORKERS)
        stack.kill(victim)
        stack.start(victim)
    return tickets - given


async def _given(stack: Stack, enough: int) -> int:
    deadline = time.monotonic() + PATIENCE
    while (given := (await _counted(stack))["given"]) < enough:
        assert time.monotonic() < deadline, f"{given} of {enough}; {stack.words()[-3000:]}"
        await asyncio.sleep(LOOK)
    return int(given)


async def _counted(stack: Stack) -> dict[str, Any]:
    """Beside the agents' pages, which go on answering."""
    told = await asyncio.to_thread(stack.manage, "-m", "tests.routing.fill", "count")
    counted: dict[str, Any] = json.loads(told)
    return counted


def _outcome(counted: dict[str, Any], agents: int, left: int, kills: int, seconds: float) -> Outcome:
    loads = [*counted["loads"].values()]
    loads += [0] * (agents - len(loads))
    return Outcome(
        tickets=counted["tickets"],
        given=counted["given"],
        twice=counted["twice"],
        least=min(loads),
        most=max(loads),
        left_at_last_kill=left,
        kills=kills,
        seconds=round(seconds, 1),
    )


def main() -> None:
    asked = at_length.asked(__doc__, tickets=1_000, agents=20, kills=20)
    with at_length.place(asked.database) as (folder, database), desk(folder, database) as stack:
        dice = random.Random(asked.seed)
        outcome = asyncio.run(run(stack, asked.tickets, asked.agents, asked.kills, dice))
    print(asked.database, outcome)
    raise SystemExit(not outcome.sound)


if __name__ == "__main__":
    main()

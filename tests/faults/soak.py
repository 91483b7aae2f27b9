"""A desk under load while its parts are killed at random, and a table of what became of it.

    python -m tests.faults.soak --messages 100000 --kills 200 --database postgresql --seed 7

Two web processes, a worker, Valkey, and the database; fifty tickets, each with a customer's page,
and agents' pages that follow all of them. Kills are spread evenly over the messages: nobody
types ahead of a kill that is due.
"""

import argparse
import asyncio
import contextlib
import logging
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from tests.faults import world as worlds
from tests.faults.checker import report
from tests.faults.clients import Client, Finding
from tests.faults.world import World, recovery
from tests.stack import Stack

log = logging.getLogger("soak")

AGENTS: Final = 2
KILLS: Final = {"web": 6, "worker": 4, "valkey": 3, "database": 7}  # how often, to each other
SHORT, LONG = 0.5, 6.0  # seconds that a lock is held: within, and beyond what a writer waits
HOLDS_LOCK = """
import sqlite3, sys, time
desk = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
desk.execute("BEGIN IMMEDIATE")
desk.execute("UPDATE tickets_ticket SET last_seq = last_seq + 1000, subject = 'never committed'")
print("locked", flush=True)
time.sleep(60)
"""


@dataclass
class Table:
    """What the soak prints."""

    database: str
    seed: int
    sent: int = 0
    acked: int = 0
    resent: int = 0
    lost: int = 0
    doubled: int = 0
    reordered: int = 0
    leaked: int = 0
    other: int = 0
    slowest_recovery: float = 0.0  # seconds
    seconds: float = 0.0
    kills: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def count(self, found: Sequence[Finding]) -> None:
        column = {
            "acked": "lost",
            "unacked": "lost",
            "unshown": "lost",
            "doubled": "doubled",
            "order": "reordered",
            "prefix": "reordered",
            "holes": "reordered",
            "crossed": "leaked",
            "leaked": "leaked",
        }
        self.findings = list(found)
        for finding in found:
            name = column.get(finding.invariant, "other")
            setattr(self, name, getattr(self, name) + 1)

    def as_markdown(self) -> str:
        killed = ", ".join(f"{name} {times}" for name, times in sorted(self.kills.items()))
        rows = [
            ("database", self.database),
            ("seed", self.seed),
            ("messages sent", f"{self.sent:,}"),
            ("acked", f"{self.acked:,}"),
            ("sent more than once", f"{self.resent:,}"),
            ("lost", self.lost),
            ("doubled", self.doubled),
            ("reordered", self.reordered),
            ("leaked", self.leaked),
            ("any other finding", self.other),
            ("slowest recovery", f"{self.slowest_recovery:.1f} s"),
            ("kills", f"{self.kills.total()} ({killed})"),
            ("took", f"{self.seconds:.0f} s"),
        ]
        return "\n".join(["| | |", "|---|--:|", *(f"| {name} | {value} |" for name, value in rows)])


class Soak:
    def __init__(self, stack: Stack, messages: int, kills: int, tickets: int, seed: int) -> None:
        self.stack, self.messages, self.kills, self.tickets = stack, messages, kills, tickets
        self.table = Table("PostgreSQL" if "DATABASE_URL" in stack.variables else "SQLite", seed)
        self.chance = random.Random(seed)
        self.typed = 0
        self.done = 0  # kills

    async def run(self) -> Table:
        with self.stack.another_web() as other:
            self.webs = [self.stack, other]
            addresses = [(web.socket, web.origin) for web in self.webs]
            sizes = self.tickets, AGENTS
            async with World(self.stack, *sizes, webs=addresses, seed=self.table.seed) as world:
                self.world, started = world, time.monotonic()
                async with asyncio.TaskGroup() as both:
                    both.create_task(self._type())
                    both.create_task(self._kill())
                found = await world.settled()
                self._fill(world, found, time.monotonic() - started)
        return self.table

    def _fill(self, world: World, found: Sequence[Finding], seconds: float) -> None:
        said = [one for client in world.clients for one in client.said]
        self.table.sent = len(said)
        self.table.acked = sum(bool(one.acks) for one in said)
        self.table.resent = sum(one.sent > 1 for one in said)
        self.table.slowest_recovery = recovery(world.clients, world.healed_at)
        self.table.seconds = seconds
        self.table.count(found)

    # — typing —

    @property
    def allowed(self) -> int:
        """Messages that may be typed before the next kill."""
        return self.messages * (self.done + 1) // (self.kills + 1)

    async def _type(self) -> None:
        places = [(client, ticket) for client in self.world.clients for ticket in client.places]
        async with asyncio.TaskGroup() as all_:
            for client, ticket in places:
                all_.create_task(self._types(client, ticket))

    async def _types(self, client: Client, ticket: str) -> None:
        while self.typed < self.messages:
            if self.typed >= self.allowed:
                await self.world.until(lambda: self.typed < self.allowed or self.over, "a kill", 300)
                continue
            self.typed += 1
            said = self.world.says(client, ticket)
            await said.answered.wait()
            await asyncio.sleep(self.chance.uniform(0, 0.2))

    @property
    def over(self) -> bool:
        return self.typed >= self.messages

    # — killing —

    async def _kill(self) -> None:
        names = list(KILLS)
        for number in range(self.kills):
            due = self.chance.randint(*(self.messages * n // (self.kills + 1) for n in (number, number + 1)))
            await self.world.until(partial(self._reached, due), "traffic", 300)
            name = self.chance.choices(names, [KILLS[name] for name in names])[0]
            started = time.monotonic()
            await getattr(self, f"_kill_{name}")()
            log.info("%d acked; %s killed, %.1f s", self.world.acked, name, time.monotonic() - started)
            self.table.kills[name] += 1
            self.done += 1
            self.world.healed()
            self.world.changed()

    def _reached(self, due: int) -> bool:
        return self.world.acked + self.world.owed >= due

    async def _kill_web(self) -> None:
        web = self.chance.choice(self.webs)
        web.kill("web", self.chance.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM)))
        await asyncio.to_thread(web.start, "web")

    async def _kill_worker(self) -> None:
        self.stack.kill("worker")
        await asyncio.sleep(self.chance.uniform(0, 1))
        self.stack.start("worker")

    async def _kill_valkey(self) -> None:
        self.stack.kill("valkey")
        await asyncio.sleep(self.chance.uniform(0, 2))
        await asyncio.to_thread(self.stack.start, "valkey")

    async def _kill_database(self) -> None:
        if "DATABASE_URL" in self.stack.variables:
            await asyncio.to_thread(self.world.cut_connections)
        else:
            await asyncio.to_thread(self._lock_and_die, LONG if self.chance.random() < 0.1 else SHORT)

    def _lock_and_die(self, most: float) -> None:
        """SQLite has no connections to cut: another process takes the lock, writes, and is killed."""
        words = [sys.executable, "-c", HOLDS_LOCK, str(self.stack.folder / "holdfast.sqlite3")]
        with subprocess.Popen(words, stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            writer.stdout.readline()
            time.sleep(most if most == LONG else self.chance.uniform(0, most))
            writer.kill()


@contextlib.contextmanager
def desk(database: str) -> Iterator[Stack]:
    from tests.postgresql import Server

    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="holdfast-soak-"))
        url = stack.enter_context(Server()).new_database() if database == "postgresql" else None
        yield stack.enter_context(Stack(Path(folder), url))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--tickets", type=int, default=50)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append")
    parser.add_argument("--seed", type=int, default=worlds.seed())
    wanted = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="{asctime} {message}", style="{")
    for chatty in ("httpx", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
    failed = False
    for database in wanted.database or ("sqlite", "postgresql"):
        print(f"{database}, seed {wanted.seed}", flush=True)
        with desk(database) as stack:
            soak = Soak(stack, wanted.messages, wanted.kills, wanted.tickets, wanted.seed)
            table = asyncio.run(soak.run())
        print(table.as_markdown(), report(table.findings), sep="\n", flush=True)
        failed = failed or bool(table.findings) or table.acked != wanted.messages
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

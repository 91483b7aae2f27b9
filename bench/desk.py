"""A desk of many open tickets: how long its first rows take, and what one message costs while desks are open,
beside another checkout, by turns in one run.

A desk does what its version's page does: one of before hears of every row, and reads the list anew within a
second when one comes that isn't in it; ours says which rows it shows, and is told the counts. `frames` are
desks that only listen, so that both ways are seen. What desks cost is the difference to none being open.

    git worktree add ../before 9576c82
    python -m bench.desk --against ../before
"""

import argparse
import asyncio
import json
import statistics
import time
import urllib.request
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from bench.dialects import Place
from bench.machine import in_words
from bench.messages import DATABASES, variables_of
from bench.parties import Filled, Running, holdfast, more_files
from bench.table import table
from bench.websocket import BINARY, TEXT, Address, Socket

INTERVAL: Final = 10  # seconds between two pings
PATIENCE: Final = 60.0  # seconds
QUIET: Final = 5.0  # seconds until who came has been told to all
SETTLE: Final = 1.0  # seconds that a page of before gathers changes in
LISTS: Final = 10  # times that the list is read


class Page(Socket):
    """Says its hello, answers pings, and counts what it is told."""

    def __init__(self, address: Address, hello: dict[str, Any]) -> None:
        super().__init__(address)
        self.hello = {"type": "hello", "v": 1, **hello}
        self.live, self.acked = asyncio.Event(), asyncio.Event()
        self.limits: dict[str, int] = {}
        self.told = 0
        self.row: Callable[[dict[str, Any]], None] = lambda _row: None

    def opened(self) -> None:
        self.say(self.hello)

    def say(self, frame: dict[str, Any]) -> None:
        self.send(TEXT, json.dumps(frame).encode())

    def text(self, payload: bytes) -> None:
        frame = json.loads(payload)
        match frame["type"]:
            case "welcome":
                self.limits = frame["limits"]
                self.live.set()
            case "queue":
                self.told += 1
                self.row(frame["ticket"])
            case "counts":
                self.told += 1
            case "ack":
                self.acked.set()

    def binary(self, payload: bytes) -> None:
        self.send(BINARY, payload[:1])


async def comes(address: Address, hello: dict[str, Any]) -> Page:
    page = Page(address, hello)
    await asyncio.get_running_loop().create_connection(lambda: page, "127.0.0.1", address.port)
    await asyncio.wait_for(page.live.wait(), PATIENCE)
    return page


Reads = Callable[[], Awaitable[list[dict[str, Any]]]]


class Desk:
    """`reads`: None for one that only listens."""

    def __init__(self, page: Page, reads: Reads | None) -> None:
        self.page, self._reads = page, reads
        self._rows: set[str] = set()
        self.reading: asyncio.Task[None] | None = None

    async def begins(self) -> None:
        if self._reads:
            await self._read(self._reads)
            self.page.row = self._changed

    async def _read(self, reads: Reads, after: float = 0) -> None:
        await asyncio.sleep(after)
        rows = await reads()
        self._rows = {row["ticket"] for row in rows}
        if "watch" in self.page.limits:
            shown = {"view": "open", "tickets": sorted(self._rows), "until": rows[-1]["waiting_since"]}
            self.page.say({"type": "watch", **shown})

    def _changed(self, row: dict[str, Any]) -> None:
        if row["ticket"] not in self._rows and "watch" not in self.page.limits and self._reads:
            self._rows.add(row["ticket"])
            if self.reading is None or self.reading.done():
                self.reading = asyncio.create_task(self._read(self._reads, SETTLE))


@dataclass
class Party:
    """Of a checkout: milliseconds a turn, by how many desks of which kind are open."""

    name: str
    running: Running
    filled: Filled
    first_rows: list[float] = field(default_factory=list)
    web: dict[str, list[float]] = field(default_factory=dict)
    told: dict[str, list[float]] = field(default_factory=dict)
    used: int = 0  # customers that have spoken

    def rows(self) -> Any:
        address = f"{self.running.origin}/api/queue?view=open"
        call = urllib.request.Request(address, headers={"Cookie": self.filled.cookie})
        with urllib.request.urlopen(call, timeout=PATIENCE) as answer:
            return json.load(answer)["rows"]

    def read_the_list(self) -> None:
        for _ in range(LISTS):
            began = time.monotonic()
            assert self.rows()
            self.first_rows.append(1000 * (time.monotonic() - began))

    def take(self, kind: str, desks: int, messages: int, apart: float) -> None:
        start = len(self.filled.places) // 2 + self.used  # on no desk's first page
        places = self.filled.places[start : start + messages]
        self.used += messages
        web, told = asyncio.run(self._cost(kind, desks, places, apart))
        self.web.setdefault(kind, []).append(1000 * web / messages)
        self.told.setdefault(kind, []).append(told / messages / max(desks, 1))

    async def _cost(self, kind: str, desks: int, places: list[Place], apart: float) -> tuple[float, int]:
        address = Address(self.running.port, self.running.origin, "/ws/")
        of_desk = Address(self.running.port, self.running.origin, "/ws/", self.filled.cookie)
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(desks + 1))
        opened = [
            Desk(await comes(of_desk, {"tickets": [], "queue": True}), reads=self._reads(kind))
            for _ in range(desks)
        ]
        for desk in opened:
            await desk.begins()
        customers = [await comes(address, {"tickets": [place]}) for place in places]
        await asyncio.sleep(QUIET)
        before, told = self.running.cpu()["web"], sum(desk.page.told for desk in opened)
        for customer, place in zip(customers, places, strict=True):
            customer.say({"type": "send", "id": str(uuid4()), "ticket": place["ticket"], "body": "Hello?"})
            await asyncio.wait_for(customer.acked.wait(), PATIENCE)
            await asyncio.sleep(apart)
        await asyncio.sleep(2 * SETTLE)
        await asyncio.gather(*(desk.reading for desk in opened if desk.reading))
        spent = self.running.cpu()["web"] - before
        for page in (*(desk.page for desk in opened), *customers):
            page.transport.abort()
        return spent, sum(desk.page.told for desk in opened) - told

    def _reads(self, kind: str) -> Reads | None:
        return (lambda: asyncio.to_thread(self.rows)) if kind == "pages" else None


def measure(asked: argparse.Namespace) -> list[Party]:
    with ExitStack() as all_of_them:
        parties = []
        for party in (holdfast("before", asked.against.resolve()), holdfast("now")):
            variables = all_of_them.enter_context(variables_of(asked.database))
            running = all_of_them.enter_context(Running(party, INTERVAL, **variables))
            parties.append(Party(party.name, running, running.filled(asked.tickets)))
        for _ in range(asked.turns):
            for one in parties:
                one.read_the_list()
                for kind, desks in (("none", 0), ("frames", asked.desks), ("pages", asked.desks)):
                    one.take(kind, desks, asked.messages, asked.apart)
        return parties


def row(one: Party, first: Party) -> list[str]:
    def desks(party: Party, kind: str) -> float:
        return statistics.median(party.web[kind]) - statistics.median(party.web["none"])

    told = [f"{statistics.median(one.told[kind]):.2f}" for kind in ("frames", "pages")]
    shares = [(desks(one, kind), desks(first, kind)) for kind in ("frames", "pages")]
    words = [word for mine, others in shares for word in (f"{mine:.2f}", f"{mine / others:.3f}")]
    return [
        one.name, f"{statistics.median(one.first_rows):.0f}", f"{statistics.median(one.web['none']):.2f}",
        *words, *told,
    ]  # fmt: skip


HEAD: Final = (
    "medians",
    "first rows\nms",
    "a message without\ndesks, web ms",
    "desks that listen\nms more",
    "\nratio",
    "desks as pages\nms more",
    "\nratio",
    "told a message and\ndesk: listening",
    "\nas pages",
)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--against", type=Path, required=True, help="the other checkout")
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    parser.add_argument("--tickets", type=int, default=10_000)
    parser.add_argument("--desks", type=int, default=50)
    parser.add_argument("--messages", type=int, default=50, help="a turn")
    parser.add_argument("--apart", type=float, default=0.2, help="seconds between two messages")
    parser.add_argument("--turns", type=int, default=5)
    return parser.parse_args()


def main() -> None:
    asked = options()
    more_files()
    print(in_words(), flush=True)
    parties = measure(asked)
    turns = f"{asked.turns} turns of {asked.messages} messages"
    print(f"\n{asked.tickets:,} open tickets on {asked.database}, {asked.desks} desks, {turns}")
    print(table(HEAD, [row(one, parties[0]) for one in parties]))


if __name__ == "__main__":
    main()

"""Pages that come and go for an hour: whether the web process grows, for how long Python's collector stops
it, and how many objects in circles a page leaves behind.

    python -m bench.comings --minutes 60

Always as many are there. Each says its hello, answers pings, writes a message now and then, and leaves after
a while: by a close, or by an end of its line.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import uuid4

from bench.dialects import Place
from bench.machine import in_words
from bench.parties import Running, holdfast, more_files
from bench.table import percentile, table
from bench.websocket import BINARY, CLOSE, TEXT, Address, Socket

INTERVAL: Final = 5  # seconds between two pings
STAY: Final = (1.0, 10.0)  # seconds
WRITE: Final = 0.3  # of the pages
WARM: Final = 0.2  # of the time: not counted
FLAT: Final = 1.05  # times what it had when it was warm, at most
CIRCLES: Final = 1.0  # objects a page, at most


class Page(Socket):
    def __init__(self, address: Address, place: Place) -> None:
        super().__init__(address)
        self.place = place
        self.live, self.gone = asyncio.Event(), asyncio.Event()

    async def comes(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: self, "127.0.0.1", self.address.port)
        await self.live.wait()

    def opened(self) -> None:
        self.say({"type": "hello", "v": 1, "tickets": [self.place]})

    def say(self, frame: dict[str, Any]) -> None:
        self.send(TEXT, json.dumps(frame).encode())

    def text(self, payload: bytes) -> None:
        if payload.startswith(b'{"type":"events"'):
            self.live.set()

    def binary(self, payload: bytes) -> None:
        self.send(BINARY, payload[:1])

    def closed(self) -> None:
        self.gone.set()


@dataclass
class Crowd:
    address: Address
    places: list[Place]
    came: int = 0
    failed: int = 0
    wrote: int = 0
    rss: list[tuple[float, float]] = field(default_factory=list)  # moment, MiB

    async def comes_and_goes(self, place: Place, until: float) -> None:
        while time.monotonic() < until:
            page = Page(self.address, place)
            try:
                async with asyncio.timeout(60):
                    await page.comes()
            except (OSError, TimeoutError):
                self.failed += 1
                await asyncio.sleep(1)
                continue
            self.came += 1
            await self._is_there(page)

    async def _is_there(self, page: Page) -> None:
        if random.random() < WRITE:
            page.say({"type": "send", "id": str(uuid4()), "ticket": page.place["ticket"], "body": "Hello?"})
            self.wrote += 1
        await asyncio.sleep(random.uniform(*STAY))
        if random.random() < 0.5:
            page.send(CLOSE, (1001).to_bytes(2))
            async with asyncio.timeout(60):
                await page.gone.wait()
        else:
            page.transport.abort()

    async def run(self, seconds: float, running: Running) -> None:
        until = time.monotonic() + seconds
        everybody = asyncio.gather(*(self.comes_and_goes(place, until) for place in self.places))
        while not everybody.done():
            self.rss.append((time.monotonic(), running.memory()["web"] / 2**20))
            print(f"  {self.came:,} came, {self.rss[-1][1]:.1f} MiB", flush=True)
            await asyncio.wait([everybody], timeout=seconds / 20)
        await everybody


def measure(asked: argparse.Namespace) -> bool:
    seconds = 60 * asked.minutes
    web, first = ([sys.executable, "-m", f"bench.{module}"] for module in ("watched", "tables"))
    with Running(replace(holdfast(), web=web, first=first), INTERVAL) as running:
        notes = running.folder / "collected"
        crowd = Crowd(Address(running.port, running.origin, "/ws/"), running.filled(asked.pages).places)
        began = time.monotonic()
        asyncio.run(crowd.run(seconds, running))
        collected = [json.loads(line) for line in notes.read_text().splitlines()]
    return told(crowd, collected, began + WARM * seconds)


def told(crowd: Crowd, collected: list[Any], warm: float) -> bool:
    after = [one for one in collected if one[0] > warm]
    rss = [mib for at, mib in crowd.rss if at > warm]
    share = len(after) / max(len(collected), 1)
    rows = [
        [
            f"generation {number}",
            f"{len(mine):,}",
            *(f"{1000 * percentile(mine, part):.1f}" for part in (0.5, 1)),
        ]
        for number in range(3)
        if (mine := [pause for _, generation, pause, _ in after if generation == number])
    ]
    print(table(["what the collector did", "times", "ms p50", "most"], rows))
    circles = sum(found for *_, found in after) / max(crowd.came * share, 1)
    growth = rss[-1] / rss[0]
    print(f"\n{crowd.came:,} pages came, {crowd.wrote:,} wrote, {crowd.failed:,} tries failed")
    first, last = f"{rss[0]:.1f} MiB when it was warm", f"{rss[-1]:.1f} in the end: {growth:.3f} times"
    print(f"{first}, {max(rss):.1f} at most, {last}")
    print(f"{circles:.2f} objects in circles a page")
    return growth <= FLAT and circles <= CIRCLES


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=200, help="at a time")
    parser.add_argument("--minutes", type=float, default=60)
    asked = parser.parse_args()
    more_files()
    print(in_words(), flush=True)
    raise SystemExit(0 if measure(asked) else 1)


if __name__ == "__main__":
    main()

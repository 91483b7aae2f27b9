"""How long until both sides notice that the network swallows everything, as a distribution.

    python -m bench.black_hole [--trials 50] [--interval 5] [--seed 7]

As root, on Linux: re-executes itself in a network namespace of its own. Web process, worker and
Valkey are real; the pages are the real page's link under Node, in a second namespace, idle, with
firewall rules of their own (DROP) that start at a random moment.

page    when the link gives its socket up (link.js leaves `live` and `doubting`)
server  when an agent's open desk is told that the customer is no longer online
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any, Final, cast

from websockets.asyncio.client import connect

from bench.machine import in_words
from bench.parties import ROOT, Running, holdfast
from tickets.liveness import rules
from tickets.tests.cast import PING, PONG, Agent
from tickets.tests.hosts.network import OUTSIDE, Host, Network, alone
from tickets.tests.stack import PASSWORD

WAYS: Final = {"both": ("out", "in"), "towards the page": ("in",), "towards the server": ("out",)}
HEALTHY: Final = 50  # pages that nothing happens to
PACE: Final = 0.5  # seconds between two holes: many at once, and the server would doubt itself
PROBE: Final = 2.0  # seconds, as connection.js
SETS: Final = """
table ip hole {
    set out { type ipv4_addr; }
    set in { type ipv4_addr; }
    chain output { type filter hook output priority 0; ip daddr @out drop; }
    chain input { type filter hook input priority 0; ip saddr @in drop; }
}
"""


@dataclass
class Trial:
    page: int
    way: str
    at: float = 0.0  # monotonic seconds, as all here
    noticed: dict[str, float] = field(default_factory=dict)  # side -> when

    @property
    def address(self) -> str:
        """Where the page's server is for this page alone, so that a rule can tell it from others."""
        return address(self.page)


def address(page: int) -> str:
    return f"10.78.{page // 250}.{page % 250 + 1}"


def bounds(interval: int) -> dict[tuple[str, str], float]:
    server = interval + rules.GRACE + rules.BEAT
    page = interval + 1 + PROBE
    return {
        ("both", "server"): server,
        ("towards the server", "server"): server,
        # The page's probe still arrives, and is a sign of life; what follows it waits for acks in vain.
        ("towards the page", "server"): interval + 1 + server,
        ("both", "page"): page,
        ("towards the page", "page"): page,
        # One more ping may arrive. The server's close does too, or waits for an ack like all after it.
        ("towards the server", "page"): interval + page,
    }


class BlackHole:
    def __init__(self, running: Running, host: Host, trials: int, interval: int, seed: int) -> None:
        self.running, self.host, self.interval = running, host, interval
        self.chance = random.Random(seed)
        self.pages = HEALTHY + trials * len(WAYS)
        ways = [way for way in WAYS for _ in range(trials)]
        self.chance.shuffle(ways)
        self.trials = {page: Trial(page, way) for page, way in enumerate(ways, start=HEALTHY)}
        self.states: dict[int, str] = {}
        self.lost: list[int] = []  # healthy pages

    def places(self) -> list[dict[str, str]]:
        hellos = self.running.hellos(self.pages, self.pages)
        return [json.loads(hello)["tickets"][0] for hello in hellos]

    async def run(self, places: list[dict[str, str]]) -> None:
        self.page_of = {place["ticket"]: page for page, place in enumerate(places)}
        agent = await Agent.signs_in(cast("Any", self.running))
        node = await asyncio.create_subprocess_exec(
            *self.host.inside(str(ROOT / "bin/node"), str(ROOT / "bench/black_hole.mjs")),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        async with asyncio.TaskGroup() as all_:
            ears = [all_.create_task(self._hear_pages(node)), all_.create_task(self._hear_desk(agent.cookie))]
            url = f"ws://{{}}:{self.running.port}/ws/"
            pages = [place | {"url": url.format(address(page))} for page, place in enumerate(places)]
            assert node.stdin
            node.stdin.write(json.dumps({"origin": self.running.origin, "pages": pages}).encode() + b"\n")
            await self._until(lambda: list(self.states.values()).count("live") == self.pages, 60)
            await asyncio.sleep(self.interval)  # each has been pinged
            holes = [all_.create_task(self._hole(trial)) for trial in self.trials.values()]
            await asyncio.wait(holes)
            longest = max(bounds(self.interval).values())
            await self._until(lambda: all(len(t.noticed) == 2 for t in self.trials.values()), 3 * longest)
            for ear in ears:
                ear.cancel()
            node.kill()
            await node.wait()

    async def _until(self, true: Any, patience: float) -> None:
        """Gives up silently: what is missing then shows in the table."""
        deadline = time.monotonic() + patience
        while not true() and time.monotonic() < deadline:
            await asyncio.sleep(0.1)

    async def _hole(self, trial: Trial) -> None:
        number = trial.page - HEALTHY
        await asyncio.sleep(number * PACE + self.chance.uniform(0, self.interval))
        orders = "".join(f"add element ip hole {way} {{ {trial.address} }}\n" for way in WAYS[trial.way])
        nft = await asyncio.create_subprocess_exec(*self.host.inside("nft", "-f", "-"), stdin=subprocess.PIPE)
        trial.at = time.monotonic()  # before: what the rule takes is counted as not noticed
        await nft.communicate(orders.encode())
        assert nft.returncode == 0

    async def _hear_pages(self, node: asyncio.subprocess.Process) -> None:
        assert node.stdout
        async for line in node.stdout:
            told = json.loads(line)
            page, state = told["page"], told["state"]
            before, self.states[page] = self.states.get(page), state
            if before in ("live", "doubting") and state not in ("live", "doubting"):
                self._noticed(page, "page", told["at"])

    async def _hear_desk(self, cookie: dict[str, str]) -> None:
        url = f"ws://127.0.0.1:{self.running.port}/ws/"
        origin: Any = self.running.origin
        async with connect(url, origin=origin, additional_headers=cookie, ping_interval=None) as desk:
            await desk.send(json.dumps({"type": "hello", "v": 1, "tickets": [], "queue": True}))
            async for data in desk:
                now = time.monotonic()
                if isinstance(data, bytes):
                    if data == PING:
                        await desk.send(PONG)
                    continue
                frame = json.loads(data)
                if frame["type"] == "presence" and any(
                    person["role"] == "customer" and person["state"] != "online" for person in frame["people"]
                ):
                    self._noticed(self.page_of[frame["ticket"]], "server", now)

    def _noticed(self, page: int, side: str, now: float) -> None:
        trial = self.trials.get(page)
        if trial is None or not trial.at:
            self.lost.append(page)
        else:
            trial.noticed.setdefault(side, now)

    # — what came of it —

    def seconds(self, way: str, side: str) -> list[float]:
        trials = [trial for trial in self.trials.values() if trial.way == way]
        return sorted(t.noticed.get(side, float("inf")) - t.at for t in trials)

    def table(self) -> tuple[str, bool]:
        lines = [
            "| DROP | noticed by | trials | bound | all within | least | median | 90 % | most | by second |",
            "|---|---|--:|--:|---|--:|--:|--:|--:|---|",
        ]
        good = not self.lost
        for (way, side), bound in sorted(bounds(self.interval).items()):
            found = self.seconds(way, side)
            within = round(found[-1], 1) <= bound  # a rule takes some hundredths to be there
            good = good and within
            ninety = quantiles(found, n=10)[-1]
            spread = Counter(int(one) for one in found if one < float("inf"))
            by_second = ", ".join(f"{second}: {spread[second]}" for second in sorted(spread))
            figures = " | ".join(f"{one:.1f} s" for one in (found[0], median(found), ninety, found[-1]))
            verdict = "yes" if within else "NO"
            lines.append(
                f"| {way} | {side} | {len(found)} | {bound:g} s | {verdict} | {figures} | {by_second} |"
            )
        lines.append(f"\n{HEALTHY} healthy pages beside them, {len(self.lost)} lost.")
        return "\n".join(lines), good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--trials", type=int, default=50, help="of each way")
    parser.add_argument("--interval", type=int, default=5, help="seconds between two pings")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    wanted = parser.parse_args()
    if not alone():
        os.execvp("unshare", ["unshare", "--net", sys.executable, "-m", "bench.black_hole", *sys.argv[1:]])
    host = Host(21)
    with Network([host]):
        running = Running(holdfast(), wanted.interval)
        running.variables |= {"HOST": "0.0.0.0", "AGENT_PASSWORD": PASSWORD}
        with running:
            hole = BlackHole(running, host, wanted.trials, wanted.interval, wanted.seed)
            prepare(hole, host)
            asyncio.run(hole.run(hole.places()))
    table, good = hole.table()
    print(f"{in_words()}\nseed {wanted.seed}, interval {wanted.interval} s\n\n{table}")
    return int(not good)


def prepare(hole: BlackHole, host: Host) -> None:
    """An address of the server for each page, and the sets of the swallowed ones."""
    batch = "".join(f"address add {address(page)}/32 dev lan\n" for page in range(hole.pages))
    subprocess.run(["ip", "-batch", "-"], input=batch, text=True, check=True)
    host.run("ip", "route", "add", "10.78.0.0/16", "via", OUTSIDE)
    subprocess.run(host.inside("nft", "-f", "-"), input=SETS, text=True, check=True)


if __name__ == "__main__":
    sys.exit(main())

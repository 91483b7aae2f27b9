"""A day at the desk, in some minutes, and what is left of it.

    python -m tests.day --customers 300 --agents 12 --database postgresql --seed 7

Customers open conversations all day long and ask on when they are answered; agents are given them
(ROUTING=on), answer and resolve. Lines are cut at random; two agents vanish in a black hole; half way the
whole installation is killed and started again. Then nobody may be waiting, nothing may have been answered
twice, and each page must show its log. One desk stays open in a real browser.
"""

import asyncio
import json
import random
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Page as Tab
from playwright.async_api import async_playwright

from tests import at_length
from tests.browser.engines import how_to_launch
from tests.cast import Customer
from tests.day.people import AtDesk, Caller, is_reply
from tests.faults.proxy import Proxy
from tests.stack import Stack

QUESTIONS: Final = 3
PARTS: Final = ("web", "worker", "jobs", "second jobs", "valkey")
ROUTING: Final = {
    "ROUTING": "on",
    "ROUTING_CAPACITY": "40",
    "ROUTING_VANISHED_AFTER": "10",
    "DJANGO_SETTINGS_MODULE": "support_site.settings",
}
CUT_EVERY: Final = 0.5  # seconds
OPENS_EVERY: Final = 0.25  # seconds


@dataclass(frozen=True)
class Evening:
    """What is left of a day."""

    tickets: int
    replies: int
    lost: int  # said and acknowledged, and not in the log
    doubled: int
    unequal: int  # pages that show something else than their log
    unanswered: int  # tickets whose customer waits
    answered_twice: int  # questions
    left_behind: int  # open tickets of those who have vanished, with a customer who waits
    browser_reloaded: int
    outrun: int  # replies that were refused, for somebody else had answered
    cuts: int
    seconds: float

    @property
    def sound(self) -> bool:
        wrong = (self.lost, self.doubled, self.unequal, self.unanswered, self.answered_twice)
        return not any(wrong) and not self.left_behind and not self.browser_reloaded


class Day:
    def __init__(self, stack: Stack, customers: int, agents: int, dice: random.Random) -> None:
        self.stack, self.customers, self.dice = stack, customers, dice
        self.cookies: list[str] = json.loads(stack.manage("-m", "tests.routing.fill", "agents", str(agents)))
        self.callers: list[Caller] = []
        self.agents: list[AtDesk] = []
        self.days: list[asyncio.Task[None]] = []
        self.cuts = 0

    async def run(self) -> Evening:
        began = time.monotonic()
        async with AsyncExitStack() as people, async_playwright() as playwright:
            for number, cookie in enumerate(self.cookies):
                line = await people.enter_async_context(Proxy(("127.0.0.1", self.stack.port)))
                chance = random.Random(self.dice.getrandbits(64))
                agent = AtDesk(self.stack, f"Agent{number}", cookie, line, chance)
                self.agents.append(await people.enter_async_context(agent))
            tab = await self._desk(playwright)
            cutting = asyncio.create_task(self._cuts())
            for number in range(self.customers):
                await self._opens(people, number)
                await self._happens(number)
                await asyncio.sleep(self.dice.uniform(0, 2 * OPENS_EVERY))
            await asyncio.gather(*self.days)
            cutting.cancel()
            await tab.locator("body[data-link=live]").wait_for(timeout=60_000)
            reloaded = not await tab.evaluate("window.sameDocument === true")
            return await self._evening(reloaded, time.monotonic() - began)

    async def _desk(self, playwright: Any) -> Tab:
        browser = await playwright.chromium.launch(**how_to_launch("chromium", shell=True))
        context = await browser.new_context(base_url=self.stack.origin)
        name, _, value = self.cookies[0].partition("=")
        await context.add_cookies([{"name": name, "value": value, "url": self.stack.origin}])
        tab: Tab = await context.new_page()
        await tab.goto("/agent/")
        await tab.locator("body[data-link=live]").wait_for(timeout=60_000)
        await tab.evaluate("window.sameDocument = true")
        return tab

    async def _opens(self, people: AsyncExitStack, number: int) -> None:
        line = await people.enter_async_context(Proxy(("127.0.0.1", self.stack.port)))
        customer = await Customer.opens_ticket(self.stack, f"Customer {number}", "Question 1")
        caller = Caller(self.stack, customer, line, QUESTIONS)
        await people.enter_async_context(caller.page)
        self.callers.append(caller)
        self.days.append(asyncio.create_task(caller.day()))

    async def _happens(self, number: int) -> None:
        third = max(1, self.customers // 3)
        if number in (third, 2 * third):
            self.agents[-1 if number == third else -2].vanishes()
        if number == self.customers // 2:
            await asyncio.to_thread(self._restart)

    def _restart(self) -> None:
        for part in PARTS:
            self.stack.kill(part)
        for part in reversed(PARTS):
            self.stack.start(part)

    async def _cuts(self) -> None:
        """Somebody's line, now and then."""
        while True:
            await asyncio.sleep(self.dice.uniform(0, 2 * CUT_EVERY))
            present = [agent.line for agent in self.agents if not agent.vanished]
            lines = present + [caller.line for caller in self.callers]
            self.cuts += self.dice.choice(lines).cut_all(reset=self.dice.random() < 0.5)

    async def _evening(self, reloaded: bool, seconds: float) -> Evening:
        logs = {caller.ticket: await caller.shows_all() for caller in self.callers}
        said = [(caller, logs[caller.ticket], caller.page.said) for caller in self.callers]
        bodies = [[event["body"] for event in log] for _, log, _ in said]
        answers = [[event["body"] for event in log if is_reply(event)] for _, log, _ in said]
        rows = await self._rows()
        gone = {agent.name for agent in self.agents if agent.vanished}
        return Evening(
            tickets=len(said),
            replies=sum(map(len, answers)),
            lost=sum(
                text not in log for log, (_, _, texts) in zip(bodies, said, strict=True) for text in texts
            ),
            doubled=sum(
                log.count(text) > 1 for log, (_, _, texts) in zip(bodies, said, strict=True) for text in texts
            ),
            unequal=sum(told(caller.page.shown) != told(log) for caller, log, _ in said),
            unanswered=sum(bool(row["waiting_since"]) for row in rows),
            answered_twice=sum(len(texts) - len(set(texts)) for texts in answers),
            left_behind=sum(
                bool(row["waiting_since"] and row["assignee"] and row["assignee"]["name"] in gone)
                for row in rows
            ),
            browser_reloaded=int(reloaded),
            outrun=sum(agent.outrun for agent in self.agents),
            cuts=self.cuts,
            seconds=round(seconds, 1),
        )

    async def _rows(self) -> list[dict[str, Any]]:
        """Of all that is open."""
        rows: list[dict[str, Any]] = []
        async with self.agents[0].calls() as http:
            more = True
            while more:
                before = f"&before={rows[-1]['cursor']}" if rows else ""
                page = (await http.get(f"/api/queue?view=open{before}")).json()
                rows, more = rows + page["rows"], page["more"]
        return rows


def told(events: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What a reader sees of them."""
    return [(event["seq"], event["id"], event["kind"], event["body"]) for event in events]


def main() -> None:
    asked = at_length.asked(__doc__, customers=300, agents=12)
    with (
        at_length.place(asked.database) as (folder, database),
        Stack(Path(folder), database, **ROUTING) as stack,
    ):
        for worker in ("jobs", "second jobs"):
            stack.start(worker)
        day = Day(stack, asked.customers, asked.agents, random.Random(asked.seed))
        evening = asyncio.run(day.run())
    print(asked.database, evening)
    raise SystemExit(not evening.sound)


if __name__ == "__main__":
    main()

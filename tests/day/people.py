"""Who has a day at the desk: customers whose lines are cut, and agents who answer, put off and vanish."""

import asyncio
import contextlib
import random
from collections.abc import Callable
from typing import Any, Final, Self
from uuid import uuid4

import httpx
from websockets.exceptions import WebSocketException

from tests.cast import Chatter, Customer, Frame, Page, http_client
from tests.faults.proxy import Proxy
from tests.stack import Stack

HELLO: Final = {"type": "hello", "v": 1, "tickets": [], "queue": True}
LOOKS: Final = 0.7  # seconds between two looks at one's list
AGAIN: Final = 0.3  # seconds until a call that had no answer is made again
ANSWERS: Final = 60  # seconds that a call may take


def through(stack: Stack, port: int) -> Stack:
    """The same desk by another way."""
    other = object.__new__(Stack)
    other.__dict__ = stack.__dict__ | {
        "socket": f"ws://127.0.0.1:{port}/ws/",
        "origin": f"http://127.0.0.1:{port}",
    }
    return other


class Caller:
    """A customer who asks `questions`, each when the one before was answered, over a line of their own."""

    def __init__(self, stack: Stack, customer: Customer, line: Proxy, questions: int) -> None:
        self.customer, self.line, self.questions = customer, line, questions
        way = through(stack, line.port)
        customer_there = Customer(way, customer.name, customer.ticket, customer.token)
        self.page = Chatter(
            customer.ticket,
            customer.name,
            lambda after: customer_there.page(after, origin=stack.origin),
        )

    @property
    def ticket(self) -> str:
        return self.customer.ticket

    def replies(self) -> list[Frame]:
        return [event for event in self.page.shown if is_reply(event)]

    async def shows_all(self) -> list[Frame]:
        """The log, when the page has had its time to show it."""
        log = await self.customer.events()
        with contextlib.suppress(AssertionError):
            await self.page.until(lambda: len(self.page.shown) >= len(log), "the whole log")
        return await self.customer.events()

    async def day(self) -> None:
        for number in range(1, self.questions):
            await self.page.until(lambda n=number: len(self.replies()) >= n, "an answer", 600)
            await self.page.says(f"Question {number + 1}")
        await self.page.until(lambda: len(self.replies()) >= self.questions, "the last answer", 600)


def is_reply(event: Frame) -> bool:
    return bool(event["kind"] == "message" and event["author"]["role"] == "agent")


class AtDesk:
    """An agent: a desk's page that comes back, and calls that are made again until they are answered."""

    def __init__(self, stack: Stack, name: str, cookie: str, line: Proxy, chance: random.Random) -> None:
        self.stack, self.name, self.line, self.chance = stack, name, line, chance
        self.headers = {"Cookie": cookie, "Origin": stack.origin}
        self.outrun = self.unseen = 0  # refusals: somebody else had answered, the customer had written
        self.vanished = False

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(self._is_there()), asyncio.create_task(self._works())]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def vanishes(self) -> None:
        """Nobody is told: a laptop's lid, a tunnel."""
        self.vanished = True
        self.line.forgets("up", "down")

    async def _is_there(self) -> None:
        way = through(self.stack, self.line.port)
        while True:
            with contextlib.suppress(OSError, WebSocketException, AssertionError):
                page = Page(way, HELLO, headers={"Cookie": self.headers["Cookie"]}, origin=self.stack.origin)
                async with page:
                    await page.until(lambda p=page: p.closed is not None, "the end", 3_600)
            await asyncio.sleep(self.chance.uniform(0, 1))

    def calls(self) -> httpx.AsyncClient:
        return http_client(self.stack.origin, headers=self.headers, timeout=ANSWERS)

    async def _works(self) -> None:
        async with self.calls() as http:
            while not self.vanished:
                for row in (await self._gets(http, "/api/queue?view=mine")).get("rows", []):
                    if row["waiting_since"] and not self.vanished:
                        await self._answers(http, row["ticket"])
                await asyncio.sleep(self.chance.uniform(0, 2 * LOOKS))

    async def _answers(self, http: httpx.AsyncClient, ticket: str) -> None:
        events = (await self._gets(http, f"/api/tickets/{ticket}/events?after=0")).get("events", [])
        asked = [event for event in events if event["author"]["role"] == "customer"]
        if not asked:
            return
        await asyncio.sleep(self.chance.uniform(0, 1))  # types
        said = {"body": f"Answer to {asked[-1]['seq']}", "seen": events[-1]["seq"]}
        answer = await self._posts(http, f"/api/tickets/{ticket}/messages", said)
        self.outrun += answer.get("code") == "newer_reply"
        if "seq" in answer and self.chance.random() < 0.3:  # often it is done, and the customer asks on
            done = await self._posts(
                http, f"/api/tickets/{ticket}/status", {"status": "resolved", "seen": answer["seq"]}
            )
            self.unseen += done.get("code") == "unseen"

    async def _gets(self, http: httpx.AsyncClient, path: str) -> Any:
        return await self._until_answered(lambda: http.get(path))

    async def _posts(self, http: httpx.AsyncClient, path: str, said: Frame) -> Any:
        """With one id, whatever happens to the calls."""
        frame = {"id": str(uuid4()), **said}
        return await self._until_answered(lambda: http.post(path, json=frame))

    async def _until_answered(self, call: Callable[[], Any]) -> Any:
        while not self.vanished:
            with contextlib.suppress(httpx.HTTPError):
                answer = await call()
                if answer.status_code < 500 and answer.status_code != 429:
                    return answer.json()
            await asyncio.sleep(AGAIN)
        return {}

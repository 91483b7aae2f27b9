"""Customers who write, each to an agent who has the ticket open, at a rate that waits for nobody.

A message has a moment at which it is due, and its times count from there: what a busy server
holds up counts in full. As on our page, one message of a ticket is on its way at a time, and
a page that was shown one tells so (`delivered`).

Reads one line of JSON, the `Order`, opens its sockets and prints `ready`. From then on it
takes a line {"rate": messages a second, "seconds": …} and answers with a `Talk`.
"""

import asyncio
import json
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

from bench.websocket import BINARY, TEXT, Address, Socket

PING = PONG = b"\x01"
BODY: Final = "Since the update my export ends after the first page. What can I do?"
LAST_ANSWERS: Final = 10.0  # seconds
EVENTS, ACK, REJECT = (f'{{"type":"{name}"'.encode() for name in ("events", "ack", "reject"))


@dataclass(frozen=True)
class Order:
    port: int
    path: str
    origin: str
    customers: list[str]  # their `hello`
    agents: list[str]
    cookie: str  # of the agents


@dataclass
class Talk:
    due: int = 0
    ack: list[float] = field(default_factory=list)  # milliseconds from due to `ack`
    shown: list[float] = field(default_factory=list)  # and to the agent's page
    late: list[float] = field(default_factory=list)  # milliseconds by which we asked too late ourselves
    waiting: int = 0  # messages without an `ack` a second after the last one was due
    rejected: int = 0


class Conversation:
    """What is under way: message -> when it was due."""

    def __init__(self) -> None:
        self.talk = Talk()
        self.unanswered: dict[str, float] = {}
        self.unseen: dict[str, float] = {}

    def due(self, id: str, moment: float) -> None:
        self.talk.due += 1
        self.unanswered[id] = self.unseen[id] = moment
        self.talk.late.append(_since(moment))

    def answered(self, id: str) -> None:
        if moment := self.unanswered.pop(id, None):
            self.talk.ack.append(_since(moment))

    def seen(self, id: str) -> None:
        if moment := self.unseen.pop(id, None):
            self.talk.shown.append(_since(moment))


class Page(Socket):
    def __init__(self, address: Address, hello: str, of: Conversation) -> None:
        super().__init__(address)
        self.hello, self.conversation = hello, of
        self.missing = len(json.loads(hello)["tickets"])  # events pages until it has everything
        self.live = asyncio.Event()

    def opened(self) -> None:
        self.send(TEXT, self.hello.encode())

    def say(self, frame: dict[str, Any]) -> None:
        self.send(TEXT, json.dumps(frame).encode())

    def binary(self, payload: bytes) -> None:
        if payload == PING:
            self.send(BINARY, PONG)

    def text(self, payload: bytes) -> None:
        if payload.startswith(EVENTS):
            self._events(json.loads(payload))

    def _events(self, page: dict[str, Any]) -> None:
        if self.missing:
            self.missing -= 1
            if not self.missing:
                self.live.set()
        elif others := [event for event in page["events"] if self.is_new(event)]:
            self.say({"type": "delivered", "ticket": page["ticket"], "seq": others[-1]["seq"]})

    def is_new(self, event: dict[str, Any]) -> bool:
        raise NotImplementedError

    def closed(self) -> None:
        raise SystemExit(f"a page was closed with {self.code}")


class Agent(Page):
    def is_new(self, event: dict[str, Any]) -> bool:
        self.conversation.seen(event["id"])
        return True


class Customer(Page):
    def __init__(self, address: Address, hello: str, of: Conversation) -> None:
        super().__init__(address, hello, of)
        self.ticket = json.loads(hello)["tickets"][0]["ticket"]
        self.outbox: deque[str] = deque()

    def is_new(self, _: dict[str, Any]) -> bool:
        return False  # a customer here sees their own words only

    def write(self, due: float) -> None:
        id = str(uuid4())
        self.conversation.due(id, due)
        self.outbox.append(id)
        if len(self.outbox) == 1:
            self._send_next()

    def _send_next(self) -> None:
        if self.outbox:
            self.say({"type": "send", "id": self.outbox[0], "ticket": self.ticket, "body": BODY})

    def text(self, payload: bytes) -> None:
        if payload.startswith(ACK):
            self.conversation.answered(json.loads(payload)["id"])
            self.outbox.popleft()
            self._send_next()
        elif payload.startswith(REJECT):
            self.conversation.talk.rejected += 1
            wait = json.loads(payload)["retry_after"]  # the final ones would be our mistake
            asyncio.get_running_loop().call_later(wait, self._send_next)
        else:
            super().text(payload)


def _since(moment: float) -> float:
    return round(1000 * (time.monotonic() - moment), 3)


async def talk(customers: list[Customer], conversation: Conversation, rate: float, seconds: float) -> Talk:
    conversation.talk = Talk()
    start = time.monotonic()
    for number in range(round(rate * seconds)):
        due = start + number / rate
        if (wait := due - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        customers[number % len(customers)].write(due)
    await asyncio.sleep(1)
    conversation.talk.waiting = len(conversation.unanswered)
    await _until(lambda: not conversation.unanswered and not conversation.unseen)
    return conversation.talk


async def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + LAST_ANSWERS
    while not true() and time.monotonic() < end:
        await asyncio.sleep(0.05)


async def main() -> None:
    commands = asyncio.StreamReader(limit=2**30)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    order = Order(**json.loads(await commands.readline()))
    conversation = Conversation()
    of_customer = Address(order.port, order.origin, order.path)
    of_agent = Address(order.port, order.origin, order.path, order.cookie)
    customers = [Customer(of_customer, hello, conversation) for hello in order.customers]
    agents = [Agent(of_agent, hello, conversation) for hello in order.agents]
    for page in (*agents, *customers):
        await loop.create_connection(lambda page=page: page, "127.0.0.1", order.port)  # type: ignore[misc]
        await page.live.wait()
    print("ready", flush=True)
    while line := await commands.readline():
        print(json.dumps(vars(await talk(customers, conversation, **json.loads(line)))), flush=True)


if __name__ == "__main__":
    asyncio.run(main())

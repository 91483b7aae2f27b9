"""Customers who write, each to an agent who has the ticket open, at a rate that waits for nobody.

A message has a moment at which it is due, and its times count from there: what a busy server
holds up counts in full. As on our page, one message of a ticket is on its way at a time; of
the other parties' pages the same is asked (bench.dialects).

Reads one line of JSON, the `Order`, opens its sockets and prints `ready`. From then on it
takes a line {"rate": messages a second, "seconds": …} and answers with a `Talk`.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Final

from bench.dialects import BODY, DIALECTS, Place
from bench.talkers import Agent, Conversation, Customer, Talk
from bench.websocket import Address

LAST_ANSWERS: Final = 10.0  # seconds


@dataclass(frozen=True)
class Order:
    port: int
    path: str
    origin: str
    dialect: str  # its name
    customers: list[Place]  # one each
    agents: list[list[Place]]
    cookie: str  # of the agents
    bodies: tuple[str, ...] = (BODY,)  # said one after the other


async def talk(
    customers: list[Customer], conversation: Conversation, bodies: Iterator[str], rate: float, seconds: float
) -> Talk:
    conversation.talk = Talk()
    start = time.monotonic()
    for number in range(round(rate * seconds)):
        due = start + number / rate
        if (wait := due - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        customers[number % len(customers)].write(due, next(bodies))
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
    conversation, dialect = Conversation(), DIALECTS[order.dialect]
    of_customer = Address(order.port, order.origin, order.path)
    of_agent = Address(order.port, order.origin, order.path, order.cookie)
    customers = [Customer(of_customer, [place], dialect, conversation) for place in order.customers]
    agents = [Agent(of_agent, places, dialect, conversation) for places in order.agents]
    for page in (*agents, *customers):
        await loop.create_connection(lambda page=page: page, "127.0.0.1", order.port)  # type: ignore[misc]
        await page.live.wait()
    print("ready", flush=True)
    bodies = cycle(order.bodies)
    while line := await commands.readline():
        print(json.dumps(vars(await talk(customers, conversation, bodies, **json.loads(line)))), flush=True)


if __name__ == "__main__":
    asyncio.run(main())

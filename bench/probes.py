"""How late an event loop is, from outside: a page that asks `02 n` all the time, each time at
the same moment as an echo beside the server is asked.

The answer `03 n flags` is given from the web process's event loop, without Redis and without
the database. Every probe has a moment at which it is due, and its time counts from there, so
a loop that stands still for a second is late for all the probes of that second.

Reads one line of JSON, the `Order`, opens its sockets and prints `ready`. From then on it
answers each line with the milliseconds of all probes so far: {"web": [...], "echo": [...]}.
"""

import asyncio
import json
import sys
from dataclasses import dataclass, field

from bench.websocket import BINARY, TEXT, Address, Socket

PING = PONG = b"\x01"
PROBE, ANSWER = 2, 3


@dataclass(frozen=True)
class Order:
    port: int
    path: str
    origin: str
    hello: str
    echo: int  # its port
    every: float  # seconds between two probes


@dataclass
class Times:
    """When the probes were due that have no answer yet, and how long the others took."""

    due: dict[int, float] = field(default_factory=dict)
    milliseconds: list[float] = field(default_factory=list)

    def answered(self, number: int) -> None:
        due = self.due.pop(number, None)
        if due is not None:
            self.milliseconds.append(round(1000 * (asyncio.get_running_loop().time() - due), 3))


class Web(Socket):
    def __init__(self, address: Address, hello: str) -> None:
        super().__init__(address)
        self.hello, self.times = hello, Times()
        self.greeted = asyncio.Event()

    def opened(self) -> None:
        self.send(TEXT, self.hello.encode())

    def text(self, _: bytes) -> None:
        self.greeted.set()

    def binary(self, payload: bytes) -> None:
        if payload == PING:
            self.send(BINARY, PONG)
        elif payload[0] == ANSWER:
            self.times.answered(payload[1])

    def ask(self, number: int, due: float) -> None:
        self.times.due[number] = due
        self.send(BINARY, bytes((PROBE, number)))


class Echo(asyncio.Protocol):
    transport: asyncio.Transport

    def __init__(self) -> None:
        self.times = Times()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        for number in data:
            self.times.answered(number)

    def ask(self, number: int, due: float) -> None:
        self.times.due[number] = due
        self.transport.write(bytes((number,)))


async def ask(web: Web, echo: Echo, every: float) -> None:
    loop = asyncio.get_running_loop()
    due, number = loop.time(), 0
    while True:
        await asyncio.sleep(due - loop.time())
        # A probe that is still out when its number comes round again was due earlier, and keeps that.
        for asked in (web, echo):
            if number not in asked.times.due:
                asked.ask(number, due)
        due, number = due + every, (number + 1) % 256


async def main() -> None:
    commands = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    order = Order(**json.loads(await commands.readline()))
    web = Web(Address(order.port, order.origin, order.path), order.hello)
    await loop.create_connection(lambda: web, "127.0.0.1", order.port)
    _, echo = await loop.create_connection(Echo, "127.0.0.1", order.echo)
    await web.greeted.wait()
    print("ready", flush=True)
    asking = asyncio.create_task(ask(web, echo, order.every))
    while await commands.readline():
        times = {"web": web.times.milliseconds, "echo": echo.times.milliseconds}
        print(json.dumps(times), flush=True)
    asking.cancel()


if __name__ == "__main__":
    asyncio.run(main())

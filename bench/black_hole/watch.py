"""How a party is watched: what its pages open, and how its server says who has left."""

import json
import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect

from bench.dialects import hello
from bench.parties import NODE, ROOT, SOCKET_IO, TUTORIAL, Running
from bench.websocket import BINARY

LEFT: Final = re.compile(r"left\W+(\d+)")


class Watch:
    """One of the others: each page has a number, and a desk is told whose page has left."""

    folder: str  # of page.mjs, in bench/
    desk_path = "/ws/desk/"
    greeting = ""  # of the desk
    answer = ""  # how it begins

    def __init__(self, running: Running, _: int) -> None:
        """Of so many pages."""
        self.running = running
        self.headers: dict[str, str] = {}  # of the desk
        dialect = running.party.dialect
        binary = dialect.opcode == BINARY
        self.ping: str | bytes = dialect.ping.encode() if binary else dialect.ping
        self.pong: str | bytes = dialect.pong.encode() if binary else dialect.pong

    def script(self) -> str:
        return str(ROOT / "bench" / self.folder / "page.mjs")

    def page(self, number: int, server: str) -> dict[str, Any]:
        """What the page's script is told; `server` is where this page finds it."""
        return {"url": f"ws://{server}:{self.running.port}/ws/{number}/"}

    @asynccontextmanager
    async def desk(self) -> AsyncIterator[ClientConnection]:
        url = f"ws://127.0.0.1:{self.running.port}{self.desk_path}"
        origin: Any = self.running.origin
        headers = self.headers
        async with connect(url, origin=origin, additional_headers=headers, ping_interval=None) as desk:
            if self.greeting:
                await desk.send(self.greeting)
                while not str(await desk.recv()).startswith(self.answer):
                    pass
            yield desk

    async def hear(self, desk: ClientConnection, left: Callable[[int], None]) -> None:
        """Calls `left` with each page that leaves."""
        async for message in desk:
            if message == self.ping:
                await desk.send(self.pong)
            elif isinstance(message, str):
                for page in self.who_left(message):
                    left(page)

    def who_left(self, message: str) -> Iterable[int]:
        return map(int, LEFT.findall(message))


class Tutorial(Watch):
    folder = "tutorial"


class Node(Watch):
    folder = "node_ws"


class SocketIO(Watch):
    folder = "socket_io"
    desk_path = SOCKET_IO.path
    greeting = '40/named,{"desk":true}'
    answer = "40/named"

    def page(self, number: int, server: str) -> dict[str, Any]:
        return {"url": f"http://{server}:{self.running.port}/named", "auth": {"page": number}}


class Holdfast(Watch):
    folder = "black_hole"
    desk_path = "/ws/"
    greeting = hello(queue=True)
    answer = '{"type":"welcome"'

    def __init__(self, running: Running, pages: int) -> None:
        super().__init__(running, pages)
        filled = running.filled(pages)
        self.headers = {"Cookie": filled.cookie}
        self.places = filled.places
        self.page_of = {place["ticket"]: page for page, place in enumerate(self.places)}

    def page(self, number: int, server: str) -> dict[str, Any]:
        return self.places[number] | {"url": f"ws://{server}:{self.running.port}/ws/"}

    def who_left(self, message: str) -> Iterable[int]:
        frame = json.loads(message)
        if frame["type"] == "presence" and any(
            person["role"] == "customer" and person["state"] != "online" for person in frame["people"]
        ):
            yield self.page_of[frame["ticket"]]


WATCHES: Final = {TUTORIAL.name: Tutorial, SOCKET_IO.name: SocketIO, NODE.name: Node}


def watch(running: Running, pages: int) -> Watch:
    return WATCHES.get(running.party.name, Holdfast)(running, pages)

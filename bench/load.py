"""N pages in one process, which answer every ping.

Reads one line of JSON, the `Crowd`, opens its sockets and prints `ready`. From then on it
prints a line of counts for every line it is sent, and ends with its input.
"""

import asyncio
import json
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from bench.websocket import TEXT, Address, Answer, Socket, frame, get

CONNECTING: Final = 50  # at once
PATIENCE: Final = 60.0  # seconds until a page must be open

# docs/protocol.md, and of static/js: wire/backoff.js, wire/http.js, liveness/twin.js; seconds
WELCOME: Final = 5.0
FIRST, CAP = 0.25, 5.0
STEADY: Final = 10.0  # open for that long, a loss counts as the first again
RESTARTING: Final = (1001, 1012, 4012)
RETRY_AFTER: Final = 5.0
TWIN_AFTER, TWIN_EVERY, TWIN_PATIENCE = 3.0, 3.0, 10.0
BUSY: Final = (429, 503)
BREATHER: Final = 1.0  # where the server asks for time and not for how much


@dataclass(frozen=True)
class Crowd:
    port: int
    path: str
    origin: str
    hellos: list[str]  # the first frame of each page; an empty one: it says nothing, and waits for nothing
    caught_up: str  # how the answer to it begins that lets a page show something
    opcode: int  # of the heartbeat's two frames
    ping: str
    pong: str
    returns: bool = False  # a page that lost its socket comes back, as ours does
    twin: bool = False  # and reads by HTTP meanwhile


@dataclass
class Counts:
    open: int = 0
    pings: int = 0
    lost: int = 0  # nobody here closes a socket: each is one closed wrongly, or by a fault that was asked for
    failed: int = 0  # tries to come back
    read: int = 0  # by HTTP, while there was no socket
    codes: Counter[int] = field(default_factory=Counter)
    returned: list[float] = field(default_factory=list)  # monotonic seconds


class Page:
    """One socket after the other."""

    def __init__(self, crowd: Crowd, hello: str, counts: Counts) -> None:
        self.crowd, self.hello, self.counts = crowd, hello, counts
        self.address = Address(crowd.port, crowd.origin, crowd.path)
        self.ping = bytes((0x80 | crowd.opcode, len(crowd.ping))) + crowd.ping.encode()  # on the line
        self.pong = frame(crowd.opcode, crowd.pong.encode())
        self.caught_up = crowd.caught_up.encode()
        self.attempt = 0
        self.returning: asyncio.Task[None] | None = None
        self.reading: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Returns when the page has everything, or raises OSError or TimeoutError."""
        link = Link(self)
        await asyncio.get_running_loop().create_connection(lambda: link, "127.0.0.1", self.crowd.port)
        try:
            await link.caught_up
        except BaseException:
            if link.since:
                return  # it had everything in the moment in which its time was up
            link.leave()
            raise

    async def _return(self, wait: float) -> None:
        while True:
            await asyncio.sleep(wait)
            try:
                async with asyncio.timeout(WELCOME):
                    await self.connect()
            except (OSError, TimeoutError):
                self.counts.failed += 1
                wait = self._delay()
            else:
                self.counts.returned.append(time.monotonic())
                if self.reading:
                    self.reading.cancel()
                return

    async def _read(self) -> None:
        await asyncio.sleep(TWIN_AFTER)
        while True:
            wait = await self._ask()
            await asyncio.sleep(max(wait, TWIN_EVERY * (0.5 + random.random())))

    async def _ask(self) -> float:
        """Read the ticket. Returns the seconds after which the server wants to be asked again."""
        place = json.loads(self.hello)["tickets"][0]
        path = f"/api/tickets/{place['ticket']}/events?after={place['after']}"
        try:
            async with asyncio.timeout(TWIN_PATIENCE):
                answer = await get(self.address, path, place["token"])
        except (OSError, TimeoutError):
            return 0.0
        self.counts.read += answer.status == 200
        return _pause(answer) if answer.status in BUSY else 0.0

    def _delay(self) -> float:
        self.attempt += 1
        longest: float = FIRST * 2 ** (self.attempt - 1)
        return random.random() * min(CAP, longest)

    def lost(self, code: int, retry_after: float, lasted: float) -> None:
        self.counts.open -= 1
        self.counts.lost += 1
        self.counts.codes[code] += 1
        if not self.crowd.returns:
            return
        if lasted >= STEADY:
            self.attempt = 0
        wait = random.random() * retry_after if code in RESTARTING else self._delay()
        self.returning = asyncio.create_task(self._return(wait))
        if self.crowd.twin:
            self.reading = asyncio.create_task(self._read())

    def has(self, events: dict[str, Any]) -> None:
        """The next `hello` asks for what comes after these."""
        if events["events"]:
            hello = json.loads(self.hello)
            hello["tickets"][0] |= {"after": events["head"], "last": events["events"][-1]["id"]}
            self.hello = json.dumps(hello)


def _pause(busy: Answer) -> float:
    seconds = busy.headers.get("Retry-After", "")
    return float(seconds) if seconds.isdecimal() else BREATHER


class Link(Socket):
    """A page's socket."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.address)
        self.page = page
        self.caught_up: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.since = 0.0
        self.retry_after = RETRY_AFTER

    def data_received(self, data: bytes) -> None:
        if data == self.page.ping and self.between_frames():
            self.page.counts.pings += 1
            self.transport.write(self.page.pong)
        else:
            super().data_received(data)

    def opened(self) -> None:
        if self.page.hello:
            self.send(TEXT, self.page.hello.encode())
        else:
            self._has_everything()

    def text(self, payload: bytes) -> None:
        if not self._is_ping(TEXT, payload):
            self._read(payload)

    def binary(self, payload: bytes) -> None:
        self._is_ping(self.page.crowd.opcode, payload)

    def _is_ping(self, opcode: int, payload: bytes) -> bool:
        if opcode != self.page.crowd.opcode or payload != self.page.crowd.ping.encode():
            return False
        self.page.counts.pings += 1
        self.transport.write(self.page.pong)
        return True

    def _read(self, payload: bytes) -> None:
        if payload.startswith(b'{"type":"bye"'):
            bye = json.loads(payload)
            self.code, self.retry_after = bye["code"], bye.get("retry_after", RETRY_AFTER)
            self.transport.close()
        elif payload.startswith(self.page.caught_up) and not self.caught_up.done():
            if self.page.crowd.returns and payload.startswith(b"{"):
                self.page.has(json.loads(payload))
            self._has_everything()

    def _has_everything(self) -> None:
        self.since = time.monotonic()
        self.page.counts.open += 1
        self.caught_up.set_result(None)

    def leave(self) -> None:
        if not self.caught_up.done():
            self.caught_up.cancel()
        self.transport.abort()

    def closed(self) -> None:
        if not self.caught_up.done():
            self.caught_up.set_exception(ConnectionResetError(self.code))
        elif self.since:
            self.page.lost(self.code, self.retry_after, time.monotonic() - self.since)


async def main() -> None:
    commands = asyncio.StreamReader(limit=2**30)  # one line holds all hellos
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    crowd = Crowd(**json.loads(await commands.readline()))
    counts = Counts()
    pages = [Page(crowd, hello, counts) for hello in crowd.hellos]
    few = asyncio.Semaphore(CONNECTING)

    async def open_page(page: Page) -> None:
        async with few, asyncio.timeout(PATIENCE):
            while True:
                try:
                    return await page.connect()
                except OSError:  # closed again by a server that has too much to do
                    counts.failed += 1

    await asyncio.gather(*map(open_page, pages))
    print("ready", flush=True)
    while await commands.readline():
        print(json.dumps(vars(counts)), flush=True)


if __name__ == "__main__":
    asyncio.run(main())

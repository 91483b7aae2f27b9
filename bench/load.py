"""N pages in one process, so cheap that the machine is left to the server.

Reads one line of JSON, the `Crowd`, opens its sockets and prints `ready`. From then on it
prints a line of counts for every line it is sent, and ends with its input.
"""

import asyncio
import base64
import json
import os
import struct
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Final

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
MASK: Final = os.urandom(4)  # a browser takes a new one for each frame; the server's work is the same
HEARTBEAT: Final = b"\x82\x01\x01"  # the server's ping, as it is on the line
CAUGHT_UP: Final = b'{"type":"events"'  # the answer to `hello` that lets a page show something
CONNECTING: Final = 50  # at once
PATIENCE: Final = 60.0  # seconds until a page must be open


@dataclass(frozen=True)
class Crowd:
    port: int
    path: str
    origin: str
    hellos: list[str]  # the first frame of each page; an empty one: it says nothing, and waits for nothing


@dataclass
class Counts:
    open: int = 0
    pings: int = 0
    lost: int = 0  # nobody here closes a socket: each is one closed wrongly


def frame(opcode: int, payload: bytes) -> bytes:
    size = len(payload)
    head = struct.pack("!BB", 0x80 | opcode, 0x80 | size) if size < 126 else b""
    head = head or struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, size)
    key = (MASK * (size // 4 + 1))[:size]
    return head + MASK + bytes(a ^ b for a, b in zip(payload, key, strict=True))


ANSWER: Final = frame(BINARY, b"\x01")


class Page(asyncio.Protocol):
    """As much of RFC 6455 as a page needs whose server sends no fragments."""

    transport: asyncio.Transport

    def __init__(self, crowd: Crowd, hello: str, counts: Counts, codes: Counter[int]) -> None:
        self.crowd, self.hello, self.counts, self.codes = crowd, hello, counts, codes
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.upgraded = False
        self.code = 1006
        self.rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET {self.crowd.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.crowd.port}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nOrigin: {self.crowd.origin}\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        if data == HEARTBEAT and not self.rest:
            self.counts.pings += 1
            self.transport.write(ANSWER)
            return
        self.rest += data
        if self.upgraded or self.upgrade():
            while self.take_frame():
                pass

    def upgrade(self) -> bool:
        head, end, rest = self.rest.partition(b"\r\n\r\n")
        if not end:
            return False
        if not head.startswith(b"HTTP/1.1 101 "):
            self.transport.abort()
            return False
        self.upgraded, self.rest = True, rest
        if self.hello:
            self.transport.write(frame(TEXT, self.hello.encode()))
        else:
            self.is_open()
        return True

    def take_frame(self) -> bool:
        if len(self.rest) < 2:
            return False
        start, size = 2, self.rest[1]
        if size == 126:
            start, size = 4, int.from_bytes(self.rest[2:4], "big")
        elif size == 127:
            start, size = 10, int.from_bytes(self.rest[2:10], "big")
        if len(self.rest) < start + size:
            return False
        opcode, payload = self.rest[0] & 0x0F, self.rest[start : start + size]
        self.rest = self.rest[start + size :]
        self.take(opcode, payload)
        return True

    def take(self, opcode: int, payload: bytes) -> None:
        if opcode == BINARY:
            self.counts.pings += 1
            self.transport.write(ANSWER)
        elif opcode == TEXT and payload.startswith(CAUGHT_UP):
            self.is_open()
        elif opcode == PING:
            self.transport.write(frame(PONG, payload))
        elif opcode == CLOSE:
            self.code = int.from_bytes(payload[:2], "big")
            self.transport.close()

    def is_open(self) -> None:
        self.counts.open += 1
        self.opened.set_result(None)

    def connection_lost(self, _: Exception | None) -> None:
        self.counts.lost += 1
        self.codes[self.code] += 1
        if self.opened.done():
            self.counts.open -= 1
        else:
            self.opened.set_result(None)


async def main() -> None:
    commands = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    commands._limit = 2**30  # type: ignore[attr-defined]  # one line holds all hellos
    crowd = Crowd(**json.loads(await commands.readline()))
    counts, codes = Counts(), Counter[int]()
    few = asyncio.Semaphore(CONNECTING)

    async def open_page(hello: str) -> None:
        async with few, asyncio.timeout(PATIENCE):
            make = lambda: Page(crowd, hello, counts, codes)  # noqa: E731
            _, page = await loop.create_connection(make, "127.0.0.1", crowd.port)
            await page.opened

    await asyncio.gather(*map(open_page, crowd.hellos))
    print("ready", flush=True)
    while await commands.readline():
        print(json.dumps(asdict(counts) | {"codes": codes}), flush=True)


if __name__ == "__main__":
    asyncio.run(main())

"""A TCP proxy between any two parts that delays, cuts, resets and swallows on demand.

`up` is the way of whoever connected, `down` the way of the answers. The far side is a TCP
address or the path of a unix socket, so that it fits in front of web, Valkey and PostgreSQL.

Of black holes there are two kinds. What `swallows` says is lost while it says so, and then all
goes on. In one that `forgets`, as a NAT or a mobile network does, every connection is dead for
ever that exists or is made meanwhile; nobody is told, and only those made after `heals` live.
"""

import asyncio
import contextlib
import socket
import struct
import time
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Literal, Self

Way = Literal["up", "down"]
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]

AT_ONCE: Final = 1 << 16  # bytes
NO_LINGER: Final = struct.pack("ii", 1, 0)  # a close becomes a reset


@dataclass(slots=True)
class Cut:
    """After `after` more bytes of this way, counted from where `marker` begins."""

    way: Way
    after: int
    reset: bool = False
    marker: bytes = b""
    ahead: int = 0  # bytes of the marker's frame before it


class Link:
    """One connection through the proxy."""

    def __init__(self, proxy: "Proxy", near: Streams, far: Streams) -> None:
        self.proxy, self.near, self.far = proxy, near, far
        self.cut_at: Cut | None = None
        self.dead: set[Way] = set(proxy.forgotten)  # for ever
        self.swallowed: dict[Way, int] = {"up": 0, "down": 0}  # bytes
        self.ended: dict[Way, float] = {}  # when its sender ended it, monotonic seconds

    async def run(self) -> None:
        ways = self._pump("up", self.near[0], self.far[1]), self._pump("down", self.far[0], self.near[1])
        await asyncio.gather(*ways)
        self.cut()

    async def _pump(self, way: Way, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(AT_ONCE):
                if self.proxy.delay:
                    await asyncio.sleep(self.proxy.delay)
                if way in self.proxy.swallows | self.dead:
                    self.swallowed[way] += len(data)
                    continue
                passing, over = self._until_cut(way, data)
                writer.write(passing)
                await writer.drain()
                if over:
                    self.cut(reset=over.reset)
        self.ended[way] = time.monotonic()
        if way in self.proxy.swallows | self.dead:
            return
        if self.dead:
            writer.close()  # the other end hears of it, and this one of nothing more
        else:
            self.cut()

    def _until_cut(self, way: Way, data: bytes) -> tuple[bytes, Cut | None]:
        cut = self.cut_at
        if cut is None or cut.way != way:
            return data, None
        begins = max(0, data.find(cut.marker) - cut.ahead)
        if cut.marker not in data:
            return data, None
        cut.marker = b""
        if cut.after > len(data) - begins:
            cut.after -= len(data) - begins
            return data, None
        return data[: begins + cut.after], cut

    def cut(self, reset: bool = False) -> None:
        for _, writer in (self.near, self.far):
            if reset and not writer.transport.is_closing():
                line: socket.socket = writer.get_extra_info("socket")
                with contextlib.suppress(OSError):
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
                writer.transport.abort()
            writer.close()


class Proxy:
    """`far`: ("127.0.0.1", 8000), or the path of a unix socket. `near`: where it listens; port 0
    is any that is free."""

    def __init__(self, far: tuple[str, int] | str, near: tuple[str, int] = ("127.0.0.1", 0)) -> None:
        self.far, self.near = far, near
        self.delay = 0.0  # seconds, each way
        self.swallows: set[Way] = set()  # what goes this way is read, and never arrives
        self.forgotten: set[Way] = set()  # by the hole that is open now
        self.links: list[Link] = []  # that are open
        self.passed: list[Link] = []  # all that ever were
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accepted, *self.near)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        self.cut_all()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            far = await self._reach()
        except OSError:
            writer.transport.abort()
            return
        link = Link(self, (reader, writer), far)
        self.links.append(link)
        self.passed.append(link)
        with contextlib.suppress(asyncio.CancelledError):  # asyncio's server would log it
            await link.run()
        self.links.remove(link)

    async def _reach(self) -> Streams:
        if isinstance(self.far, str):
            return await asyncio.open_unix_connection(self.far)
        return await asyncio.open_connection(*self.far)

    def forgets(self, *ways: Way) -> None:
        self.forgotten = set(ways)
        for link in self.links:
            link.dead |= self.forgotten

    def heals(self) -> None:
        self.forgotten = set()

    def cut_all(self, *, reset: bool = False, links: Iterable[Link] | None = None) -> int:
        """Returns how many were open."""
        cut = list(self.links if links is None else links)
        for link in cut:
            link.cut(reset)
        return len(cut)

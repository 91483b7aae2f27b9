"""The chaos proxy's hole that forgets: who was in it is never heard of again, who comes later is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.faults.proxy import Proxy, Way

GLANCE = 0.05  # seconds in which what goes through has gone through


@asynccontextmanager
async def echo() -> AsyncIterator[tuple[Proxy, list[bytes]]]:
    """A server that says everything again, behind a proxy; and what it heard."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(1024):
            heard.append(data)
            writer.write(data)
        heard.append(b"the end")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with Proxy(("127.0.0.1", server.sockets[0].getsockname()[1])) as proxy:
        yield proxy, heard
    server.close()


class Line:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def to(cls, proxy: Proxy) -> "Line":
        return cls(*await asyncio.open_connection("127.0.0.1", proxy.port))

    async def says(self, words: bytes) -> bytes | None:
        """What came back, or None."""
        self.writer.write(words)
        try:
            return await asyncio.wait_for(self.reader.read(1024), GLANCE)
        except TimeoutError:
            return None


@pytest.mark.parametrize("ways", [("up",), ("down",), ("up", "down")])
async def test_what_is_in_the_hole_is_dead_for_ever_and_what_comes_later_lives(ways: tuple[Way, ...]) -> None:
    async with echo() as (proxy, heard):
        old = await Line.to(proxy)
        assert await old.says(b"before") == b"before"
        proxy.forgets(*ways)
        meanwhile = await Line.to(proxy)
        for line in (old, meanwhile):
            assert await line.says(b"within") is None
        proxy.heals()
        for line in (old, meanwhile):
            assert await line.says(b"after") is None, "nobody is told"
            assert not line.reader.at_eof()
        assert (b"within" in heard) == ("up" not in ways)
        new = await Line.to(proxy)
        assert await new.says(b"new") == b"new"
        old.writer.close()
        await asyncio.sleep(GLANCE)
        assert (b"the end" in heard) == ("up" not in ways), "its close goes the way of its words"
        assert await new.says(b"and on") == b"and on"
        for line in (meanwhile, new):
            line.writer.close()

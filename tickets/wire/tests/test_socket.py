"""What a socket is told goes out in its turn, and at once where nothing is before it."""

import asyncio
from typing import Any

import pytest

from tests.fakes import until
from tickets.wire.announcements import Announcement
from tickets.wire.socket import SHORT_WAYS, Socket


class Page(Socket):
    def announced(self, announcement: Announcement) -> None: ...


class Server:
    """With a short way, or without."""

    def __init__(self, *, short: bool) -> None:
        self.out: list[str] = []
        self.comes: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.on_byte = None
        headers = [(b"cookie", b"a=b; c=d"), (b"origin", b"https://support.example.com")]
        self.scope: dict[str, Any] = {"headers": headers, "extensions": {SHORT_WAYS: self} if short else {}}

    def send_byte(self, byte: bytes) -> None: ...

    def send_text(self, frame: str) -> None:
        self.out.append(f"{frame}, at once")

    async def send(self, message: dict[str, Any]) -> None:
        if "text" in message:
            self.out.append(message["text"])


async def served(*, short: bool) -> tuple[Page, Server, asyncio.Task[None]]:
    page, server = Page(), Server(short=short)
    task = asyncio.create_task(page(server.scope, server.comes.get, server.send))
    await asyncio.sleep(0)
    return page, server, task


@pytest.mark.parametrize("short", [True, False])
async def test_a_server_of_ours_is_left_nothing_of_the_request_but_the_cookie(short: bool) -> None:
    """What it was asked with would live as long as the socket; another server may look at it again."""
    page, server, task = await served(short=short)
    assert server.scope.keys() == ({} if short else {"headers": 1, "extensions": 1}).keys()
    assert page.cookies() == {"a": "b", "c": "d"}
    await ended(server, task)


async def test_at_once_while_nothing_waits_and_else_behind_it() -> None:
    page, server, task = await served(short=True)
    gate = asyncio.Event()

    async def slow() -> None:
        await gate.wait()
        await page.send_text("slow")

    page.tell("first")
    assert server.out == ["first, at once"]
    page.lane.add(slow)
    page.tell("second")
    await asyncio.sleep(0)
    page.tell("third")
    assert server.out == ["first, at once"], "it waits for its turn"
    gate.set()
    await until(lambda: len(server.out) == 4, "all of it")
    assert server.out[1:] == ["slow", "second", "third"]
    await until(lambda: page.lane.is_idle, "the lane's end")
    page.closed = True
    page.tell("late")
    assert len(server.out) == 4, "and nothing to who has gone"
    await ended(server, task)


async def test_in_its_turn_where_a_server_has_no_short_way() -> None:
    page, server, task = await served(short=False)
    page.tell("first")
    await until(lambda: server.out == ["first"], "it")
    await ended(server, task)


async def ended(server: Server, task: asyncio.Task[None]) -> None:
    server.comes.put_nowait({"type": "websocket.disconnect", "code": 1001})
    await task

"""Which bytes of an HTTP connection wait to be admitted."""

import asyncio
import json

import pytest

from support_site.server.arrival import CROWD, MOST_HELD, UPGRADE, Arrival
from tickets.wire.admission import admission

REQUEST = b"GET /ws/ HTTP/1.1\r\nHost: desk\r\nUpgrade: websocket\r\n\r\n"


class Connection(Arrival):
    def __init__(self) -> None:
        self.passed: list[bytes] = []
        self.upgraded: list[bytes] = []
        self.idle = True

    def between_requests(self) -> bool:
        return self.idle

    def pass_on(self, data: bytes) -> None:
        self.passed.append(data)

    def upgrade(self, data: bytes) -> None:
        self.upgraded.append(data)

    def end_with(self, answer: bytes) -> None:
        self.ended_with = answer


@pytest.mark.parametrize("cut", [1, 4, len(UPGRADE), 20, len(REQUEST) - 1])
async def test_a_request_for_a_socket_waits_and_goes_on_whole(cut: int) -> None:
    connection = Connection()
    connection.arrives(REQUEST[:cut])
    connection.arrives(REQUEST[cut:])
    assert connection.upgraded == []
    await asyncio.sleep(0)
    assert (connection.passed, connection.upgraded) == ([], [REQUEST])


async def test_one_whose_head_comes_slowly_goes_on_when_it_is_whole() -> None:
    connection = Connection()
    connection.arrives(REQUEST[:20])
    await asyncio.sleep(0)
    assert len(admission()) == 0, "it was its turn"
    connection.arrives(REQUEST[20:30])
    assert connection.upgraded == []
    connection.arrives(REQUEST[30:] + b"\x81\x80....")
    assert connection.upgraded == [REQUEST + b"\x81\x80...."]


async def test_a_body_that_looks_like_one_is_none() -> None:
    """It would answer for somebody else's request, behind a proxy that shares its connections."""
    connection = Connection()
    connection.idle = False
    connection.arrives(REQUEST)
    await asyncio.sleep(0)
    assert (connection.passed, connection.upgraded) == ([REQUEST], [])


async def test_a_ticket_that_is_read_waits_too() -> None:
    socket, reader = Connection(), Connection()
    reader.arrives(b"GET /api/tickets/c/events HTTP/1.1\r\n\r\n")
    socket.arrives(REQUEST)
    assert socket.passed == reader.passed == []
    await asyncio.sleep(0)
    assert (len(socket.upgraded), len(reader.passed)) == (1, 0)
    await asyncio.sleep(0)
    assert len(reader.passed) == 1


async def test_anything_else_does_not_wait() -> None:
    connection = Connection()
    connection.arrives(b"GET /healthz HTTP/1.1\r\n\r\n")
    assert len(connection.passed) == 1
    connection.arrives(REQUEST)  # over the same connection, as proxies do
    assert connection.upgraded == []
    await asyncio.sleep(0)
    assert connection.upgraded == [REQUEST]


async def test_who_has_gone_comes_in_no_more() -> None:
    connection = Connection()
    connection.arrives(REQUEST)
    connection.goes()
    await asyncio.sleep(0)
    assert connection.upgraded == []


async def test_too_much_is_for_the_server_to_refuse() -> None:
    connection = Connection()
    connection.arrives(REQUEST.rstrip() + b"\r\nX: " + bytes(MOST_HELD))
    assert len(connection.upgraded) == 1
    assert len(admission()) == 0
    await asyncio.sleep(0)
    assert len(connection.upgraded) == 1


async def test_in_a_crowd_whoever_reads_is_told_when_to_come_back() -> None:
    crowd = [Connection() for _ in range(CROWD)]
    for socket in crowd:
        socket.arrives(REQUEST)
    reader, another = Connection(), Connection()
    reader.arrives(b"GET /api/tickets/c/events HTTP/1.1\r\n\r\n")
    another.arrives(REQUEST)
    head, _, body = reader.ended_with.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 503 ")
    assert f"Content-Length: {len(body)}".encode() in head
    assert 5 <= int(head.partition(b"Retry-After: ")[2]) <= 15
    assert json.loads(body)["code"] == "unavailable"
    assert len(admission()) == CROWD + 1, "sockets wait"
    for socket in (*crowd, another):
        socket.goes()

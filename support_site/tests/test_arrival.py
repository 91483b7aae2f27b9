"""Which bytes of an HTTP connection wait to be admitted."""

import asyncio
import json

from support_site.server.arrival import CROWD, MOST_HELD, Arrival
from tickets.wire.admission import admission

REQUEST = b"GET /ws/ HTTP/1.1\r\nHost: desk\r\nUpgrade: websocket\r\n\r\n"


class Connection(Arrival):
    def __init__(self) -> None:
        self.passed: list[bytes] = []

    def pass_on(self, data: bytes) -> None:
        self.passed.append(data)

    def end_with(self, answer: bytes) -> None:
        self.ended_with = answer


async def test_a_request_for_a_socket_waits_and_goes_on_whole() -> None:
    connection = Connection()
    connection.arrives(REQUEST[:20])
    connection.arrives(REQUEST[20:])
    assert connection.passed == []
    await asyncio.sleep(0)
    assert connection.passed == [REQUEST]
    connection.arrives(b"\x81\x80....")  # what comes then is its own
    assert connection.passed == [REQUEST, b"\x81\x80...."]


async def test_a_ticket_that_is_read_waits_too() -> None:
    socket, reader = Connection(), Connection()
    reader.arrives(b"GET /api/tickets/c/events HTTP/1.1\r\n\r\n")
    socket.arrives(REQUEST)
    assert socket.passed == reader.passed == []
    await asyncio.sleep(0)
    assert (len(socket.passed), len(reader.passed)) == (1, 0)
    await asyncio.sleep(0)
    assert len(reader.passed) == 1


async def test_anything_else_does_not_wait() -> None:
    connection = Connection()
    connection.arrives(b"GET /healthz HTTP/1.1\r\n\r\n")
    assert len(connection.passed) == 1
    connection.arrives(REQUEST)  # over the same connection, as proxies do
    assert len(connection.passed) == 1
    await asyncio.sleep(0)
    assert connection.passed[1:] == [REQUEST]


async def test_who_has_gone_comes_in_no_more() -> None:
    connection = Connection()
    connection.arrives(REQUEST)
    connection.goes()
    await asyncio.sleep(0)
    assert connection.passed == []


async def test_too_much_is_for_the_server_to_refuse() -> None:
    connection = Connection()
    connection.arrives(REQUEST.rstrip() + b"\r\nX: " + bytes(MOST_HELD))
    assert len(connection.passed) == 1
    assert len(admission()) == 0
    await asyncio.sleep(0)
    assert len(connection.passed) == 1


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

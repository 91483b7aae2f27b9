"""The bytes of a WebSocket connection, without a network: what a page sends, and what it reads then."""

import asyncio
import gc
import socket
import struct
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from websockets.frames import Close as CloseFrame
from websockets.frames import Frame, Opcode
from websockets.speedups import apply_mask

from support_site.server import garbage
from support_site.server.line import AHEAD, Line, lines
from support_site.server.messages import Messages
from tickets.wire.frames import MAX_FRAME
from tickets.wire.socket import SHORT_WAYS

HEAD = (
    b"GET /ws/?a=b HTTP/1.1\r\nHost: desk\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nCookie: a=\xe9\r\n\r\n"
)
KEY = b"\x37\xfa\x21\x3d"


def masked(opcode: int, payload: bytes = b"", *, fin: bool = True, rsv: int = 0) -> bytes:
    size = len(payload)
    length = bytes((0x80 | size,)) if size < 126 else b"\xff" + struct.pack("!Q", size)
    if 126 <= size <= 0xFFFF:
        length = b"\xfe" + struct.pack("!H", size)
    return bytes((fin << 7 | rsv << 4 | opcode,)) + length + KEY + bytes(apply_mask(payload, KEY))


class Transport:
    def __init__(self) -> None:
        self.written = b""
        self.closed = self.ended = self.paused = False
        self.waiting = 0

    def write(self, data: bytes) -> None:
        self.written = self.written + data if self.written else data

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.closed = True

    def write_eof(self) -> None:
        self.ended = True

    def pause_reading(self) -> None:
        self.paused = True

    def resume_reading(self) -> None:
        self.paused = False

    def get_write_buffer_size(self) -> int:
        return self.waiting

    def set_write_buffer_limits(self, high: int, low: int) -> None: ...

    def get_extra_info(self, name: str) -> Any:
        return Socket() if name == "socket" else ("127.0.0.1", 5000, 0, 0)


class Socket:
    def setsockopt(self, *option: Any) -> None: ...


async def echo(scope: Any, receive: Any, send: Any) -> None:
    while (message := await receive())["type"] != "websocket.disconnect":
        if message["type"] == "websocket.connect":
            await send({"type": "websocket.accept"})
        else:
            await send(message | {"type": "websocket.send"})


def begun(app: Any = echo, head: bytes = HEAD) -> tuple[Line, Transport]:
    line, transport = Line(app, head), Transport()
    line.connection_made(transport)
    return line, transport


async def opened(app: Any = echo) -> tuple[Line, Transport]:
    line, transport = begun(app)
    await settled()
    assert transport.written.startswith(b"HTTP/1.1 101 ")
    transport.written = b""
    return line, transport


async def settled() -> None:
    for _ in range(2 * AHEAD):
        await asyncio.sleep(0)


def read(written: bytes) -> list[str]:
    """What a page reads: each frame in a word."""
    found, at = [], 0
    while at < len(written):
        size, start = written[at + 1], at + 2
        if size >= 126:
            more = 2 if size == 126 else 8
            size, start = int.from_bytes(written[start : start + more]), start + more
        found.append(word(Opcode(written[at] & 15), written[start : start + size]))
        at = start + size
    return found


def word(opcode: Opcode, payload: bytes) -> str:
    if opcode is Opcode.CLOSE:
        return f"close {CloseFrame.parse(payload).code}"
    if payload.startswith(b'{"type":"bye"'):
        return "bye"
    return f"{opcode.name.lower()} {payload[:9].decode('latin1')}"


TEXT, BINARY, PING, PONG, CLOSE = 1, 2, 9, 10, 8
NO = ["bye", "close 4400"]  # RFC 6455's own codes would not tell a page to stop
CASES: dict[str, tuple[list[bytes], list[str]]] = {
    "text": ([masked(TEXT, b"hello")], ["text hello"]),
    "nothing": ([masked(TEXT), masked(BINARY)], ["text ", "binary "]),
    "of 125 to 65,536 bytes": (
        [masked(BINARY, b"*" * size) for size in (125, 126, 65_535, 65_536)],
        ["binary " + "*" * 9] * 4,
    ),
    "two bytes": ([masked(BINARY, b"\x02\x07")], ["binary \x02\x07"]),
    "ping": ([masked(PING, b"p")], ["pong p"]),
    "a pong that nobody asked for": ([masked(PONG, b"p"), masked(TEXT, b"t")], ["text t"]),
    "fragments": ([masked(TEXT, b"he", fin=False), masked(0, b"llo")], ["text hello"]),
    "a ping between them": (
        [masked(TEXT, b"he", fin=False), masked(PING, b"p"), masked(0, b"llo")],
        ["pong p", "text hello"],
    ),
    "a character in two fragments": (
        [masked(TEXT, "é".encode()[:1], fin=False), masked(0, "é".encode()[1:])],
        ["text Ã©"],
    ),
    "close": ([masked(CLOSE, b"\x03\xe8bye")], ["close 1000"]),
    "close without a code": ([masked(CLOSE)], ["close 1005"]),
    "close between fragments": ([masked(TEXT, b"a", fin=False), masked(CLOSE, b"\x0f\xa0")], ["close 4000"]),
    "nothing counts after it": ([masked(CLOSE, b"\x03\xe8"), masked(TEXT, b"t")], ["close 1000"]),
    "nor is it answered": ([masked(CLOSE, b"\x03\xe8"), masked(PING, b"p")], ["close 1000"]),
    "a code that may not be sent": ([masked(CLOSE, b"\x03\xed")], NO),
    "half a code": ([masked(CLOSE, b"\x03")], NO),
    "a close of 126 bytes": ([masked(CLOSE, b"\x03\xe8" + b"*" * 124)], NO),
    "a ping of 126 bytes": ([masked(PING, b"*" * 126)], NO),
    "a ping in fragments": ([masked(PING, b"p", fin=False)], NO),
    "a reserved bit": ([masked(TEXT, b"t", rsv=4)], NO),
    "a reserved bit of one byte": ([masked(BINARY, b"\x01", rsv=1)], NO),
    "a reserved opcode": ([masked(3)], NO),
    "unmasked": ([b"\x82\x01\x01"], NO),
    "half a character": ([masked(TEXT, b"\xce")], NO),
    "no UTF-8": ([masked(TEXT, b"\xed\xa0\x80")], NO),
    "what continues nothing": ([masked(0, b"t")], NO),
    "a message between fragments": ([masked(TEXT, b"a", fin=False), masked(BINARY, b"\x01")], NO),
    "too much": ([masked(BINARY, b"*" * (MAX_FRAME + 1))], NO),
    "too much in fragments": ([masked(BINARY, b"*" * 40_000, fin=False), masked(0, b"*" * 40_000)], NO),
    "too much announced": ([b"\x82\xff" + struct.pack("!Q", 2**40) + KEY], NO),
}


@pytest.mark.parametrize("cut", [1, 3, 1000, 10**6])
@pytest.mark.parametrize("case", CASES)
async def test_frames_are_read_as_rfc_6455_says(case: str, cut: int) -> None:
    frames, expected = CASES[case]
    data = b"".join(frames)
    line, transport = await opened()
    if cut < 1000 < len(data):
        cut = len(data) - 3  # in the middle of the last
    for at in range(0, len(data), cut):
        line.data_received(data[at : at + cut])
        await settled() if len(data) < 1000 else None
    await settled()
    found = read(transport.written)
    assert sorted(found) == sorted(expected) if "between them" in case else order_of(found) == expected
    assert line._messages is None, "between messages nothing is kept"
    line.connection_lost(None)


def order_of(found: list[str]) -> list[str]:
    """An answer of the line's own may overtake the echo, which is a task's."""
    return sorted(found, key=lambda word: word.startswith(("bye", "close")))


FLOODS = {
    "fragments of a byte": [masked(TEXT, b"t", fin=False), *[masked(0, b"t", fin=False)] * 6_000, masked(0)],
    "fragments of nothing": [masked(TEXT, fin=False), *[masked(0, fin=False)] * 6_000],
    "pings": [masked(PING)] * 6_000,
    "pongs": [masked(PONG)] * 6_000,
}


@pytest.mark.parametrize("kind", FLOODS)
async def test_a_flood_that_no_consumer_hears_of_is_ended(kind: str) -> None:
    frames, came = FLOODS[kind], 0
    line, transport = await opened()
    while not transport.paused and came < len(frames):
        line.data_received(b"".join(frames[came : came + 100]))
        came += 100
    await settled()
    assert came == 5_000
    assert read(transport.written)[-2:] == ["bye", "close 4429"]
    line.connection_lost(None)


async def test_long_messages_in_fragments_are_no_flood() -> None:
    """As many at once as a socket may send, in pieces as a network has them."""
    long = b"*" * 32_000
    heard: list[str] = []

    async def hears(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] != "websocket.disconnect":
            heard.append(message["text"])

    line, transport = await opened(hears)
    parts = [long[at : at + 1_300] for at in range(0, len(long), 1_300)]
    frames = [masked(0 if place else TEXT, part, fin=False) for place, part in enumerate(parts[:-1])]
    for _ in range(200):
        line.data_received(b"".join([*frames, masked(0, parts[-1])]))
    await settled()
    assert heard == [long.decode()] * 200
    assert transport.written == b""
    line.connection_lost(None)


async def test_a_lone_byte_goes_the_short_way_if_somebody_takes_it() -> None:
    came: list[int] = []
    line, transport = await opened()

    def takes(byte: int) -> bool:
        came.append(byte)
        return byte == 1

    line.on_byte = takes
    for byte in (b"\x01", b"\x02", b"\x01"):
        line.data_received(masked(BINARY, byte))
    await settled()
    assert came == [1, 2, 1]
    assert read(transport.written) == ["binary \x02"]
    transport.written = b""
    line.send_byte(b"\x01")
    assert transport.written == b"\x82\x01\x01"
    line.connection_lost(None)


async def test_what_was_whole_before_something_broken_counts() -> None:
    came: list[str] = []

    async def hears(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] != "websocket.disconnect":
            came.append(message["text"])

    line, transport = await opened(hears)
    line.data_received(masked(TEXT, b"t") + masked(3) + masked(TEXT, b"u"))
    await settled()
    assert came == ["t"]
    assert read(transport.written) == NO
    line.connection_lost(None)


async def test_one_between_the_halves_of_a_frame_is_a_part_of_it() -> None:
    came: list[int] = []
    line, transport = await opened()

    def takes(byte: int) -> bool:
        came.append(byte)
        return True

    line.on_byte = takes
    unmasked = bytes(4)
    line.data_received(b"\x82\x87" + unmasked)
    line.data_received(b"\x82\x81" + unmasked + b"\x01")  # seven bytes of a message
    await settled()
    assert came == []
    assert len(read(transport.written)) == 1
    line.connection_lost(None)


async def test_what_comes_before_the_answer_waits_for_it() -> None:
    line, transport = begun(head=HEAD + masked(TEXT, b"a"))
    line.data_received(masked(TEXT, b"b"))
    await settled()
    head, _, rest = transport.written.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 101 ")
    assert read(rest) == ["text a", "text b"]
    line.connection_lost(None)


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (HEAD.replace(b"Upgrade: websocket\r\n", b""), b"426"),
        (HEAD.replace(b"Version: 13", b"Version: 8"), b"400"),
        (HEAD.replace(b"AAAA==", b"=="), b"400"),
        (HEAD.replace(b"Sec-WebSocket-Key", b"X"), b"400"),
        (HEAD.replace(b"HTTP/1.1", b"HTTP/2.0"), b"400"),
        (HEAD.replace(b"Host", b"Ho st"), b"400"),
        (HEAD.replace(b"a=b", b"a" * 9000), b"414"),
        (HEAD.replace(b"a=\xe9", b"a" * 9000), b"431"),
        (HEAD[:-2], b"400"),
    ],
)
async def test_what_is_no_upgrade_is_told_so_in_http(head: bytes, status: bytes) -> None:
    _, transport = begun(head=head)
    assert transport.written.startswith(b"HTTP/1.1 " + status + b" ")
    assert transport.closed


async def test_the_consumer_hears_who_asks_and_may_say_no() -> None:
    scopes: list[Any] = []

    async def no(scope: Any, receive: Any, send: Any) -> None:
        scopes.append(scope)
        await receive()
        await send({"type": "websocket.close"})

    _, transport = begun(no)
    await settled()
    assert transport.written.startswith(b"HTTP/1.1 403 ")
    [scope] = scopes
    assert (scope["path"], scope["query_string"], scope["client"]) == ("/ws/", b"a=b", ("127.0.0.1", 5000))
    assert (b"cookie", b"a=\xe9") in scope["headers"]
    assert scope["extensions"][SHORT_WAYS]


async def test_who_has_gone_by_then_does_no_harm() -> None:
    transport = Transport()
    transport.get_extra_info = lambda name: None  # type: ignore[method-assign]
    line = Line(echo, HEAD)
    line.connection_made(transport)
    line.connection_lost(None)
    await settled()


@pytest.mark.parametrize("code", [1001, 1011, 1012, 1013, 4012])
async def test_a_close_code_arrives_as_it_is_with_its_reason(code: int) -> None:
    async def leaves(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": code, "reason": "because"})

    line, transport = begun(leaves)
    await settled()
    assert transport.written.endswith(code.to_bytes(2) + b"because")
    line.connection_lost(None)


async def test_who_closes_also_ends_the_connection() -> None:
    """Ended from here, what it still sends would make TCP reset it, and our answer be lost."""
    line, transport = await opened()
    line.data_received(masked(CLOSE, b"\x03\xe8"))
    assert (transport.ended, transport.closed) == (True, False)
    line.connection_lost(None)


async def test_an_answer_to_our_close_ends_the_connection() -> None:
    async def leaves(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": 4000})

    line, transport = begun(leaves)
    await settled()
    assert not transport.closed
    line.data_received(masked(CLOSE, b"\x0f\xa0"))
    assert transport.closed
    line.connection_lost(None)


@pytest.mark.parametrize("answers", [True, False])
async def test_a_consumer_that_closes_hears_of_the_end_once(answers: bool) -> None:
    """It waits for that: its task would stay for ever."""
    heard: list[Any] = []

    async def leaves(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": 4000})
        heard.append(await receive())
        heard.append(await receive())

    line, _ = begun(leaves)
    await settled()
    if answers:
        line.data_received(masked(CLOSE, b"\x0f\xa0"))
    line.connection_lost(None)
    await settled()
    assert [(one["type"], one["code"]) for one in heard] == [("websocket.disconnect", 4000)]


async def test_a_consumer_that_fails_ends_the_line(caplog: pytest.LogCaptureFixture) -> None:
    async def fails(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        raise ZeroDivisionError

    line, transport = await opened(fails)
    await settled()
    assert read(transport.written) in ([], ["close 1011"])
    assert line._closed == 1011
    assert "ZeroDivisionError" in caplog.text
    line.connection_lost(None)


async def test_who_sends_faster_than_is_taken_waits() -> None:
    may_go_on = asyncio.Event()

    async def slow(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await may_go_on.wait()
        await echo(scope, receive, send)

    line, transport = await opened(slow)
    for _ in range(AHEAD):
        line.data_received(masked(TEXT, b"t"))
    assert transport.paused
    may_go_on.set()
    await settled()
    assert not transport.paused
    assert read(transport.written) == ["text t"] * AHEAD
    line.connection_lost(None)


def lost(line: Line) -> None:
    line.connection_lost(None)


def said_goodbye(line: Line) -> None:
    line.data_received(masked(CLOSE, b"\x03\xe8"))
    line.connection_lost(None)


def read_slowly(line: Line) -> None:
    line._transport.waiting = 10**7
    line.pause_writing()
    line.connection_lost(None)


@pytest.mark.parametrize("ends", [lost, said_goodbye, read_slowly])
async def test_a_line_that_is_gone_leaves_no_circle_behind(ends: Callable[[Line], None]) -> None:
    """`gc.freeze` would keep it for ever."""
    line, _ = await opened()
    line.on_byte = lambda byte, line=line: line is None  # as a consumer holds its line
    line.data_received(masked(TEXT, b"t"))
    await settled()
    gc.collect()
    gc.disable()
    others = len(lines) - 1
    try:
        gone = weakref.ref(line)
        ends(line)
        del line
        await settled()
        assert gone() is None
        assert len(lines) == others
    finally:
        gc.enable()


async def test_nor_does_its_transport() -> None:
    async def until_gone(_: Any, receive: Any, __: Any) -> None:
        while (await receive())["type"] != "websocket.disconnect":
            pass

    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    loop = asyncio.get_running_loop()
    transport, line = await loop.connect_accepted_socket(lambda: Line(until_gone, HEAD), ours)
    gone = weakref.ref(transport)
    gc.collect()
    gc.disable()
    try:
        theirs.close()
        while line in lines:
            await asyncio.sleep(0)
        del transport, line
        await settled()
        assert gone() is None
    finally:
        gc.enable()


async def test_what_stays_is_set_aside_with_each_wave(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[bool] = []
    monkeypatch.setattr(gc, "collect", lambda: None)
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(True))
    monkeypatch.setattr(garbage, "_came", 0)
    monkeypatch.setattr(garbage, "WAVE", 2)
    came = [(await opened())[0] for _ in range(4)]
    assert len(frozen) == 2
    for line in came:
        line.connection_lost(None)


def test_between_messages_a_parser_has_nothing_under_way() -> None:
    messages = Messages()
    assert [bytes(m.data) for m in messages.of(masked(TEXT, b"a") + masked(TEXT, b"b")[:3])] == [b"a"]
    assert not messages.none_under_way
    assert [bytes(m.data) for m in messages.of(masked(TEXT, b"b")[3:])] == [b"b"]
    assert messages.none_under_way


def test_a_frame_of_ours_is_what_the_library_writes() -> None:
    assert Frame(Opcode.BINARY, b"\x01").serialize(mask=False) == b"\x82\x01\x01"


async def test_what_many_are_told_is_written_without_the_consumers_turn_and_made_once() -> None:
    lines = [await opened() for _ in range(3)]
    for line, transport in lines:
        line.send_text("told")
        assert read(transport.written) == ["text told"]
    first, *others = (transport.written for _, transport in lines)
    assert all(written is first for written in others), "the same bytes, not made anew for each"
    line, transport = lines[0]
    line.connection_lost(None)
    line.send_text("told")
    assert transport.written == first, "nobody is there"
    for line, _ in lines[1:]:
        line.connection_lost(None)

"""Our line beside `websockets`' own protocol, which reads the same bytes: both hear the same messages, answer
the same pings, and refuse the same (ours with `bye` and 4400, for a page must know that it has to stop)."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from websockets.frames import Frame, Opcode
from websockets.protocol import Protocol, Side, State

from support_site.tests.test_line import HEAD, NO, begun, read, settled, word
from tests.conformance.cases import CASES
from tickets.wire.frames import MAX_FRAME

DEFLATE = b"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"
# RFC 6455 (5.4) lets any control frame stand between fragments, and Autobahn's suite wants its code back.
OTHERWISE = {"7.1.5 between fragments": ["close 1000"]}


@dataclass
class Outcome:
    heard: list[bytes | str] = field(default_factory=list)
    pongs: list[str] = field(default_factory=list)
    end: list[str] = field(default_factory=list)


def by_the_library(pieces: list[bytes]) -> Outcome:
    protocol, outcome, parts = Protocol(Side.SERVER, state=State.OPEN, max_size=MAX_FRAME), Outcome(), []
    for piece in pieces:
        protocol.receive_data(piece)
    for event in protocol.events_received():
        assert isinstance(event, Frame)
        if event.opcode in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
            parts.append(event)
            if event.fin:
                try:
                    outcome.heard.append(whole(parts))
                except UnicodeDecodeError:  # the protocol leaves that to who reads
                    outcome.end = NO
                    return outcome
                parts = []
        elif event.opcode is Opcode.PING:
            outcome.pongs.append(word(Opcode.PONG, bytes(event.data)))
    if protocol.close_sent:
        outcome.end = NO if protocol.parser_exc else [f"close {protocol.close_sent.code}"]
    return outcome


def whole(parts: list[Frame]) -> bytes | str:
    data = b"".join(bytes(part.data) for part in parts)
    return data.decode() if parts[0].opcode is Opcode.TEXT else data


async def by_ours(pieces: list[bytes], head: bytes) -> Outcome:
    outcome = Outcome()

    async def hears(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] != "websocket.disconnect":
            text = message.get("text")
            outcome.heard.append(message["bytes"] if text is None else text)

    line, transport = begun(hears, head)
    await settled()
    answer, _, written = transport.written.partition(b"\r\n\r\n")
    assert b"Extensions" not in answer
    for piece in pieces:
        line.data_received(piece)
        await settled() if len(pieces) < 10 else None
    await settled()
    written = transport.written.partition(b"\r\n\r\n")[2]
    line.connection_lost(None)
    for said in read(written):
        (outcome.pongs if said.startswith("pong") else outcome.end).append(said)
    return outcome


def test_they_are_all_there() -> None:
    assert len(CASES) == 257


@pytest.mark.parametrize("chapter", sorted({case.partition(".")[0].partition(" ")[0] for case in CASES}))
async def test_it_is_read_as_websockets_reads_it(chapter: str) -> None:
    """A chapter a test: each case by itself would cost more in pytest than on the line."""
    head = HEAD[:-2] + DEFLATE if chapter == "12" else HEAD
    wrong = {}
    for case, pieces in CASES.items():
        if case.startswith((f"{chapter}.", f"{chapter} ")):
            expected = by_the_library(pieces)
            expected.end = OTHERWISE.get(case, expected.end)
            found = [await by_ours(pieces, head), await by_ours([b"".join(pieces)], head)]
            if found != [expected, expected]:
                wrong[case] = (expected, found)
    assert not wrong

"""The short way for heartbeat frames (`support_site.server.line`) takes them, and nothing but them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.stack import Stack

pytestmark = [pytest.mark.integration, pytest.mark.edge]

MASK = b"\x00\x00\x00\x00"  # leaves the payload as it is
PONG = b"\x82\x81" + MASK + b"\x01"
PROBE = b"\x82\x82" + MASK + b"\x02\x07"
PROBE_ANSWERED = b"\x82\x03\x03\x07"


@asynccontextmanager
async def line(stack: Stack) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A WebSocket on which a test chooses every byte and every packet."""
    reader, writer = await asyncio.open_connection("127.0.0.1", stack.port)
    writer.write(
        b"GET /ws/ HTTP/1.1\r\nHost: desk\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        b"Origin: " + stack.origin.encode() + b"\r\n\r\n"
    )
    assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
    try:
        yield reader, writer
    finally:
        writer.close()


@pytest.mark.parametrize(
    "packets",
    [
        [PONG, PROBE],
        [PONG + PROBE],
        [PONG[:3], PONG[3:] + PROBE],
        [PONG + PROBE[:4], PROBE[4:]],
        # what looks like a pong is the end of another frame
        [b"\x82\x87" + MASK, PONG, PROBE],
    ],
)
async def test_frames_are_read_however_they_are_cut(shared_stack: Stack, packets: list[bytes]) -> None:
    async with line(shared_stack) as (reader, writer):
        for packet in packets:
            writer.write(packet)
            await writer.drain()
            await asyncio.sleep(0.05)  # a packet of its own
        await asyncio.wait_for(reader.readuntil(PROBE_ANSWERED), 10)


async def test_a_byte_between_the_fragments_of_a_message_ends_the_line(shared_stack: Stack) -> None:
    first_half = b"\x02\x81" + MASK + b"\x02"
    async with line(shared_stack) as (reader, writer):
        writer.write(first_half)
        await asyncio.sleep(0.05)
        writer.write(PONG)
        bye = await asyncio.wait_for(reader.readuntil(b"}"), 10)
    assert b'"code":4400' in bye
    assert b"No `hello`" not in bye, "it was the frame that ended it"

"""As much of RFC 6455 as a page needs whose server sends no fragments, and no more, so that
the machine is left to the server."""

import asyncio
import base64
import io
import os
import struct
from dataclasses import dataclass
from http.client import HTTPMessage, parse_headers
from typing import Final, Self

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
MASK: Final = os.urandom(4)  # a browser takes a new one for each frame; the server's work is the same


@dataclass(frozen=True)
class Address:
    port: int
    origin: str
    path: str
    cookie: str = ""


def frame(opcode: int, payload: bytes) -> bytes:
    size = len(payload)
    head = struct.pack("!BB", 0x80 | opcode, 0x80 | size) if size < 126 else b""
    head = head or struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, size)
    key = (MASK * (size // 4 + 1))[:size]
    masked = int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")
    return head + MASK + masked.to_bytes(size, "big")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage  # whose names may be asked for in any case

    @classmethod
    def of(cls, data: bytes) -> Self:
        line, end, rest = data.partition(b"\r\n")
        if not end:
            raise ConnectionResetError("no answer came")
        return cls(int(line.split()[1]), parse_headers(io.BytesIO(rest)))


async def get(address: Address, path: str, token: str) -> Answer:
    """The answer to a plain HTTP request. Raises OSError."""
    reader, writer = await asyncio.open_connection("127.0.0.1", address.port)
    try:
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{address.port}\r\n"
            f"Authorization: Bearer {token}\r\nConnection: close\r\n\r\n".encode()
        )
        return Answer.of(await reader.read(-1))
    finally:
        writer.close()


class Socket(asyncio.Protocol):
    """One connection. What comes is told by the methods that end in a frame's name."""

    transport: asyncio.Transport

    def __init__(self, address: Address) -> None:
        self.address = address
        self.open = False
        self.code = 1006
        self._rest = b""

    # — for the page to say —

    def opened(self) -> None:
        """The server has said 101."""

    def text(self, payload: bytes) -> None:
        pass

    def binary(self, payload: bytes) -> None:
        pass

    def closed(self) -> None:
        """Called once; `code` says how. Never opened: 1006."""

    # — out —

    def send(self, opcode: int, payload: bytes) -> None:
        self.transport.write(frame(opcode, payload))

    # — in —

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        cookie = f"Cookie: {self.address.cookie}\r\n" if self.address.cookie else ""
        transport.write(
            f"GET {self.address.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.address.port}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nOrigin: {self.address.origin}\r\n{cookie}"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        self._rest += data
        if self.open or self._upgrade():
            while self._take_frame():
                pass

    def between_frames(self) -> bool:
        return not self._rest

    def _upgrade(self) -> bool:
        head, end, rest = self._rest.partition(b"\r\n\r\n")
        if not end:
            return False
        if not head.startswith(b"HTTP/1.1 101 "):
            self.transport.abort()
            return False
        self.open, self._rest = True, rest
        self.opened()
        return True

    def _take_frame(self) -> bool:
        if len(self._rest) < 2:
            return False
        start, size = 2, self._rest[1]
        if size == 126:
            start, size = 4, int.from_bytes(self._rest[2:4], "big")
        elif size == 127:
            start, size = 10, int.from_bytes(self._rest[2:10], "big")
        if len(self._rest) < start + size:
            return False
        opcode, payload = self._rest[0] & 0x0F, self._rest[start : start + size]
        self._rest = self._rest[start + size :]
        self._take(opcode, payload)
        return True

    def _take(self, opcode: int, payload: bytes) -> None:
        match opcode:
            case 0x1:
                self.text(payload)
            case 0x2:
                self.binary(payload)
            case 0x9:
                self.send(PONG, payload)
            case 0x8:
                self.code = int.from_bytes(payload[:2], "big")
                self.transport.close()

    def connection_lost(self, _: Exception | None) -> None:
        self.closed()

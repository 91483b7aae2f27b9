"""A WebSocket connection (RFC 6455), the same on every server: it takes a connection over at the
upgrade, and speaks ASGI with the consumer.

Frames of one byte, which are almost all that pages send, are looked at whole; for every other the
library `websockets` knows how it is written. While nothing is under way, nothing is kept for it.
"""

import asyncio
import contextlib
import logging
import socket
import struct
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from websockets.exceptions import PayloadTooBig, ProtocolError
from websockets.frames import BINARY, CLOSE, PONG, TEXT, CloseCode, Frame, Opcode
from websockets.frames import Close as CloseFrame

from support_site.server import garbage
from support_site.server.backlog import AT_A_TIME, CLOSING, ROOM, Backlog, tell_what_waits
from support_site.server.inbox import Inbox
from support_site.server.messages import Messages
from support_site.server.upgrade import Upgrade
from tickets.wire.buckets import Tally
from tickets.wire.frames import MAX_FRAME, Close, bye
from tickets.wire.limits import AFTER_FLOOD, HEARTBEAT_FRAMES
from tickets.wire.socket import SHORT_WAYS

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

WHOLE_BINARY: Final = 0x80 | BINARY
ONE_BYTE: Final = bytes((WHOLE_BINARY, 1))  # how such a frame of ours begins
MASKED_BYTE: Final = bytes((WHOLE_BINARY, 0x80 | 1))  # and a page's
MASKED_BYTE_SIZE: Final = len(MASKED_BYTE) + 4 + 1  # head, mask, byte
AHEAD: Final = 16  # messages that may wait for the consumer before reading pauses
CODE_SIZE: Final = 2  # bytes of a close frame, if it has a code
RESET: Final = struct.pack("ii", 1, 0)  # what SO_LINGER takes for it

lines: set["Line"] = set()  # of this process


@lru_cache(maxsize=4)
def _written(frame: str) -> bytes:
    """Once for all sockets that are told it, one after the other."""
    return Frame(TEXT, frame.encode()).serialize(mask=False)


class Line(asyncio.Protocol):
    """`head`: the request for the upgrade, and whatever came behind it. Offers the ASGI extension
    SHORT_WAYS: what is set as `on_byte` is asked first."""

    __slots__ = (
        "__weakref__", "_app", "_backlog", "_closed", "_inbox", "_messages", "_paused", "_task",
        "_timer", "_told", "_transport", "_unheard", "_upgrade", "on_byte",
    )  # fmt: skip

    def __init__(self, app: Any, head: bytes) -> None:
        self._app = app
        self._upgrade: Upgrade | None = Upgrade(head)  # until it is accepted or refused
        self._inbox = Inbox(self._read_on)
        self._closed = 0  # the close code, from whichever side it came
        self._told = False  # the consumer, that the connection ends
        self._paused = False
        self._messages: Messages | None = None  # while one is coming
        self._backlog: Backlog | None = None  # since one had to wait
        self._unheard: Tally | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self.on_byte: Callable[[int], bool] | None = None

    def connection_made(self, transport: Any) -> None:
        """Before anything is read."""
        lines.add(self)
        garbage.one_came()
        self._transport = transport
        assert self._upgrade
        scope = self._upgrade.scope(self._transport)
        if scope is None:
            self._refuse()
        else:
            scope["extensions"] = {SHORT_WAYS: self}
            self._inbox.put_nowait({"type": "websocket.connect"})
            self._task = asyncio.ensure_future(self._run(scope))

    async def _run(self, scope: dict[str, Any]) -> None:
        try:
            await self._app(scope, self._inbox.get, self.send)
        except Exception:
            log.exception("a consumer failed")
        finally:
            self._task = None
            self._consumer_ended()

    def _consumer_ended(self) -> None:
        if self._upgrade:
            self._refuse()
        elif not self._closed:
            self._close(CloseCode.INTERNAL_ERROR)

    # — in —

    def data_received(self, data: bytes) -> None:
        if len(data) == MASKED_BYTE_SIZE and data.startswith(MASKED_BYTE) and self._between_messages():
            self._byte(data[2] ^ data[6])
        elif self._upgrade:
            self._upgrade.rest += data
        else:
            self._read(data)

    def _between_messages(self) -> bool:
        return self._messages is None and not self._closed and self._upgrade is None

    def _byte(self, byte: int) -> None:
        if self.on_byte is None or not self.on_byte(byte):
            self._put({"type": "websocket.receive", "bytes": bytes((byte,))})

    def _read(self, data: bytes) -> None:
        messages = self._messages = self._messages or Messages()
        try:
            for message in messages.of(data):
                self._take(message)
        except PayloadTooBig:
            self._end(Close.NOT_THIS_PROTOCOL, f"A frame has at most {MAX_FRAME:,} bytes.")
        except ProtocolError as error:
            self._end(Close.NOT_THIS_PROTOCOL, str(error))
        except UnicodeDecodeError:
            self._end(Close.NOT_THIS_PROTOCOL, "Text is UTF-8.")
        if messages.none_under_way or self._closed:
            self._messages = None

    def _take(self, message: Frame) -> None:
        match message.opcode:
            case Opcode.CLOSE:
                self._closed_by_peer(CloseFrame.parse(message.data), bytes(message.data[:CODE_SIZE]))
            case _ if self._closed:
                pass  # nobody will look at what still comes
            case Opcode.PING:
                self._pinged(message.data)
            case opcode if opcode is Opcode.PONG or not message.fin:
                self._count()
            case Opcode.TEXT:
                self._put({"type": "websocket.receive", "text": str(message.data, "utf-8")})
            case Opcode.BINARY:
                self._put({"type": "websocket.receive", "bytes": bytes(message.data)})

    def _put(self, message: dict[str, Any]) -> None:
        self._inbox.put_nowait(message)
        if not self._paused and len(self._inbox) >= AHEAD:
            self._paused = True
            self._transport.pause_reading()

    def _read_on(self) -> None:
        """The consumer has taken all there was."""
        if self._paused:
            self._paused = False
            self._transport.resume_reading()

    def _pinged(self, payload: Any) -> None:
        if not self._count():
            self._write(PONG, payload)

    def _count(self) -> bool:
        """A frame that the consumer doesn't hear of, and can't count. True: that was one too many."""
        self._unheard = self._unheard or Tally(HEARTBEAT_FRAMES)
        if too_many := self._unheard.add():
            self._end(Close.TOO_MUCH, "Too many frames.", AFTER_FLOOD)
        return too_many

    # — out —

    async def send(self, message: dict[str, Any]) -> None:
        """ASGI's. Raises OSError."""
        match message["type"]:
            case "websocket.send" if self._closed:
                raise OSError("the connection is closed")
            case "websocket.send" if (text := message.get("text")) is not None:
                self._write(TEXT, text.encode())
            case "websocket.send":
                self._write(BINARY, message["bytes"])
            case "websocket.accept":
                self._accept()
            case "websocket.close" if self._upgrade:
                self._refuse()
            case "websocket.close" if not self._closed:
                self._close(message.get("code", CloseCode.NORMAL_CLOSURE), message.get("reason") or "")

    def send_byte(self, byte: bytes) -> None:
        """A message of one byte, if anybody is there."""
        if not self._closed:
            self._transport.write(ONE_BYTE + byte)
            self._measure()

    def send_text(self, frame: str) -> None:
        """A message that other sockets are told as well, if anybody is there."""
        if not self._closed:
            self._transport.write(_written(frame))
            self._measure()

    def _accept(self) -> None:
        upgrade, self._upgrade = self._upgrade, None
        if upgrade is None or self._closed:
            return
        self._transport.set_write_buffer_limits(high=ROOM, low=0)
        vars(self._transport)["max_size"] = AT_A_TIME
        tell_what_waits(self._transport.get_extra_info("socket"))
        self._transport.write(upgrade.accepted())
        if upgrade.rest:
            self._read(upgrade.rest)

    def _write(self, opcode: Opcode, payload: bytes) -> None:
        self._transport.write(Frame(opcode, payload).serialize(mask=False))
        self._measure()

    def _measure(self) -> None:
        if self._backlog and self._backlog.grows:
            self._backlog.holds(self._transport.get_write_buffer_size())

    def pause_writing(self) -> None:
        """From here on each write is measured. Nobody waits: a page that doesn't read must not
        hold up the heartbeat of those that do."""
        self._backlog = self._backlog or Backlog(self._too_slow)
        self._backlog.holds(self._transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        if self._backlog:
            self._backlog.emptied()

    # — the end —

    def _refuse(self) -> None:
        """Before there is a WebSocket, in HTTP."""
        upgrade, self._upgrade = self._upgrade, None
        if upgrade and not self._closed:
            self._closed = CloseCode.ABNORMAL_CLOSURE
            self._transport.write(upgrade.refused())
            self._transport.close()

    def _closed_by_peer(self, close: CloseFrame, code: bytes) -> None:
        """An answer ends the connection. A close is answered by the same code, and the peer ends it: bytes
        that still come would make TCP reset it, and the answer with it."""
        if self._closed:
            self._transport.close()
            return
        self._tell(int(close.code), close.reason)
        self._leave(int(close.code), code)
        self._transport.write_eof()

    def _too_slow(self) -> None:
        """Who reads on within CLOSING learns why."""
        if self._closed:
            self._abort()
        else:
            self._end(Close.TOO_SLOW, "You read too slowly.")

    def _end(self, code: Close, reason: str, retry_after: float | None = None) -> None:
        """By the line itself, which the consumer hears of."""
        if self._closed:
            return
        self._write(TEXT, bye(code, reason, retry_after).encode())
        self._tell(int(code), reason)
        self._close(code, reason)

    def _close(self, code: int, reason: str = "") -> None:
        """Of a flood it reads no more."""
        self._leave(int(code), CloseFrame(int(code), reason).serialize())
        if code == Close.TOO_MUCH:
            self._transport.pause_reading()

    def _leave(self, code: int, payload: bytes) -> None:
        """Reads on without keeping anything: closed with bytes unread, TCP would reset, and the page
        not learn why."""
        self._write(CLOSE, payload)
        self._closed = code
        self._read_on()
        self._timer = asyncio.get_running_loop().call_later(CLOSING, self._abort)

    def _abort(self) -> None:
        """With a reset, or the kernel would keep offering what nobody reads."""
        with contextlib.suppress(OSError):
            line = self._transport.get_extra_info("socket")
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self._transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Nothing here may hold what holds it: objects in circles stay until the collector finds them, which
        never looks at what was set aside (garbage.py). asyncio's transport has a method of its own in it."""
        self._transport._read_ready_cb = None
        lines.discard(self)
        self._upgrade = self._messages = self.on_byte = None
        if self._backlog:
            self._backlog.gone()
        if self._timer:
            self._timer.cancel()
        self._backlog = self._timer = self._inbox.on_empty = None
        self._closed = self._closed or CloseCode.ABNORMAL_CLOSURE
        self._tell(int(self._closed))  # who closed it waits for this as well

    def _tell(self, code: int, reason: str = "") -> None:
        """The consumer, once: it would wait for ever."""
        if not self._told:
            self._told = True
            self._inbox.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})

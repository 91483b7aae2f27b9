"""Uvicorn's WebSocket (on websockets' sans-I/O core), with an end to floods and to slow readers,
and last words. The twin of `daphne_line`."""

import asyncio
import contextlib
import socket
import struct
from typing import Any, Final

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame
from websockets.protocol import State
from websockets.server import ServerProtocol

from support_site.server.backlog import AT_A_TIME, CLOSING, ROOM, Backlog, tell_what_waits
from tickets.wire.buckets import Tally
from tickets.wire.frames import MAX_FRAME, Close, bye
from tickets.wire.limits import AFTER_FLOOD, HEARTBEAT_FRAMES

AHEAD: Final = 16  # frames that may wait for the consumer before reading pauses


class Frames(ServerProtocol):
    def fail(self, code: CloseCode | int, reason: str = "") -> None:
        """A frame too big or broken: 1002, 1007 and 1009 would not tell a page to stop."""
        if self.state is State.OPEN and code != CloseCode.ABNORMAL_CLOSURE:
            if code == CloseCode.MESSAGE_TOO_BIG:
                reason = f"A frame has at most {MAX_FRAME:,} bytes."
            self.send_text(bye(Close.NOT_THIS_PROTOCOL, reason).encode())
            code = int(Close.NOT_THIS_PROTOCOL)
        super().fail(code, reason)


class Line(WebSocketsSansIOProtocol):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conn = Frames(max_size=MAX_FRAME, logger=self.logger)
        self.backlog = Backlog(self._too_slow)
        self.controls = Tally(HEARTBEAT_FRAMES)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=ROOM, low=0)
        vars(self.transport)["max_size"] = AT_A_TIME
        tell_what_waits(self.transport.get_extra_info("socket"))

    def connection_lost(self, exc: Exception | None) -> None:
        self.backlog.emptied()
        if not self.close_sent:  # uvicorn says 1005, as of a close that gave no reason
            self.queue.put_nowait({"type": "websocket.disconnect", "code": int(CloseCode.ABNORMAL_CLOSURE)})
        super().connection_lost(exc)

    # — in —

    def data_received(self, data: bytes) -> None:
        self.conn.receive_data(data)
        self.handle_events()  # what came whole before something broken still counts
        if self.conn.parser_exc is not None and not self.close_sent:
            self._leave(Close.NOT_THIS_PROTOCOL)

    def send_receive_event_to_app(self) -> None:
        data, self.frames = b"".join(self.frames), []
        if self.close_sent:
            return
        if self.curr_msg_data_type == "bytes":
            self.queue.put_nowait({"type": "websocket.receive", "bytes": data})
        else:
            try:
                self.queue.put_nowait({"type": "websocket.receive", "text": data.decode()})
            except UnicodeDecodeError:
                self.conn.fail(CloseCode.INVALID_DATA, "Text is UTF-8.")
                self._leave(Close.NOT_THIS_PROTOCOL)
                return
        if not self.read_paused and self.queue.qsize() >= AHEAD:
            self.read_paused = True
            self.transport.pause_reading()

    def handle_ping(self) -> None:
        if not self.close_sent and self.controls.add():
            self._end(Close.TOO_MUCH, "Too many frames.", AFTER_FLOOD)
        else:
            super().handle_ping()
            self._measure()

    def handle_close(self, event: Frame) -> None:
        super().handle_close(event)
        self._abort_soon()  # a buffer that nobody reads would keep the connection

    # — out —

    async def send(self, message: Any) -> None:
        await super().send(message)
        self._measure()
        if message["type"] == "websocket.close":
            self._closed(message.get("code"))

    def pause_writing(self) -> None:
        """From here on each write is measured. Nobody waits: a page that doesn't read must not
        hold up the heartbeat of those that do."""
        self.backlog.holds(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        self.backlog.emptied()

    def _measure(self) -> None:
        if self.backlog.grows:
            self.backlog.holds(self.transport.get_write_buffer_size())

    # — the end —

    def _too_slow(self) -> None:
        """Who reads on within a second learns why."""
        if self.close_sent or self.transport.is_closing():
            self._abort()
        else:
            self._end(Close.TOO_SLOW, "You read too slowly.")

    def _end(self, code: Close, reason: str, retry_after: float | None = None) -> None:
        self.conn.send_text(bye(code, reason, retry_after).encode())
        self.conn.send_close(int(code), reason)
        self._leave(code)

    def _leave(self, code: Close) -> None:
        """Write the close and read on without keeping anything: closed with bytes unread, TCP
        would reset, and the page not learn why."""
        self.close_sent = True
        self.queue.put_nowait({"type": "websocket.disconnect", "code": int(code)})
        self.transport.write(b"".join(self.conn.data_to_send()))
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self._closed(code)

    def _closed(self, code: int | None) -> None:
        """Of a flood it reads no more."""
        if code == Close.TOO_MUCH and not self.transport.is_closing():
            self.transport.pause_reading()
        self._abort_soon()

    def _abort_soon(self) -> None:
        if self.close_timer is not None:
            self.close_timer.cancel()
        self.close_timer = self.loop.call_later(CLOSING, self._abort)

    def _abort(self) -> None:
        """With a reset, or the kernel would keep offering what nobody reads."""
        with contextlib.suppress(OSError):
            line = self.transport.get_extra_info("socket")
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

"""Daphne's WebSocket, with a short way for the heartbeat's two frames, an end to floods and to
slow readers, and last words.

Autobahn's own way took a third of a heartbeat's cost, most of it to prepare log lines that
nobody asked for. Whatever is not exactly one tiny binary frame still goes there.
"""

from typing import Any, Final

from autobahn.websocket import protocol
from daphne.ws_protocol import WebSocketProtocol

from support_site.server.backlog import AT_A_TIME, Backlog, tell_what_waits
from tickets.wire.buckets import Tally
from tickets.wire.frames import MAX_FRAME, Close, bye
from tickets.wire.limits import AFTER_FLOOD, HEARTBEAT_FRAMES

BINARY: Final = 0x82  # a whole message in one frame
TINY: Final = 126  # bytes from which a length takes more than the second byte
MASKED_BYTE: Final = bytes((BINARY, 0x80 | 1))  # how a page's frame of one byte begins
MASKED_BYTE_SIZE: Final = len(MASKED_BYTE) + 4 + 1  # head, mask, byte
HANDSHAKE: Final = ("http_request_data", "http_response_data", "clean_headers", "http_status_line", "_wskey")

vars(protocol)["pformat"] = len  # of 45 settings of each socket, for a log line that nobody asked for


class Line(WebSocketProtocol):
    ended_with = 0  # the close code, where it was this line that closed

    @classmethod
    def take_options(cls, factory: Any) -> None:
        """What a line has, autobahn doesn't copy from the factory into each: some thirty names."""
        for name in cls.CONFIG_ATTRS:
            option = getattr(factory, name)
            if not callable(option):  # a function would become a method here
                setattr(cls, name, option)

    def onOpen(self) -> None:  # noqa: N802
        super().onOpen()
        self._forget_handshake()
        self.backlog = Backlog(self._too_slow)
        self.controls = Tally(HEARTBEAT_FRAMES)
        # The transport kept the HTTP channel, to pause it; the request in it is over and large.
        self.transport.unregisterProducer()
        self.transport.registerProducer(self, streaming=True)
        self.transport.bufferSize = AT_A_TIME
        tell_what_waits(self.transport.getHandle())

    def _forget_handshake(self) -> None:
        """Headers are kept by the scope alone, for the consumer to read."""
        self.http_headers.clear()
        for name in HANDSHAKE:
            delattr(self, name)
        self.send_queue = ()  # for frames in pieces, which nobody sends: a deque takes 0.7 KiB

    def serverSend(self, content: Any, binary: bool = False) -> None:  # noqa: N802
        if binary and len(content) < TINY and self.state == self.STATE_OPEN and not self.send_queue:
            self.transport.write(bytes((BINARY, len(content))) + content)
        else:
            super().serverSend(content, binary)

    def serverClose(self, code: int | None = None) -> None:  # noqa: N802
        super().serverClose(code)
        self.failedByMe = True  # nobody will look at what still comes
        if code == Close.TOO_MUCH:
            self.transport.pauseProducing()

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        lone_byte = len(data) == MASKED_BYTE_SIZE and data.startswith(MASKED_BYTE)
        if lone_byte and self.state == self.STATE_OPEN and self._between_messages():
            self.onMessage(bytes((data[2] ^ data[6],)), True)
        else:
            super().dataReceived(data)

    def onPing(self, payload: bytes) -> None:  # noqa: N802
        if self.state == self.STATE_OPEN and self.controls.add():
            self._end(Close.TOO_MUCH, "Too many frames.", AFTER_FLOOD)
        else:
            super().onPing(payload)

    # — as a producer, which the transport tells how its buffer fills —

    def pauseProducing(self) -> None:  # noqa: N802
        """At each write while more than AT_A_TIME bytes wait."""
        transport = self.transport
        self.backlog.holds(len(transport.dataBuffer) - transport.offset + transport._tempDataLen)

    def resumeProducing(self) -> None:  # noqa: N802
        self.backlog.emptied()
        if self.transport.disconnecting:
            self.transport.unregisterProducer()  # it closes no connection that has one

    def stopProducing(self) -> None:  # noqa: N802
        self.backlog.emptied()

    def _too_slow(self) -> None:
        """Who reads on within autobahn's second to answer a close learns why."""
        if self.state == self.STATE_OPEN:
            self._end(Close.TOO_SLOW, "You read too slowly.")
        else:
            self.transport.abortConnection()

    def _fail_connection(self, code: int = 0, reason: str = "") -> None:
        """A frame too big or broken: autobahn drops the connection, and its peer never learns why."""
        if self.state != self.STATE_OPEN:
            super()._fail_connection(code, reason)
            return
        if code == self.CLOSE_STATUS_CODE_MESSAGE_TOO_BIG:
            reason = f"A frame has at most {MAX_FRAME:,} bytes."
        self._end(Close.NOT_THIS_PROTOCOL, reason)

    def _end(self, code: Close, reason: str, retry_after: float | None = None) -> None:
        """With failedByMe it reads on without keeping anything, until the close is answered; of a
        flood it reads no more."""
        self.ended_with = int(code)
        self.sendMessage(bye(code, reason, retry_after).encode(), isBinary=False)
        self.serverClose(self.ended_with)

    def onClose(self, wasClean: bool, code: int | None, reason: str | None) -> None:  # noqa: N802, N803
        super().onClose(wasClean, self.ended_with or code, reason)

    def _between_messages(self) -> bool:
        return not self.data and self.current_frame is None and not self.inside_message

"""Daphne's WebSocket, with a short way for the heartbeat's two frames, and last words.

Autobahn's own way took a third of a heartbeat's cost, most of it to prepare log lines that
nobody asked for. Whatever is not exactly one tiny binary frame still goes there.
"""

from typing import Any, Final

from daphne.ws_protocol import WebSocketProtocol

from tickets.wire.frames import MAX_FRAME, Close, bye

BINARY: Final = 0x82  # a whole message in one frame
TINY: Final = 126  # bytes from which a length takes more than the second byte
MASKED_BYTE: Final = bytes((BINARY, 0x80 | 1))  # how a page's frame of one byte begins
MASKED_BYTE_SIZE: Final = len(MASKED_BYTE) + 4 + 1  # head, mask, byte


class Line(WebSocketProtocol):
    def onOpen(self) -> None:  # noqa: N802
        super().onOpen()
        # The transport keeps the HTTP channel, to pause it; the request in it is over and large.
        if channel := self.transport.producer:
            channel.requests.clear()

    def serverSend(self, content: Any, binary: bool = False) -> None:  # noqa: N802
        if binary and len(content) < TINY and self.state == self.STATE_OPEN and not self.send_queue:
            self.transport.write(bytes((BINARY, len(content))) + content)
        else:
            super().serverSend(content, binary)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        lone_byte = len(data) == MASKED_BYTE_SIZE and data.startswith(MASKED_BYTE)
        if lone_byte and self.state == self.STATE_OPEN and self._between_messages():
            self.onMessage(bytes((data[2] ^ data[6],)), True)
        else:
            super().dataReceived(data)

    def _fail_connection(self, code: int = 0, reason: str = "") -> None:
        """A frame too big or broken: autobahn drops the connection, and its peer never learns
        why. With failedByMe it reads on without keeping anything, until the close is answered."""
        if self.state != self.STATE_OPEN:
            super()._fail_connection(code, reason)
            return
        self.failedByMe = True
        if code == self.CLOSE_STATUS_CODE_MESSAGE_TOO_BIG:
            reason = f"A frame has at most {MAX_FRAME:,} bytes."
        self.sendMessage(bye(Close.NOT_THIS_PROTOCOL, reason).encode(), isBinary=False)
        self.sendClose(int(Close.NOT_THIS_PROTOCOL), reason)

    def _between_messages(self) -> bool:
        return not self.data and self.current_frame is None and not self.inside_message

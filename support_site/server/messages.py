"""The messages and control frames in what comes over a line, as the library `websockets` reads frames."""

from collections.abc import Generator, Iterator
from typing import Final

from websockets.exceptions import PayloadTooBig, ProtocolError
from websockets.frames import CONT, CTRL_OPCODES, TEXT, Frame

from tickets.wire.frames import MAX_FRAME

MASKED: Final = True  # as all that comes to a server


class _Incomplete(Exception):
    """The rest of a frame is still to come."""


class Messages:
    """Of one socket: what is under way of them."""

    __slots__ = ("_begun", "_parts", "_rest")

    def __init__(self) -> None:
        self._rest = bytearray()  # of a frame
        self._begun: Frame | None = None  # the first of a message in fragments
        self._parts: list[bytes] = []

    @property
    def none_under_way(self) -> bool:
        return not self._rest and self._begun is None

    def of(self, data: bytes) -> Iterator[Frame]:
        """Each message as one frame, and each control frame. Raises ProtocolError, PayloadTooBig."""
        self._rest += data
        while frame := self._frame():
            if frame.opcode in CTRL_OPCODES:
                yield frame
            elif message := self._message(frame):
                yield message

    def _frame(self) -> Frame | None:
        at = 0

        def read(size: int) -> Generator[None, None, bytes]:
            nonlocal at
            if len(self._rest) < at + size:
                raise _Incomplete
            at += size
            return bytes(self._rest[at - size : at])
            yield  # websockets reads by generators

        try:
            next(Frame.parse(read, mask=MASKED, max_size=MAX_FRAME))
        except StopIteration as whole:
            del self._rest[:at]
            frame: Frame = whole.value
            return frame
        except _Incomplete:
            return None
        raise AssertionError("it waits for nothing")

    def _message(self, frame: Frame) -> Frame | None:
        if (frame.opcode is CONT) is (self._begun is None):
            raise ProtocolError(
                "unexpected continuation frame" if self._begun is None else "a frame between fragments"
            )
        if frame.fin and self._begun is None:
            return frame
        self._begun = self._begun or frame
        self._parts.append(bytes(frame.data))
        if (size := sum(map(len, self._parts))) > MAX_FRAME:
            raise PayloadTooBig(size, MAX_FRAME)
        return self._joined() if frame.fin else None

    def _joined(self) -> Frame:
        begun, parts, self._begun, self._parts = self._begun, self._parts, None, []
        return Frame(begun.opcode if begun else TEXT, b"".join(parts))

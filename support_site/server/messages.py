"""The messages and control frames in what comes over a line, as the library `websockets` reads frames."""

from collections.abc import Generator, Iterator
from typing import Final

from websockets.exceptions import PayloadTooBig, ProtocolError
from websockets.frames import CONT, CTRL_OPCODES, Frame

from tickets.wire.frames import MAX_FRAME

MASKED: Final = True  # as all that comes to a server


class _Incomplete(Exception):
    """The rest of a frame is still to come."""


class Messages:
    """Of one socket: what is under way of them."""

    __slots__ = ("_begun", "_joined", "_rest")

    def __init__(self) -> None:
        self._rest = bytearray()  # of a frame
        self._begun: Frame | None = None  # the first of a message in fragments
        self._joined = bytearray()  # what they have brought

    @property
    def none_under_way(self) -> bool:
        return not self._rest and self._begun is None

    def of(self, data: bytes) -> Iterator[Frame]:
        """Each message as one frame, and each control frame; of a message in fragments each but the last as
        it comes (not `fin`), to be counted. Raises ProtocolError, PayloadTooBig."""
        self._rest += data
        while frame := self._frame():
            yield frame if frame.opcode in CTRL_OPCODES else self._message(frame)

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

    def _message(self, frame: Frame) -> Frame:
        if (frame.opcode is CONT) is (self._begun is None):
            raise ProtocolError(
                "unexpected continuation frame" if self._begun is None else "a frame between fragments"
            )
        if frame.fin and self._begun is None:
            return frame
        self._begun = self._begun or frame
        if (size := len(self._joined) + len(frame.data)) > MAX_FRAME:
            raise PayloadTooBig(size, MAX_FRAME)
        self._joined += frame.data
        return self._whole(self._begun) if frame.fin else frame

    def _whole(self, begun: Frame) -> Frame:
        joined, self._begun, self._joined = self._joined, None, bytearray()
        return Frame(begun.opcode, bytes(joined))

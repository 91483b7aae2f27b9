"""257 things that a WebSocket client may send, after the chapters of Autobahn's suite: each a list of what it
writes, apart."""

import struct
from collections.abc import Iterator
from typing import Final

KEY: Final = b"\x37\xfa\x21\x3d"
REST, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
RESERVED: Final = (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
SIZES: Final = (0, 1, 125, 126, 127, 128, 65_535, 65_536)
MAY_BE_SENT: Final = (
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 3000, 3999, 4000, 4400, 4999,
)  # fmt: skip
MAY_NOT: Final = (0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535)
TEXTS: Final = (
    "Hello-µ@ßöäüàá-UTF-8!!", "κόσμε", "\0", "\x7f", "\x80", "\u07ff", "\u0800", "\uffff", "\U00010000",
    "\U0010ffff", "\ud7ff", "\ue000", "\ufffd", "\ufffe", "\uffff", "\U0001fffe", "\U000afffe",
)  # fmt: skip
NO_UTF_8: Final = (
    "cebae1bdb9cf83cebcceb5eda080656469746564", "80", "bf", "80bf", "c0", "fe", "ff", "fefeffff", "c0af",
    "e080af", "f08080af", "f8808080af", "c1bf", "e09fbf", "f08fbfbf", "c080", "e08080", "f0808080", "eda080",
    "edadbf", "edb080", "edbfbf", "eda080edb080", "f4908080", "f7bfbfbf", "f888808080", "fbbfbfbfbf",
    "fc8480808080", "cebae1bdb9cf83cebcceb5f4908080656469746564", "ce", "e1bd", "f0908d", "edafbfedbfbf",
)  # fmt: skip
GREEK, BEYOND, LATIN = "κόσμε".encode(), b"\xf4\x90\x80\x80", b"edited"

Case = tuple[str, list[bytes]]


def frame(
    opcode: int,
    payload: bytes = b"",
    *,
    fin: bool = True,
    rsv: int = 0,
    masked: bool = True,
    form: int = 0,
    key: bytes = KEY,
) -> bytes:
    """`form`: bits of the length, where it isn't the shortest."""
    size = len(payload)
    form = form or (7 if size < 126 else 16 if size <= 0xFFFF else 64)
    mask = 0x80 if masked else 0
    length = {7: struct.pack("!B", mask | size & 127), 16: struct.pack("!BH", mask | 126, size & 0xFFFF)}
    head = bytes((fin << 7 | rsv << 4 | opcode,)) + length.get(form, struct.pack("!BQ", mask | 127, size))
    return head + (key + xored(payload, key) if masked else payload)


def xored(payload: bytes, key: bytes = KEY) -> bytes:
    return bytes(byte ^ key[place % 4] for place, byte in enumerate(payload))


def chopped(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def bytewise(payload: bytes) -> bytes:
    """A text, a byte a fragment."""
    parts = [frame(TEXT, payload[:1], fin=False)]
    parts += [frame(REST, payload[at : at + 1], fin=False) for at in range(1, len(payload))]
    return b"".join([*parts, frame(REST)])


def sizes() -> Iterator[Case]:
    for chapter, opcode in ((1, TEXT), (2, BINARY)):
        for number, size in enumerate(SIZES, 1):
            yield f"1.{chapter}.{number} of {size}", [frame(opcode, b"*" * size)]
        yield f"1.{chapter}.9 in pieces", chopped(frame(opcode, b"*" * 65_536), 997)
        yield f"1.{chapter}.10 a byte in bytes", chopped(frame(opcode, b"\x01"), 1)


def pings() -> Iterator[Case]:
    ten = [frame(PING, b"%d" % number) for number in range(10)]
    yield "2.1", [frame(PING)]
    yield "2.2", [frame(PING, b"Hello")]
    yield "2.3", [frame(PING, b"\x00\xff\xfe\xfd")]
    yield "2.4", [frame(PING, b"\xfe" * 125)]
    yield "2.5 of 126", [frame(PING, b"\xfe" * 126)]
    yield "2.6", chopped(frame(PING, b"\xfe" * 125), 1)
    yield "2.7", [frame(PONG)]
    yield "2.8", [frame(PONG, b"unsolicited")]
    yield "2.9", [frame(PONG, b"uns"), frame(PING, b"p")]
    yield "2.10", ten
    yield "2.11", chopped(b"".join(ten), 1)


def reserved() -> Iterator[Case]:
    for bits in range(1, 8):
        yield f"3.{bits} text", [frame(TEXT, b"Hello", rsv=bits)]
        yield f"3.{bits} after one", [frame(TEXT, b"Hello") + frame(TEXT, b"Hello", rsv=bits) + frame(PING)]
        yield f"3.{bits} a byte", [frame(BINARY, b"\x01", rsv=bits)]
        yield f"3.{bits} ping", [frame(PING, b"x", rsv=bits)]
    for opcode in RESERVED:
        yield f"4.{opcode}", [frame(opcode)]
        yield f"4.{opcode} after one", [frame(TEXT, b"Hello"), frame(opcode, b"reserved"), frame(PING)]


def fragments() -> Iterator[Case]:
    def part(payload: bytes, opcode: int = REST) -> bytes:
        return frame(opcode, payload, fin=False)

    two = part(b"frag", TEXT) + frame(REST, b"ment")
    pinged = part(b"frag", TEXT) + frame(PING, b"p") + frame(REST, b"ment")
    yield "5.1", [part(b"fr", PING), frame(REST, b"ag")]
    yield "5.2", [part(b"fr", PONG), frame(REST, b"ag")]
    yield "5.3", [part(b"frag", TEXT), frame(REST, b"ment")]
    yield "5.4", [two]
    yield "5.5", chopped(two, 1)
    yield "5.6", [part(b"frag", TEXT), frame(PING, b"p"), frame(REST, b"ment")]
    yield "5.7", [pinged]
    yield "5.8", chopped(pinged, 1)
    for number, fin in enumerate((True, True, False, False), 9):
        yield f"5.{number}", [frame(REST, b"non-cont", fin=fin) + frame(TEXT, b"Hello")]
    yield "5.13", [part(b"c"), frame(TEXT, b"Hello")]
    yield "5.15", [part(b"frag1", TEXT) + frame(REST, b"frag2") + part(b"frag3") + frame(TEXT, b"frag4")]
    yield "5.16", [part(b"a") + part(b"b", TEXT) + frame(REST, b"c")]
    yield "5.18", [part(b"frag1", TEXT) + frame(TEXT, b"frag2")]
    first = part(b"frag1", TEXT) + part(b"frag2") + frame(PING, b"p1")
    yield "5.19", [first, part(b"frag3") + part(b"f4") + frame(PING, b"p2") + frame(REST, b"f5")]
    yield "5.20 of nothing", [part(b"", TEXT) + part(b"") + frame(REST)]
    yield "5.21 two heartbeats' bytes", [part(b"\x01", BINARY) + frame(REST, b"\x01")]
    yield "5.22 a heartbeat inside a text", [part(b"ab", TEXT), frame(BINARY, b"\x01")]
    cut = frame(TEXT, b"ab")
    yield "5.23 a heartbeat after half a head", [cut[:3], cut[3:] + frame(BINARY, b"\x01")]
    beat = frame(BINARY, b"\x01")
    yield "5.24 a heartbeat as another's payload", [frame(BINARY, beat)[:6], xored(beat)]
    yield "5.25 the same, unmasked", [frame(BINARY, beat, key=bytes(4))[:6], beat]


def texts() -> Iterator[Case]:
    for number, text in enumerate(TEXTS):
        yield f"6.2.{number}", [frame(TEXT, text.encode())]
        yield f"6.2.{number} in fragments", [bytewise(text.encode())]
    for number, text in enumerate(NO_UTF_8):
        yield f"6.3.{number}", [frame(TEXT, bytes.fromhex(text))]
        yield f"6.3.{number} in fragments", [bytewise(bytes.fromhex(text))]
    parts = [frame(TEXT, GREEK, fin=False), frame(REST, BEYOND, fin=False), frame(REST, LATIN)]
    yield "6.4.1 no UTF-8 in the second fragment", parts
    whole, cut = frame(TEXT, GREEK + BEYOND + LATIN), 6 + len(GREEK) + 4
    yield "6.4.3 no UTF-8 in the first half", [whole[:cut], whole[cut:]]


def closes() -> Iterator[Case]:
    close = frame(CLOSE, b"\x03\xe8")
    yield "7.1.1", [frame(TEXT, b"Hello World!"), close]
    yield "7.1.2 two", [close + close]
    yield "7.1.3 a ping after", [close + frame(PING)]
    yield "7.1.4 a text after", [close + frame(TEXT, b"H")]
    yield "7.1.5 between fragments", [frame(TEXT, b"frag", fin=False) + close + frame(REST, b"2")]
    yield "7.1.6", [frame(TEXT, b"*" * 60_000) + frame(TEXT, b"Hello") + close + frame(PING)]
    yield "7.3.1", [frame(CLOSE)]
    yield "7.3.2 half a code", [frame(CLOSE, b"a")]
    yield "7.3.3", [close]
    yield "7.3.4", [frame(CLOSE, b"\x03\xe8Hello")]
    yield "7.3.5", [frame(CLOSE, b"\x03\xe8" + b"*" * 123)]
    yield "7.3.6 of 126", [frame(CLOSE, b"\x03\xe8" + b"*" * 124)]
    yield "7.5.1 no UTF-8", [frame(CLOSE, b"\x03\xe8" + GREEK + b"\xed\xa0\x80")]
    yield "7.6 a fragment", [frame(CLOSE, b"\x03\xe8", fin=False)]
    for code in MAY_BE_SENT:
        yield f"7.7.{code}", [frame(CLOSE, struct.pack("!H", code))]
    for code in MAY_NOT:
        yield f"7.9.{code}", [frame(CLOSE, struct.pack("!H", code))]


def bounds() -> Iterator[Case]:
    parts = [frame(REST, b"*" * 1_300, fin=False)] * 49
    yield "10.1.1", [frame(BINARY, b"*" * 1_300, fin=False), *parts, frame(REST, b"*" * 536)]
    yield "11 unmasked", [frame(TEXT, b"Hello", masked=False)]
    yield "11 a heartbeat unmasked", [frame(BINARY, b"\x01", masked=False)]
    yield "11 a length of 16 bits for two bytes", [frame(TEXT, b"Hi", form=16)]
    yield "11 a length of 64 bits for two bytes", [frame(TEXT, b"Hi", form=64)]
    yield "11 a length with its highest bit", [b"\x82\xff\x80" + bytes(7) + KEY]
    yield "11 a byte too many", [frame(TEXT, b"*" * 65_537)]
    yield "11 a terabyte announced", [b"\x82\xff" + struct.pack("!Q", 2**40) + KEY + b"x" * 100]
    yield "11 too many in fragments", [frame(TEXT, b"*" * 40_000, fin=False), frame(REST, b"*" * 40_000)]
    yield "12 what isn't compressed, offered", [frame(TEXT, b"Hello")]
    yield "12 compressed", [frame(TEXT, b"\xf2\x48\xcd\xc9\xc9\x07\x00", rsv=4)]


CASES: Final = dict(
    case for chapter in (sizes, pings, reserved, fragments, texts, closes, bounds) for case in chapter()
)

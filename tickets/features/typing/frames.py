"""The `typing` frames: of a page, and to the others. Pure."""

from collections.abc import Mapping
from typing import Literal

from tickets.wire.frames import Frame, PublicId, encode


class Typing(Frame):
    type: Literal["typing"]
    ticket: PublicId
    kind: Literal["message", "note"] = "message"


def typing(ticket: str, who: Mapping[str, str], kind: str = "message") -> str:
    """`who`, as in the marks: {role, name, key?}."""
    note = {"kind": kind} if kind == "note" else {}
    return encode({"type": "typing", "ticket": ticket, **who, **note})

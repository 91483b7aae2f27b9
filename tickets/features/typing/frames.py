"""The `typing` frames: of a page, and to the others. Pure."""

from typing import Literal

from tickets.wire.frames import Frame, PublicId, encode


class Typing(Frame):
    type: Literal["typing"]
    ticket: PublicId


def typing(ticket: str, role: str, name: str) -> str:
    return encode({"type": "typing", "ticket": ticket, "role": role, "name": name})

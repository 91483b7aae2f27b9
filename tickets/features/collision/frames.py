"""What an agent's page says of what was seen: with a `send`, and by `looked`. Pure."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Strict

from tickets.wire.frames import Frame, PublicId, Seq, encode

Seen = Annotated[Seq, Strict()]  # in a frame, "3" is no number either
SAID_OF_SEEN: Final = "The newest event on the agent's screen: another agent's reply since refuses it."


class Looked(Frame):
    type: Literal["looked"]
    ticket: PublicId
    seq: Seq


def looked(ticket: str, who: Mapping[str, str], seq: int) -> str:
    """`who`, as in the marks: {role, name, key}."""
    return encode({"type": "looked", "ticket": ticket, **who, "seq": seq})

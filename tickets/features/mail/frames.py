"""The `mailed` frame. Pure."""

from typing import Final

from tickets.wire.frames import encode

MAILED: Final = "mailed"


def mailed(ticket: str, seq: int) -> str:
    """Replies up to `seq` were mailed to the customer, who wasn't there."""
    return encode({"type": "mailed", "ticket": ticket, "seq": seq})

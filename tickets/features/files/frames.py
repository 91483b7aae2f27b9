"""What files are on the wire: a field of `send`, an entry of an event, the frame `file`. Pure."""

from collections.abc import Mapping
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from tickets.wire.frames import encode

SENT_WITH: Final = "Ids of complete uploads, in the order of showing. With these the words may be empty."
Ids = Annotated[list[UUID], Field(max_length=1_000)]  # as an effect says, a message has fewer


def file(ticket: str, entry: Mapping[str, Any]) -> str:
    """Its state has changed; `entry` as in the event."""
    return encode(
        {"type": "file", "ticket": ticket, "id": entry["id"], "state": entry["state"], "file": entry}
    )


def on_paper(event: Mapping[str, Any]) -> str:
    """A line for each file of an event."""
    return "\n".join(f"[{one['name']}, {in_words(one['size'])}]" for one in event.get("files", ()))


def names(event: Mapping[str, Any]) -> str:
    """What the files of an event are called."""
    return "\n".join(one["name"] for one in event.get("files", ()))


def in_words(size: int) -> str:
    """1.2 MB."""
    for unit, bytes_ in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if size >= bytes_:
            return f"{size / bytes_:.1f} {unit}"
    return f"{size} bytes"

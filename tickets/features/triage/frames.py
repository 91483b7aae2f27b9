"""The frames of a page about tags, priority, snooze and spam, and what their calls have in common with
them. Pure."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    StringConstraints,
    model_validator,
)

from tickets.described import Described
from tickets.wire.frames import Frame, PublicId, printable, visible

Priority = Literal["low", "normal", "high", "urgent"]
TagName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=50),
    AfterValidator(printable),
    AfterValidator(visible),
]


def _time(written: object) -> object:
    """As JSON has it: a strict frame takes no text for a time otherwise."""
    if isinstance(written, str) and written != "reply":
        return datetime.fromisoformat(written)
    return written


def _in_utc(time: Any) -> Any:
    if not isinstance(time, datetime):
        return time
    try:
        return time.astimezone(UTC)
    except OverflowError:  # at either end of what Python counts
        raise ValueError("is a time to come, within a year") from None


Until = Annotated[AwareDatetime | Literal["reply"] | None, BeforeValidator(_time), AfterValidator(_in_utc)]


class Tagging(Described, BaseModel):
    """All of a ticket's tags, or what is added and taken away: what two agents add at once both stays."""

    tags: list[TagName] | None = None
    """All that it has from now on, by name."""
    add: list[TagName] = []
    """More of them. A name that there isn't yet is a new tag."""
    remove: list[TagName] = []
    """Those that it has no more."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.tags is None) == (not self.add and not self.remove):
            raise ValueError("is `tags`, or `add` and `remove`")
        return self


class Tags(Tagging, Frame):
    type: Literal["tags"]
    id: UUID
    ticket: PublicId


class SetPriority(Frame):
    type: Literal["priority"]
    id: UUID
    ticket: PublicId
    priority: Priority


class Snooze(Frame):
    type: Literal["snooze"]
    id: UUID
    ticket: PublicId
    until: Until


class Spam(Frame):
    type: Literal["spam"]
    id: UUID
    ticket: PublicId
    spam: bool

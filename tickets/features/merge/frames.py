"""The `merge` frame of a page, and what the call that does the same has in common with it. Pure."""

from typing import Literal
from uuid import UUID

from tickets.described import Described
from tickets.wire.frames import Frame, PublicId


class Merging(Described):
    """Where a ticket goes on."""

    into: PublicId | None
    """The other ticket's public id; null: it goes on by itself again."""
    sure: bool = False
    """The two are different people's, and the agent was asked."""


class Merge(Merging, Frame):
    type: Literal["merge"]
    id: UUID
    ticket: PublicId

"""The `status` frame of a page, and the body of the call that does the same. Pure."""

from typing import Literal
from uuid import UUID

from tickets.wire.frames import Frame, PublicId, Seq


class Status(Frame):
    type: Literal["status"]
    id: UUID
    ticket: PublicId
    status: Literal["open", "resolved"]
    seen: Seq | None = None  # the newest that was on the screen

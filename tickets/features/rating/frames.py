"""The `rate` frame of a page. Pure."""

from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from tickets.wire.frames import Frame, PublicId, printable

MOST_COMMENT: Final = 2_000  # characters

Score = Annotated[int, Field(ge=1, le=5)]
Comment = Annotated[str, Field(max_length=MOST_COMMENT), AfterValidator(printable)]


class Rate(Frame):
    type: Literal["rate"]
    id: UUID
    ticket: PublicId
    score: Score
    body: Comment = ""

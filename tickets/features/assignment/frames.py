"""The `assign` frame of a page, and what the call that does the same has in common with it. Pure."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from tickets.wire.frames import Frame, PublicId, Username


class Handing(BaseModel):
    """To whom a ticket goes, and whose it was on the screen: `"from": null` and none differ."""

    agent: Username | None
    from_: Annotated[Username | None, Field(alias="from")] = None

    @property
    def held_by(self) -> tuple[str | None, ...]:
        return (self.from_,) if "from_" in self.model_fields_set else ()


class Assign(Handing, Frame):
    type: Literal["assign"]
    id: UUID
    ticket: PublicId

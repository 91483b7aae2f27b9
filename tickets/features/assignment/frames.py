"""The `assign` frame of a page, and what the call that does the same has in common with it. Pure."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from tickets.wire.frames import Frame, PublicId, Username


class Handing(BaseModel):
    """To whom a ticket goes, and whose it was on the screen: `"from": null` and none differ."""

    model_config = ConfigDict(use_attribute_docstrings=True)
    agent: Username | None
    """The user name; null: nobody's."""
    from_: Annotated[Username | None, Field(alias="from")] = None
    """Whose it was on the agent's screen: who has taken it since keeps it."""

    @property
    def held_by(self) -> tuple[str | None, ...]:
        return (self.from_,) if "from_" in self.model_fields_set else ()


class Assign(Handing, Frame):
    type: Literal["assign"]
    id: UUID
    ticket: PublicId

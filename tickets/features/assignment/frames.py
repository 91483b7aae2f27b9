"""The `assign` frame of a page, and what the call that does the same has in common with it. Pure."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from tickets.described import Described
from tickets.wire.frames import Frame, PublicId, Username


class Handing(Described):
    """To whom a ticket goes, and whose it was on the screen: `"from": null` and none differ."""

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

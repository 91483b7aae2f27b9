"""The `team` frame of a page, and what the call that does the same has in common with it. Pure."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, Strict

from tickets.described import Described
from tickets.wire.frames import Frame, PublicId


class ToTeam(Described):
    team: Annotated[int, Strict(), Field(ge=1, lt=2**63)] | None
    """As `GET /api/teams` has it; null: no team's, so that every agent sees it."""


class GiveToTeam(ToTeam, Frame):
    type: Literal["team"]
    id: UUID
    ticket: PublicId

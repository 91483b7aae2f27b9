"""Set a ticket's status: the doors call these."""

from uuid import UUID

from tickets.conversation import actions
from tickets.conversation.actions import Append
from tickets.conversation.ledger import Written
from tickets.features.status.effects import STATUS, StatusAsSeen, status_set
from tickets.people.access import Seat


async def set_status(seat: Seat, id: UUID, status: str, seen: int | None = None) -> Written:
    return await actions.committed(change(seat, id, status, seen))


def change(seat: Seat, id: UUID, status: str, seen: int | None) -> Append:
    """`seen`: the newest seq on the agent's screen; without it nobody says what was seen."""
    actions.agents_only(seat)
    effect = status_set if seen is None else StatusAsSeen(seen)
    return Append(seat, id, STATUS, status, effect)

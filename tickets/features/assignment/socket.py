"""What the socket does with an `assign` frame."""

from tickets import consumers
from tickets.consumers import SupportConsumer
from tickets.conversation.ledger import Written
from tickets.features.assignment import actions
from tickets.features.assignment.frames import Assign
from tickets.people.access import Seat


async def on_assign(page: SupportConsumer, frame: Assign, came_at: float) -> None:
    page.write(frame, await page.seat_for_writing(frame.ticket), assign, came_at)


async def assign(seat: Seat, frame: Assign) -> Written:
    return await actions.assign(seat, frame.id, frame.agent, frame.held_by)


consumers.register(Assign, on_assign)

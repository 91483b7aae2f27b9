"""What the socket does with an `assign` frame."""

from tickets.conversation import acts
from tickets.conversation.actions import Work
from tickets.conversation.ledger import Written
from tickets.conversation.page_socket import PageSocket
from tickets.features.assignment import actions
from tickets.features.assignment.frames import Assign
from tickets.people.access import Seat
from tickets.wire.handlers import register


async def on_assign(page: PageSocket, frame: Assign, came_at: float) -> None:
    page.write(frame, await page.seat_for_writing(frame.ticket), assign, came_at)


async def assign(seat: Seat, frame: Assign) -> Written:
    return await actions.assign(seat, frame.id, frame.agent, frame.held_by)


def assigning(seat: Seat, frame: Assign) -> Work:
    return actions.assigning(seat, frame.id, frame.agent, frame.held_by)


register(Assign, on_assign)
acts.register("assign", Assign, assigning)

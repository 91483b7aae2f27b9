"""What the socket does with a `status` frame."""

from tickets.conversation import acts
from tickets.conversation.actions import Work
from tickets.conversation.ledger import Written
from tickets.conversation.page_socket import PageSocket
from tickets.features.status import actions
from tickets.features.status.frames import Status
from tickets.people.access import Seat
from tickets.wire.handlers import register


async def on_status(page: PageSocket, frame: Status, came_at: float) -> None:
    page.write(frame, await page.seat_for_writing(frame.ticket), set_status, came_at)


async def set_status(seat: Seat, frame: Status) -> Written:
    return await actions.set_status(seat, frame.id, frame.status, frame.seen)


def changing(seat: Seat, frame: Status) -> Work:
    return actions.change(seat, frame.id, frame.status, frame.seen)


register(Status, on_status)
acts.register("status", Status, changing)

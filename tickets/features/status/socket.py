"""What the socket does with a `status` frame."""

from tickets import consumers
from tickets.consumers import SupportConsumer
from tickets.conversation.ledger import Written
from tickets.features.status import actions
from tickets.features.status.frames import Status
from tickets.people.access import Seat


async def on_status(page: SupportConsumer, frame: Status, came_at: float) -> None:
    page.write(frame, await page.seat_for_writing(frame.ticket), set_status, came_at)


async def set_status(seat: Seat, frame: Status) -> Written:
    return await actions.set_status(seat, frame.id, frame.status, frame.seen)


consumers.register(Status, on_status)

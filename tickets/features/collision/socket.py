"""What the socket does with a `looked` frame."""

from tickets.conversation.page_socket import PageSocket
from tickets.features.collision import reading
from tickets.features.collision.frames import Looked
from tickets.people.access import Seat
from tickets.wire.handlers import register


async def on_looked(page: PageSocket, frame: Looked, came_at: float) -> None:
    page.write(frame, page.following.seat(frame.ticket), looked, came_at)


async def looked(seat: Seat, frame: Looked) -> None:
    await reading.looked(seat, frame.seq)


register(Looked, on_looked)

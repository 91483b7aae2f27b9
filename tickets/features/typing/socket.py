"""What the socket does with a `typing` frame."""

from dataclasses import dataclass

from tickets.conversation.page_socket import PageSocket
from tickets.features.typing import actions
from tickets.features.typing.frames import Typing
from tickets.people.access import Seat
from tickets.wire.handlers import register


async def on_typing(page: PageSocket, frame: Typing, came_at: float) -> None:
    seat, tell = page.following.seat(frame.ticket), TellOthers(page.id)
    if seat.is_agent:  # of whom the database is asked
        page.write(frame, seat, tell, came_at)
    else:
        await tell(seat, frame)


@dataclass(frozen=True, slots=True)
class TellOthers:
    socket: str  # that is not told

    async def __call__(self, seat: Seat, frame: Typing) -> None:
        await actions.typing(seat, self.socket, frame.kind)


register(Typing, on_typing)

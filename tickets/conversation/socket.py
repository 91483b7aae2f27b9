"""What the socket does with a conversation's frames."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from tickets.conversation import actions, timeline
from tickets.conversation.following import Following
from tickets.conversation.ledger import Written
from tickets.conversation.limits import may_store
from tickets.database import in_database
from tickets.people.access import Seat
from tickets.wire import frames
from tickets.wire.frames import Frame
from tickets.wire.handlers import register

F = TypeVar("F", bound=Frame)
Act = Callable[[Seat, F], Awaitable[Written | None]]  # None: nothing to acknowledge


class PageSocket(Protocol):
    """What a handler may use of the socket that a frame came from."""

    id: str
    address: str
    following: Following

    async def seat_for_writing(self, ticket: str) -> Seat:
        """Counted: one more write. Raises Refused."""

    def write(self, frame: F, seat: Seat, act: Act[F], came_at: float) -> None:
        """`act` in the ticket's own lane, then the acknowledgement. Raises Refused."""

    async def send_text(self, frame: str) -> None: ...


async def on_send(page: PageSocket, frame: frames.Send, came_at: float) -> None:
    seat = await page.seat_for_writing(frame.ticket)
    if not seat.is_agent:
        may_store(frame.body, page.address, seat.ticket)
    page.write(frame, seat, send, came_at)


async def send(seat: Seat, frame: frames.Send) -> Written:
    return await actions.send(seat, frame.id, frame.body, frame.kind, frames.carried(frame))


async def on_sync(page: PageSocket, frame: frames.Sync, _: float) -> None:
    read = await page.following.read_on(frame.ticket, frame.after)
    await page.send_text(read.as_frame())


async def on_earlier(page: PageSocket, frame: frames.Earlier, _: float) -> None:
    seat = page.following.seat(frame.ticket)
    before = await in_database(timeline.page_before, seat, frame.before)
    await page.send_text(frames.earlier(before))


async def on_read(page: PageSocket, frame: frames.Read, came_at: float) -> None:
    page.write(frame, page.following.seat(frame.ticket), mark_read, came_at)


async def mark_read(seat: Seat, frame: frames.Read) -> None:
    await actions.mark_read(seat, frame.seq)


async def on_delivered(page: PageSocket, frame: frames.Delivered, came_at: float) -> None:
    seat, since = page.following.delivered(frame.ticket, frame.seq)
    page.write(frame, seat, MarkDelivered(since), came_at)


@dataclass(frozen=True, slots=True)
class MarkDelivered:
    live_since: int  # after this seq the page saw events come

    async def __call__(self, seat: Seat, frame: frames.Delivered) -> None:
        await actions.mark_delivered(seat, frame.seq, self.live_since)


register(frames.Send, on_send)
register(frames.Sync, on_sync)
register(frames.Earlier, on_earlier)
register(frames.Read, on_read)
register(frames.Delivered, on_delivered)

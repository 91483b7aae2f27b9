"""What the socket does with a conversation's frames."""

from dataclasses import dataclass

from tickets.conversation import actions, live, timeline
from tickets.conversation.ledger import Written
from tickets.conversation.limits import room_for
from tickets.conversation.page_socket import PageSocket
from tickets.database import in_database
from tickets.people import access
from tickets.people.access import Seat
from tickets.wire import frames
from tickets.wire.handlers import register


async def on_subscribe(page: PageSocket, frame: frames.Subscribe, _: float) -> None:
    place = [(frame.ticket, frame.token)]
    seats = await in_database(access.seats, page.visitor, place, as_agent=page.as_agent)
    await live.follow(page, [(frame, seats[0])])


async def on_unsubscribe(page: PageSocket, frame: frames.Unsubscribe, _: float) -> None:
    live.unfollow(page, frame.ticket)


async def on_send(page: PageSocket, frame: frames.Send, came_at: float) -> None:
    page.write(frame, await page.seat_for_writing(frame.ticket), Say(page.address), came_at)


@dataclass(frozen=True, slots=True)
class Say:
    address: str

    async def __call__(self, seat: Seat, frame: frames.Send) -> Written:
        room = room_for(frame.body, self.address, seat)
        carried, asked = frames.carried(frame), frames.passing(frame)
        return await actions.send(seat, frame.id, frame.body, frame.kind, carried, room, asked)


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


register(frames.Subscribe, on_subscribe)
register(frames.Unsubscribe, on_unsubscribe)
register(frames.Send, on_send)
register(frames.Sync, on_sync)
register(frames.Earlier, on_earlier)
register(frames.Read, on_read)
register(frames.Delivered, on_delivered)

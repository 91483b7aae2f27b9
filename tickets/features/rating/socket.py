"""What the socket does with a `rate` frame."""

from tickets.conversation import actions, acts
from tickets.conversation.actions import Work
from tickets.conversation.ledger import Written
from tickets.conversation.page_socket import PageSocket
from tickets.features.rating.actions import rating
from tickets.features.rating.frames import Rate
from tickets.people.access import Seat
from tickets.wire.handlers import register


async def on_rate(page: PageSocket, frame: Rate, came_at: float) -> None:
    page.write(frame, await page.seat_for_writing(frame.ticket), rate, came_at)


async def rate(seat: Seat, frame: Rate) -> Written:
    return await actions.committed(rated(seat, frame))


def rated(seat: Seat, frame: Rate) -> Work:
    return rating(seat, frame.id, frame.score, frame.body)


register(Rate, on_rate)
acts.register("rate", Rate, rated)

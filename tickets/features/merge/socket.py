"""What the socket does with a `merge` frame."""

from tickets.conversation import actions as writes
from tickets.conversation import acts
from tickets.conversation.actions import Work
from tickets.conversation.ledger import Written
from tickets.conversation.page_socket import PageSocket
from tickets.features.merge import actions
from tickets.features.merge.frames import Merge
from tickets.people.access import Seat
from tickets.wire.handlers import register


async def on_merge(page: PageSocket, frame: Merge, came_at: float) -> None:
    page.write(frame, await page.seat_for_writing(frame.ticket), merge, came_at)


async def merge(seat: Seat, frame: Merge) -> Written:
    return await writes.committed(merging(seat, frame))


def merging(seat: Seat, frame: Merge) -> Work:
    return actions.merging(seat, frame.id, frame.into, frame.sure)


register(Merge, on_merge)
acts.register("merge", Merge, merging)

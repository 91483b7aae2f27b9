"""What the socket does with frames about tags, priority, snooze and spam."""

from tickets.conversation import actions as writes
from tickets.conversation.ledger import Written
from tickets.conversation.page_socket import Act, F, PageSocket
from tickets.features.triage import actions
from tickets.features.triage.frames import SetPriority, Snooze, Spam, Tags
from tickets.people.access import Seat
from tickets.wire.handlers import Handler, register


def _written_by(act: Act[F]) -> Handler[F]:
    async def on_frame(page: PageSocket, frame: F, came_at: float) -> None:
        page.write(frame, await page.seat_for_writing(frame.ticket), act, came_at)  # type: ignore[attr-defined]

    return on_frame


async def tag(seat: Seat, frame: Tags) -> Written:
    return await writes.committed(actions.tagging(seat, frame.id, frame))


async def prioritise(seat: Seat, frame: SetPriority) -> Written:
    return await writes.committed(actions.prioritising(seat, frame.id, frame.priority))


async def snooze(seat: Seat, frame: Snooze) -> Written:
    return await writes.committed(actions.snoozing(seat, frame.id, frame.until))


async def mark_spam(seat: Seat, frame: Spam) -> Written:
    return await writes.committed(actions.marking_spam(seat, frame.id, frame.spam))


register(Tags, _written_by(tag))
register(SetPriority, _written_by(prioritise))
register(Snooze, _written_by(snooze))
register(Spam, _written_by(mark_spam))

"""What the socket does with frames about tags, priority, snooze and spam."""

from collections.abc import Callable

from tickets.conversation import actions as writes
from tickets.conversation import acts
from tickets.conversation.actions import Work
from tickets.conversation.ledger import Written
from tickets.conversation.page_socket import F, PageSocket
from tickets.features.triage import actions
from tickets.features.triage.frames import SetPriority, Snooze, Spam, Tags
from tickets.people.access import Seat
from tickets.wire.handlers import register


def _answer(type: str, model: type[F], made: Callable[[Seat, F], Work]) -> None:
    async def write(seat: Seat, frame: F) -> Written:
        return await writes.committed(made(seat, frame))

    async def on_frame(page: PageSocket, frame: F, came_at: float) -> None:
        page.write(frame, await page.seat_for_writing(frame.ticket), write, came_at)  # type: ignore[attr-defined]

    register(model, on_frame)
    acts.register(type, model, made)


def tag(seat: Seat, frame: Tags) -> Work:
    return actions.tagging(seat, frame.id, frame)


def prioritise(seat: Seat, frame: SetPriority) -> Work:
    return actions.prioritising(seat, frame.id, frame.priority)


def snooze(seat: Seat, frame: Snooze) -> Work:
    return actions.snoozing(seat, frame.id, frame.until)


def mark_spam(seat: Seat, frame: Spam) -> Work:
    return actions.marking_spam(seat, frame.id, frame.spam)


_answer("tags", Tags, tag)
_answer("priority", SetPriority, prioritise)
_answer("snooze", Snooze, snooze)
_answer("spam", Spam, mark_spam)

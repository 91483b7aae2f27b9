"""The desk's row of a ticket is told with each commit that changes it."""

from collections.abc import Iterable

from tickets.conversation.seams import Committed
from tickets.desk import queue
from tickets.wire import frames, groups
from tickets.wire.announcements import Announcement, Row


def row_of(committed: Committed) -> Iterable[Announcement]:
    ticket = committed.ticket
    row = queue.row_after(ticket, committed.events) if ticket else queue.row(committed.public_id)
    return [Row(groups.DESK, row["ticket"], row["head"], frames.queue(row))]

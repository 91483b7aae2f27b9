"""The desk's row of a ticket is told with each commit that changes it."""

from collections.abc import Iterable

from tickets.conversation.seams import Committed
from tickets.desk import queue
from tickets.people import sight
from tickets.wire import frames, groups
from tickets.wire.announcements import Announcement, Row


def row_of(committed: Committed) -> Iterable[Announcement]:
    ticket = committed.ticket or queue.ticket(committed.public_id)
    row = queue.row_after(ticket, committed.events)
    whose, was_whose = sight.whose(ticket), committed.was_whose
    before = None if was_whose == whose else was_whose
    return [Row(groups.DESK, row["ticket"], row["head"], frames.queue(row), whose, before)]

"""The desk's row of a ticket is told with each commit that changes it."""

from collections.abc import Iterable

from tickets.conversation.seams import Committed
from tickets.desk import details, queue
from tickets.models import Event
from tickets.people import sight
from tickets.wire import frames, groups
from tickets.wire.announcements import Announcement, Row


def row_of(committed: Committed) -> Iterable[Announcement]:
    ticket = committed.ticket or queue.ticket(committed.public_id)
    row = queue.row_after(ticket, committed.events)
    whose, was_whose = sight.whose(ticket), committed.was_whose
    before = None if was_whose == whose else was_whose
    told = None if details.says_of_others(row) else whose  # each desk asks for its own then
    news = _is_news(committed)
    return [Row(groups.DESK, row["ticket"], row["head"], frames.queue(row), told, before, news)]


def _is_news(committed: Committed) -> bool:
    """One more message of somebody who waits already is none, nor that one was read."""
    ticket, events = committed.ticket, committed.events
    if ticket is None or not events or any(event.kind != Event.Kind.MESSAGE for event in events):
        return ticket is not None
    return ticket.waiting_since is None or ticket.waiting_since in {event.at for event in events}

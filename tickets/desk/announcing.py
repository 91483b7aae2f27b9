"""The desk's row of a ticket is told with each commit that changes it."""

from collections.abc import Iterable
from functools import partial

from tickets.conversation.seams import Committed, Tell
from tickets.desk import queue
from tickets.wire import announce, frames


def row_of(committed: Committed) -> Iterable[Tell]:
    ticket = committed.ticket
    row = queue.row_after(ticket, committed.events) if ticket else queue.row(committed.public_id)
    return [partial(announce.queue_row, row["ticket"], row["head"], frames.queue(row))]

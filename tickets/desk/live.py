"""The desk's list on an open page: rows as they change, and those whose announcement got lost."""

from tickets.conversation.page_socket import PageSocket
from tickets.database import in_database
from tickets.desk import queue
from tickets.desk.rows_told import RowsTold
from tickets.refusals import Refused
from tickets.wire import frames
from tickets.wire.announcements import DeskHeads, Row


def row(page: PageSocket, told: RowsTold, changed: Row) -> None:
    told.tell(changed.ticket, changed.head)
    page.lane.add(page.send_text, changed.frame)


def heads(page: PageSocket, told: RowsTold, moved: DeskHeads) -> None:
    """Rows whose announcement got lost, or that are new to this socket."""
    heads = {ticket: seq for ticket, (seq, _) in moved.heads.items()}
    if missed := told.missed(heads, tick=moved.tick):
        page.when_possible(_send_rows, page, missed)


async def _send_rows(page: PageSocket, tickets: list[str]) -> None:
    try:
        rows = await in_database(queue.rows, tickets)
    except Refused:
        page.later(_send_rows, page, tickets)
        return
    for row in rows:
        await page.send_text(frames.queue(row))

"""The desk's list on an open page: rows as they change, and those whose announcement got lost."""

from tickets.database import in_database
from tickets.desk import queue
from tickets.desk.counting import counting
from tickets.desk.page import DeskPage
from tickets.refusals import Refused
from tickets.wire import frames
from tickets.wire.announcements import DeskHeads, Row


def row(page: DeskPage, changed: Row) -> None:
    page.rows.tell(changed.ticket, changed.head)
    count_anew(page)
    if page.hears(changed):
        _tell(page, changed)


def count_anew(page: DeskPage) -> None:
    """Who hears of every row counts by itself."""
    if page.watch:
        counting().changed(page)


def _tell(page: DeskPage, changed: Row) -> None:
    if page.desk_sees(changed.whose):
        page.tell(changed.frame)
    elif changed.whose is None:  # by an older version, or not the same for all: the database says
        page.when_possible(_send_rows, page, [changed.ticket])
    elif changed.was_whose and page.desk_sees(changed.was_whose):
        page.when_possible(page.send_text, frames.gone(changed.ticket))


def heads(page: DeskPage, moved: DeskHeads) -> None:
    """Rows whose announcement got lost, or that are new to this socket."""
    heads = {ticket: seq for ticket, (seq, _) in moved.heads.items()}
    if missed := page.rows.missed(heads, tick=moved.tick):
        count_anew(page)
        page.when_possible(_send_rows, page, missed)


async def _send_rows(page: DeskPage, tickets: list[str]) -> None:
    agent = page.visitor.agent
    try:
        rows = await in_database(queue.rows, tickets, agent) if agent else []
    except Refused:
        page.later(_send_rows, page, tickets)
        return
    for row in rows:
        await page.send_text(frames.queue(row))
    for ticket in set(tickets).difference(row["ticket"] for row in rows):
        if page.watch and ticket in page.watch.tickets:  # it is shown there, and seen no more
            await page.send_text(frames.gone(ticket))

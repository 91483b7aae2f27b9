"""What the socket does with the desk's frames."""

from tickets.desk.counting import counting
from tickets.desk.page import DeskPage
from tickets.desk.watching import Watch
from tickets.presence import people as presence
from tickets.refusals import Refused
from tickets.wire import frames, groups
from tickets.wire.announcements import People
from tickets.wire.handlers import register


async def on_watch(page: DeskPage, frame: frames.Watch, _: float) -> None:
    if not page.as_agent:
        raise Refused("forbidden", "Only the desk has a queue.")
    before, tickets = page.watch, frame.tickets
    page.watch = None if tickets is None else Watch(frame.view, frozenset(tickets), frame.until)
    if page.watch:
        counting().changed(page)  # what it has counted may be older than what it heard before
    if before and page.watch:  # who came or went there meanwhile was told to no such desk
        new = page.watch.tickets - before.tickets
        for ticket, people in (await presence.people_of(new) if new else {}).items():
            page.announced(People(groups.PRESENCE, frames.presence(ticket, people), ticket=ticket))


register(frames.Watch, on_watch)

"""What pages missed, by heads: those of a tick, or those that the database has. A head only says
how far its ticket is; whoever is behind it reads the rest (`conversation.live`)."""

import asyncio
import logging
from collections.abc import Collection

from tickets import database
from tickets.liveness import rules
from tickets.liveness.slots import Slots
from tickets.liveness.web import Tick
from tickets.models import Heads, Ticket, TicketQuerySet
from tickets.refusals import Refused
from tickets.wire import groups
from tickets.wire.announcements import DeskHeads, Gone, Head
from tickets.wire.hub import hub

log = logging.getLogger(__name__)


class Repair:
    """When what is asked for, in a web process: beside its beats, which wait for no database."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._asking: asyncio.Task[None] | None = None
        self._unasked: set[int] = set()  # slots that beat alone, and whose pages were not looked after yet

    def by_tick(self, tick: Tick) -> None:
        # A busy second's announcements are on their way still: else each tick would read them all.
        asyncio.get_running_loop().call_later(rules.LATE, by_heads, tick.heads)
        if tick.after_gap:  # what was announced in it may be lost
            self._asking = asyncio.create_task(self._ask(*range(self._slots.count), rows=True))
        elif tick.number % rules.AUDIT < self._slots.count:  # each slot once in that many ticks
            self._asking = asyncio.create_task(self._audit(tick.number))

    def alone(self, slots: Collection[int]) -> None:
        """No tick tells any heads: the slots whose turn it was are asked for."""
        self._unasked.update(slots)
        if not self._asking or self._asking.done():
            self._asking = asyncio.create_task(self._ask_alone())

    async def _audit(self, tick: int) -> None:
        """Nothing seems to be missed, and it is looked after. The desk hears of what moved alone:
        a row of each quiet ticket would cost the more the more there are."""
        await self._ask(rules.slot_of(tick, self._slots.count), rows=False)
        if tick % rules.AUDIT == 0:
            await of_desk(2 * rules.AUDIT, tick=False)

    async def _ask_alone(self) -> None:
        """A database that freezes is waited for, and pings don't wait with it."""
        while self._unasked:
            slots, self._unasked = self._unasked, set()
            await of_desk(rules.HEADS_WINDOW, tick=True)
            await self._ask(*slots, rows=True)

    async def _ask(self, *slots: int, rows: bool) -> None:
        """The database, what the pages of these slots missed; `rows`: and the desk of their tickets."""
        for slot in slots:
            await of_tickets(self._slots.tickets(slot), rows=rows)


def by_heads(heads: Heads) -> None:
    """`heads`: all that moved in the last `rules.HEADS_WINDOW` seconds."""
    _pages(heads)
    _desk(heads, tick=True)


async def of_tickets(public_ids: Collection[str], *, rows: bool) -> None:
    """Pages at these tickets; `rows`: the desk's rows of them as well. A ticket without a head was
    deleted."""
    heads = await _asked(Ticket.objects.named(public_ids)) if public_ids else None
    if heads is None:
        return
    _pages(heads)
    for ticket in set(public_ids) - heads.keys():
        _gone(ticket)
    if rows:
        _desk(heads, tick=False)


async def of_desk(seconds: float, *, tick: bool) -> None:
    """The desk's rows that changed in so many seconds, whoever is at their tickets."""
    if hub().members(groups.DESK):
        _desk(await _asked(Ticket.objects.changed_within(seconds)) or {}, tick=tick)


async def _asked(tickets: TicketQuerySet) -> Heads | None:
    try:
        return await database.in_database(tickets.heads)
    except Refused:
        log.warning("the database can't be reached to ask what was missed")
        return None


def _pages(heads: Heads) -> None:
    for ticket, (seq, public_seq) in heads.items():
        for group, head in zip(groups.audiences(ticket), (seq, public_seq), strict=True):
            hub().deliver(Head(group, ticket, head))


def _gone(ticket: str) -> None:
    for group in groups.audiences(ticket):
        hub().deliver(Gone(group, ticket))


def _desk(heads: Heads, *, tick: bool) -> None:
    """`tick`: these are all heads that moved in the last seconds; else some of all."""
    if heads:
        hub().deliver(DeskHeads(groups.DESK, heads, tick))

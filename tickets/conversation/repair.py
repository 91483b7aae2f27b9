"""What pages missed, by heads: those of a tick, or those that the database has. A head only says
how far its ticket is; whoever is behind it reads the rest (`conversation.live`)."""

import asyncio
import logging
import math
from collections.abc import Collection, Iterable

from tickets import database
from tickets.liveness import rules
from tickets.liveness.slots import Slots
from tickets.liveness.web import Tick
from tickets.models import Heads, Ticket
from tickets.refusals import Refused
from tickets.wire import groups
from tickets.wire.announcements import DeskHeads, Gone, Head
from tickets.wire.hub import hub

log = logging.getLogger(__name__)


class Repair:
    """When what is asked for, in a web process: beside its beats, which wait for no database. What is owed is
    asked for with each tick or lonely beat until it is answered, one round at a time."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._asking: asyncio.Task[None] | None = None
        self._owed: dict[int, bool] = {}  # slot → whether the desk is owed the rows of its tickets, too
        self._desk_since = math.inf  # what moved since then, the desk may have missed; `_now`
        self._alone = False

    def by_tick(self, tick: Tick) -> None:
        # A busy second's announcements are on their way still: else each tick would read them all.
        asyncio.get_running_loop().call_later(rules.LATE, by_heads, tick.heads)
        self._alone = False
        if tick.after_gap:  # what was announced in it may be lost
            self._owe(range(self._slots.count), rows=True)
            self._owe_desk(_now() - 2 * rules.AUDIT)
        elif tick.number % rules.AUDIT < self._slots.count:  # each slot once in that many ticks
            self._audit(tick.number)
        self._ask()

    def alone(self, slots: Collection[int]) -> None:
        """No tick tells any heads: the slots whose turn it was are asked for."""
        self._alone = True
        self._owe(slots, rows=True)
        self._owe_desk(_now() - rules.HEADS_WINDOW)
        self._ask()

    def _audit(self, tick: int) -> None:
        """Nothing seems to be missed, and it is looked after. The desk hears of what moved alone:
        a row of each quiet ticket would cost the more the more there are."""
        self._owe([rules.slot_of(tick, self._slots.count)], rows=False)
        if tick % rules.AUDIT == 0:
            self._owe_desk(_now() - 2 * rules.AUDIT)

    def _owe(self, slots: Iterable[int], *, rows: bool) -> None:
        for slot in slots:
            self._owed[slot] = rows or self._owed.get(slot, False)

    def _owe_desk(self, since: float) -> None:
        self._desk_since = min(since, self._desk_since)

    @property
    def _owes(self) -> bool:
        return bool(self._owed) or self._desk_since < math.inf

    def _ask(self) -> None:
        if self._owes and (not self._asking or self._asking.done()):
            self._asking = asyncio.create_task(self._round())

    async def _round(self) -> None:
        """A database that freezes is waited for, and pings don't wait with it."""
        try:
            while self._owes:
                await self._ask_for_desk()
                await self._ask_for_pages()
        except Refused:
            log.warning("the database can't be reached to ask what was missed")

    async def _ask_for_desk(self) -> None:
        since, self._desk_since = self._desk_since, math.inf
        try:
            if since < math.inf:
                await of_desk(_now() - since, tick=self._alone)
        except Refused:
            self._owe_desk(since)
            raise

    async def _ask_for_pages(self) -> None:
        owed, self._owed = self._owed, {}
        try:
            while owed:
                slot = next(iter(owed))
                await of_tickets(self._slots.tickets(slot), rows=owed[slot])
                del owed[slot]
        except Refused:
            for slot, rows in owed.items():
                self._owe([slot], rows=rows)
            raise


def _now() -> float:
    return asyncio.get_running_loop().time()


def by_heads(heads: Heads) -> None:
    """`heads`: all that moved in the last `rules.HEADS_WINDOW` seconds."""
    _pages(heads)
    _desk(heads, tick=True)


async def of_tickets(public_ids: Collection[str], *, rows: bool) -> None:
    """Pages at these tickets; `rows`: the desk's rows of them as well. A ticket without a head was
    deleted. Raises Refused."""
    if not public_ids:
        return
    heads = await database.in_database(Ticket.objects.named(public_ids).heads)
    _pages(heads)
    for ticket in set(public_ids) - heads.keys():
        _gone(ticket)
    if rows:
        _desk(heads, tick=False)


async def of_desk(seconds: float, *, tick: bool) -> None:
    """The desk's rows that changed in so many seconds, whoever is at their tickets. Raises Refused."""
    if hub().members(groups.DESK):
        _desk(await database.in_database(Ticket.objects.changed_within(seconds).heads), tick=tick)


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

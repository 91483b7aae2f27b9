"""What pages missed, by heads: those of a tick, or those that the database has. A head only says
how far its ticket is; whoever is behind it reads the rest (`tickets.consumers`)."""

import logging
from collections.abc import Collection

from tickets import database
from tickets.models import Heads, Ticket, TicketQuerySet
from tickets.refusals import Refused
from tickets.wire import announce
from tickets.wire.hub import hub

log = logging.getLogger(__name__)


def by_tick(heads: Heads) -> None:
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
    if hub().members(announce.DESK):
        _desk(await _asked(Ticket.objects.changed_within(seconds)) or {}, tick=tick)


async def _asked(tickets: TicketQuerySet) -> Heads | None:
    try:
        return await database.in_database(tickets.heads)
    except Refused:
        log.warning("the database can't be reached to ask what was missed")
        return None


def _pages(heads: Heads) -> None:
    for ticket, (seq, public_seq) in heads.items():
        for group, head in ((announce.agents_of(ticket), seq), (announce.customer_of(ticket), public_seq)):
            hub().deliver({"group": group, "type": "head", "ticket": ticket, "seq": head})


def _gone(ticket: str) -> None:
    for group in (announce.agents_of(ticket), announce.customer_of(ticket)):
        hub().deliver({"group": group, "type": "gone", "ticket": ticket})


def _desk(heads: Heads, *, tick: bool) -> None:
    """`tick`: these are all heads that moved in the last seconds; else some of all."""
    if heads:
        hub().deliver({"group": announce.DESK, "type": "heads", "heads": heads, "tick": tick})

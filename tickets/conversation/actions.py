"""Every write: one transaction (`tickets.conversation.ledger`), then the announcement.

The doors (socket and HTTP) call these same functions. Each is one hop to the database and
returns after the commit; what it announces is best effort and waits for nobody. All raise
Refused.
"""

import logging
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar
from uuid import UUID

from django.db import DatabaseError, IntegrityError

from tickets import metrics
from tickets.conversation import departures, ledger, statements, timeline
from tickets.conversation.ledger import Opening, Written
from tickets.database import in_database
from tickets.desk import queue
from tickets.models import Event, Ticket
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.refusals import Refused
from tickets.wire import announce, frames
from tickets.wire.buckets import Buckets
from tickets.wire.limits import TYPING

log = logging.getLogger(__name__)

T = TypeVar("T")
Tell = Callable[[], None]

_typing = Buckets(TYPING)
look_at_age = metrics.Sampled(every=0.1)  # seconds; each costs a query


async def open_ticket(opening: Opening) -> tuple[str, str]:
    """Open a ticket. Returns its public id and token; the same opening gets the same."""
    token = ""

    def opened() -> Written:
        nonlocal token
        written, token = ledger.open_ticket(opening)
        return written

    written = await _committed(opened)
    return written.ticket.public_id, token


async def send(seat: Seat, id: UUID, body: str, kind: str = Event.Kind.MESSAGE) -> Written:
    if kind == Event.Kind.NOTE:
        _agents_only(seat)
    return await _committed(partial(ledger.append, seat, id, kind, body, ledger.spoken))


async def set_status(seat: Seat, id: UUID, status: str, seen: int | None = None) -> Written:
    """`seen`: the newest seq on the agent's screen; without it nobody says what was seen."""
    _agents_only(seat)
    effect = ledger.status_set if seen is None else ledger.status_as_seen(seen)
    return await _committed(partial(ledger.append, seat, id, Event.Kind.STATUS, status, effect))


async def assign(seat: Seat, id: UUID, username: str | None, held_by: ledger.HeldBy = ()) -> Written:
    """Give the ticket to an agent by user name, or to nobody. `held_by`: whose it was on the
    agent's screen, if that was said."""
    _agents_only(seat)

    def assigned() -> Written:
        agent = User.objects.filter(username=username).first() if username is not None else None
        name = access.person_of(agent).name if agent else ""
        effect = _assignment(username, agent, held_by)
        return ledger.append(seat, id, Event.Kind.ASSIGNMENT, name, effect, agent)

    return await _committed(assigned)


async def give_back_left_behind() -> None:
    """Open tickets of whoever is no agent any more, though nobody said so, go back to the queue."""

    def given_back() -> list[Tell]:
        return [tell for written in departures.look() for tell in told(written)]

    for tell in await in_database(given_back):
        tell()


async def mark_read(seat: Seat, seq: int) -> None:
    """Everything up to `seq`, in the reader's numbering, was seen. Never goes back."""
    await _mark(seat, "read", seq)


async def mark_delivered(seat: Seat, seq: int, live_since: int | None = None) -> None:
    """Everything up to `seq`, in the seat's numbering, is on a page of its side. That page was
    there when what is after `live_since` was written: how long it took is counted, of some."""
    await _mark(seat, "delivered", seq, live_since)


async def _mark(seat: Seat, kind: ledger.Mark, seq: int, live_since: int | None = None) -> None:
    def marked() -> list[Tell]:
        moved = ledger.mark(seat, kind, seq)
        if moved and live_since is not None and look_at_age():
            for seconds in timeline.ages(seat, live_since, seq):
                metrics.SEEN.observe(seconds)
        return [] if moved is None else _told_mark(seat, kind, *moved)

    for tell in await in_database(marked):
        tell()


async def give_token(seat: Seat) -> str:
    """What opens the seat's ticket as its customer, wherever it is taken to."""
    return await in_database(ledger.give_token, seat)


async def typing(seat: Seat, socket: str | None = None) -> None:
    if seat.is_agent and not await _is_let_in(seat):
        return
    person = seat.person
    if _typing.take(f"{seat.public_id} {person.key}", time.monotonic()):
        return
    frame = frames.typing(seat.public_id, person.shown)
    for group in _groups(seat.public_id):
        announce.typing(group, frame, but=socket)


async def _is_let_in(seat: Seat) -> bool:
    """False while nobody can tell; Refused who isn't any more."""
    try:
        await in_database(ledger.must_be_let_in, seat)
    except Refused as refused:
        if refused.code == "signed_out":
            raise
        return False
    return True


def _agents_only(seat: Seat) -> None:
    if not seat.is_agent:
        raise Refused("forbidden", "Only agents may do this.")


def _assignment(username: str | None, agent: User | None, held_by: ledger.HeldBy) -> ledger.Effect:
    """Whoever is no agent is refused as an effect: a repeat is answered before that, for it was
    an agent then."""
    if username is None or (agent and access.is_agent(agent)):
        return ledger.assigned_to(agent, held_by)
    return _no_such_agent


def _no_such_agent(*_: object) -> Iterable[Event]:
    raise Refused("bad_field", "`agent`: there is no such agent.")


# — the announcement: made ready on the database thread, sent from the loop —


async def _committed(work: Callable[[], Written]) -> Written:
    written, told = await in_database(_commit, work)
    for tell in told:
        tell()
    return written


def _commit(work: Callable[[], Written]) -> tuple[Written, list[Tell]]:
    try:
        written = work()
    except IntegrityError:
        written = work()  # two of the same at once: the second finds the first one's row
    try:
        return written, told(written)
    except DatabaseError:
        log.warning("committed, but not announced: pages repair themselves by the next tick")
        return written, []


def told(written: Written) -> list[Tell]:
    """All that is to be announced of it."""
    if not written.events:
        return []
    ticket = written.ticket
    statements.introduce(ticket, written.events[0])
    about = timeline.about(ticket)
    agents, customer = _groups(ticket.public_id)
    told: list[Tell] = []
    for event in written.events:
        told.append(_told_event(agents, timeline.live_page(event, ticket, about, public=False)))
        if event.public_seq is not None:
            page = timeline.live_page(event, ticket, about, public=True)
            told.append(_told_event(customer, page))
    return [*told, _told_row(queue.row_after(ticket, written.events))]


def told_anew(pk: int) -> list[Tell]:
    """What of a ticket was corrected, though nothing happened on it."""
    ticket = Ticket.objects.select_related("contact", "assignee").get(pk=pk)
    pages = timeline.as_it_stands(ticket)
    corrected = partial(announce.customer_renamed, ticket.public_id, ticket.contact.name, pages)
    return [corrected, _told_row(queue.row_after(ticket, ()))]


def _told_event(group: str, page: timeline.Page) -> Tell:
    return partial(announce.event, group, page.ticket, page.head, page.as_frame())


def _told_row(row: queue.Row) -> Tell:
    return partial(announce.queue_row, row["ticket"], row["head"], frames.queue(row))


def _told_mark(seat: Seat, kind: ledger.Mark, agents_seq: int, public_seq: int) -> list[Tell]:
    person = seat.person
    told: list[Tell] = [
        partial(announce.frame, group, frames.MARKS[kind](seat.public_id, person.shown, seq))
        for group, seq in zip(_groups(seat.public_id), (agents_seq, public_seq), strict=True)
    ]
    unread_changed = seat.is_agent and kind == "read"
    return [*told, _told_row(queue.row(seat.public_id))] if unread_changed else told


def _groups(ticket: str) -> tuple[str, str]:
    return announce.agents_of(ticket), announce.customer_of(ticket)

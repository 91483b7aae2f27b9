"""The log's transactions: every row that is ever written to it, under its ticket's lock.

Synchronous; `tickets.conversation.actions` runs them on a database thread and announces
what came of them. All raise Refused.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid5

from django.contrib.auth.models import User
from django.db import IntegrityError

from tickets.conversation import access, statements, timeline
from tickets.conversation.access import Seat
from tickets.database import transaction
from tickets.models import Event, Ticket
from tickets.wire.refusals import Refused, not_found, signed_out


@dataclass(frozen=True, slots=True)
class Opening:
    """`id` is made by the caller: the same opening again gives the same ticket."""

    id: UUID
    name: str
    body: str
    email: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """The answer to a write, the same however often it is asked; `events` are the new ones."""

    id: UUID
    seq: int  # in the writer's own numbering
    at: datetime
    ticket: Ticket
    events: tuple[Event, ...] = ()


# A side has an event on a page (delivered), and somebody there has seen it (read).
Mark = Literal["delivered", "read"]

# What an event does to its ticket, before both are committed; gives the events that follow.
Effect = Callable[[Ticket, Event], Iterable[Event]]


def append(seat: Seat, id: UUID, kind: Event.Kind, body: str, effect: Effect) -> Written:
    try:
        return _append(seat, id, kind, body, effect)
    except IntegrityError:
        earlier = _earlier(seat, id)  # rare: a page that never got its answer asks again
        if earlier is None:
            raise
        if (earlier.ticket_id, earlier.kind, earlier.body) != (seat.ticket, kind, body):
            raise Refused("conflict", "This id was used for something else.") from None
        return _written(seat, earlier.ticket, earlier)


@transaction()
def _append(seat: Seat, id: UUID, kind: Event.Kind, body: str, effect: Effect) -> Written:
    ticket = _locked(seat)
    event = _next_event(ticket, id, kind, body, seat.person.agent)
    new = (event, *effect(ticket, event))  # in full before the ticket is saved
    statements.save(ticket)
    return _written(seat, ticket, event, new)


def _locked(seat: Seat) -> Ticket:
    """The ticket's lock makes `seq` the order of commits (SQLite: BEGIN IMMEDIATE)."""
    found = statements.lock(seat)
    if found is None:
        must_be_let_in(seat)
        raise not_found()
    return found


def must_be_let_in(seat: Seat) -> None:
    """As of now: what was so when the seat was taken may have ended, whoever ended it."""
    if not statements.let_in(seat):
        raise signed_out()


def _earlier(seat: Seat, id: UUID) -> Event | None:
    mine = Event.objects.select_related("ticket").filter(client_id=id, agent=seat.person.agent)
    return (mine if seat.is_agent else mine.filter(ticket=seat.ticket)).first()


def _next_event(ticket: Ticket, id: UUID, kind: Event.Kind, body: str, agent: int | None) -> Event:
    ticket.last_seq += 1
    if kind != Event.Kind.NOTE:
        ticket.last_public_seq += 1
    event = statements.insert(
        Event(
            ticket=ticket,
            seq=ticket.last_seq,
            public_seq=None if kind == Event.Kind.NOTE else ticket.last_public_seq,
            client_id=id,
            kind=kind,
            agent_id=agent,
            body=body,
        )
    )
    ticket.last_event_at = event.at
    return event


def _written(seat: Seat, ticket: Ticket, event: Event, new: tuple[Event, ...] = ()) -> Written:
    seq = event.seq if seat.is_agent else event.public_seq
    assert seq is not None
    return Written(event.client_id, seq, event.at, ticket, new)


def spoken(ticket: Ticket, event: Event) -> Iterable[Event]:
    """Who waits, and since when; a customer who writes on a resolved ticket reopens it."""
    if event.kind == Event.Kind.NOTE:
        return
    if event.agent_id is not None:
        ticket.waiting_since = None
        return
    ticket.waiting_since = ticket.waiting_since or event.at
    if ticket.status == Ticket.Status.RESOLVED:
        ticket.status = Ticket.Status.OPEN
        reopening = uuid5(event.client_id, "reopens")
        yield _next_event(ticket, reopening, Event.Kind.STATUS, Ticket.Status.OPEN, None)


def assigned_to(agent: User | None) -> Effect:
    def assigned(ticket: Ticket, _: Event) -> Iterable[Event]:
        if ticket.assignee_id == (agent and agent.pk):
            raise Refused("unchanged", "The ticket is assigned so already.")
        ticket.assignee = agent
        return ()

    return assigned


def status_set(ticket: Ticket, event: Event) -> Iterable[Event]:
    if ticket.status == event.body:
        raise Refused("unchanged", f"The ticket is {event.body} already.")
    ticket.status = event.body
    if ticket.status == Ticket.Status.RESOLVED:
        ticket.waiting_since = None
    return ()


def open_ticket(opening: Opening) -> tuple[Written, str]:
    with transaction():
        earlier = Ticket.objects.filter(opening_id=opening.id).first()
        if earlier is not None:
            return _opened_before(earlier, opening)
        token = access.token_for(opening.id)
        ticket = Ticket.objects.create(
            opening_id=opening.id,
            token_hash=access.hash_of(token),
            name=opening.name,
            email=opening.email,
            subject=opening.subject,
        )
        # An id of its own: who reads the event must not be able to repeat the opening.
        first = uuid5(opening.id, "first message")
        event = _next_event(ticket, first, Event.Kind.MESSAGE, opening.body, None)
        ticket.waiting_since = event.at
        statements.save(ticket)
        return Written(first, 1, event.at, ticket, (event,)), token


def _opened_before(ticket: Ticket, opening: Opening) -> tuple[Written, str]:
    first = ticket.events.get(seq=1)
    token = access.token_of(ticket)
    same = Opening(opening.id, ticket.name, first.body, ticket.email, ticket.subject)
    if token is None or same != opening:
        raise Refused("conflict", "This id was used to open another ticket.")
    return Written(first.client_id, 1, first.at, ticket), token


_HEAD = {"agent": "last_seq", "customer": "last_public_seq"}
_SIDE = {"agent": "agents", "customer": "customer"}


def mark(seat: Seat, kind: Mark, seq: int) -> tuple[int, int] | None:
    """Move a mark of the seat's side, never back. Returns where it stands in the agents' and
    in the customer's numbering; None: it didn't move."""
    role = seat.person.role
    moved = statements.move(seat, f"{_SIDE[role]}_{kind}", _HEAD[role], seq)
    if moved is None:
        return None
    now, last, last_public, stayed = moved
    if stayed:
        raise signed_out()
    if last == last_public:  # without notes there is one numbering
        return now, now
    if seat.is_agent:
        return now, timeline.public_seq_of(seat.ticket, now)
    return timeline.seq_of_public(seat.ticket, now), now

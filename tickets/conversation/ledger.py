"""The log's transactions: every row that is ever written to it, under its ticket's lock.

Synchronous; `tickets.conversation.actions` runs them on a database thread and announces
what came of them. All raise Refused.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Literal, TypedDict, Unpack
from uuid import UUID, uuid4, uuid5

from django.db import IntegrityError, connection

from tickets.conversation import hiding, kinds, openings, seams, statements, timeline
from tickets.conversation.seams import Effect
from tickets.database import transaction
from tickets.models import Contact, Event, Ticket, TicketToken
from tickets.people import access, sight
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.people.roles import Right
from tickets.people.sight import Whose
from tickets.refusals import Refused, not_found, signed_out
from tickets.sqlite import file


class More(TypedDict, total=False):
    """What an event may have beside its words: Event has the meanings. `hidden`: for agents only."""

    data: dict[str, Any]
    via: Event.Via
    hidden: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """`id` is made by the caller: the same opening again gives the same ticket."""

    id: UUID
    name: str
    body: str
    email: str = ""
    subject: str = ""
    carried: openings.Carried = field(default_factory=dict, compare=False)  # for features
    language: str = field(default="", compare=False)  # that their browser asks for
    more: More = field(default_factory=More, compare=False)  # of the first message

    def kept(self) -> "Opening":
        """As it is stored; the body's turn comes with its event."""
        return replace(self, name=hiding.stored(self.name), subject=hiding.stored(self.subject))

    def is_so(self, name: str, body: str, email: str, subject: str) -> bool:
        """Whether this is what was stored of it."""
        pairs = ((name, self.name), (body, self.body), (subject, self.subject))
        return email == self.email and all(hiding.is_same(*pair) for pair in pairs)


@dataclass(frozen=True, slots=True)
class Written:
    """The answer to a write, the same however often it is asked; `events` are the new ones."""

    id: UUID
    seq: int  # in the writer's own numbering
    at: datetime
    ticket: Ticket
    events: tuple[Event, ...] = ()
    was_whose: Whose | None = None  # before it
    words: str | None = None  # as they are stored, if that isn't how they were sent


# A side has an event on a page (delivered), and somebody there has seen it (read).
Mark = Literal["delivered", "read"]


def append(
    seat: Seat,
    id: UUID,
    kind: str,
    body: str,
    effect: Effect,
    assignee: User | None = None,
    **more: Unpack[More],
) -> Written:
    """Write an event and what it does to its ticket, in one transaction: the seam for every kind of
    event there is, registered in `conversation.kinds`. `effect` changes the ticket that it is given,
    gives the events that follow (`next_event`), or raises Refused, and nothing has happened.

    The same id again is answered as the first time. `assignee`: whom an assignment is to; its
    `body` is their name.
    """
    try:
        return _append(seat, id, kind, body, effect, assignee, **more)
    except IntegrityError:  # rare: a page that never got its answer asks again
        earlier = answered(seat, id, kind, body, assignee, more.get("data"))
        if earlier is None:
            raise
        return earlier


def answered(
    seat: Seat,
    id: UUID,
    kind: str,
    body: str,
    assignee: User | None = None,
    data: dict[str, Any] | None = None,
) -> Written | None:
    """As the first time. None: it is the first time."""
    earlier = _earlier(seat, id)
    if earlier is None:
        return None
    if not _is_so(earlier, seat, kind, body, assignee, data or {}):
        raise Refused("conflict", "This id was used for something else.") from None
    return _written(seat, earlier.ticket, earlier, body)


@transaction()
def _append(
    seat: Seat, id: UUID, kind: str, body: str, effect: Effect, assignee: User | None, **more: Unpack[More]
) -> Written:
    ticket = locked(seat)
    was_whose = sight.whose(ticket)
    via = Event.Via.API if seat.person.is_program else Event.Via.WEB
    by: dict[str, Any] = {"agent_id": seat.person.agent, "assignee": assignee, "via": via, **more}
    event = next_event(ticket, id, kind, body, seat.person.role, **by)
    new = (event, *_what_follows(ticket, event, effect))  # in full before the ticket is saved
    statements.save(ticket)
    return _written(seat, ticket, event, body, new, was_whose)


def _what_follows(ticket: Ticket, event: Event, *own: Effect) -> Iterator[Event]:
    for effect in (*own, *seams.effects_of(event.kind)):
        for following in effect(ticket, event):
            yield following
            yield from _what_follows(ticket, following)


def locked(seat: Seat) -> Ticket:
    """Within a transaction: the ticket, if who sits there is still let in, and sees it. Its lock makes `seq`
    the order of commits (SQLite: BEGIN IMMEDIATE)."""
    found = statements.lock(seat)
    if found is None:
        must_be_let_in(seat)
        raise not_found()
    return found


def must_be_let_in(seat: Seat) -> None:
    """As of now: what was so when the seat was taken may have ended, whoever ended it."""
    if not statements.let_in(seat):
        raise signed_out()


def must_be_there(seat: Seat) -> None:
    """Let in, and an agent sees the ticket."""
    must_be_let_in(seat)
    if not statements.sees(seat):
        raise not_found()


def _earlier(seat: Seat, id: UUID) -> Event | None:
    person = seat.person
    by_me = Event.objects.filter(client_id=id, role=person.role, agent=person.agent)
    mine = by_me.select_related("ticket")
    return (mine if seat.is_agent else mine.filter(ticket=seat.ticket)).first()


def _is_so(
    earlier: Event, seat: Seat, kind: str, body: str, assignee: User | None, data: dict[str, Any]
) -> bool:
    """An assignee counts, and not what they are called by now."""
    if kinds.GONE in earlier.data:  # nobody knows any more what it said
        return (earlier.ticket_id, earlier.kind) == (seat.ticket, kind)
    said = hiding.is_same(earlier.body, body)
    same = earlier.assignee_id == assignee.pk if assignee and earlier.assignee_id else said
    return same and (earlier.ticket_id, earlier.kind, earlier.data) == (seat.ticket, kind, data)


def next_event(
    ticket: Ticket, id: UUID, kind: str, body: str, role: str, *, hidden: bool = False, **more: Any
) -> Event:
    """For an effect: the ticket's next event, under its lock. `more`: other fields of Event."""
    hidden = hidden or kinds.is_hidden(kind)
    ticket.last_seq += 1
    if not hidden:
        ticket.last_public_seq += 1
    event = statements.insert(
        Event(
            ticket=ticket,
            seq=ticket.last_seq,
            public_seq=None if hidden else ticket.last_public_seq,
            client_id=id,
            kind=kind,
            role=role,
            body=hiding.stored(body),
            **more,
        )
    )
    ticket.last_event_at = event.at
    return event


def _written(
    seat: Seat,
    ticket: Ticket,
    event: Event,
    said: str,
    new: tuple[Event, ...] = (),
    was_whose: Whose | None = None,
) -> Written:
    seq = event.seq if seat.is_agent else event.public_seq
    assert seq is not None
    words = None if event.body == said or event.assignee_id or kinds.GONE in event.data else event.body
    return Written(event.client_id, seq, event.at, ticket, new, was_whose, words)


def spoken(ticket: Ticket, event: Event) -> Iterable[Event]:
    """Who waits, and since when."""
    if event.public_seq is not None and event.role != Event.Role.SYSTEM:
        answers = event.role == Event.Role.AGENT
        ticket.waiting_since = None if answers else ticket.waiting_since or event.at
    return ()


@transaction()
def by_itself(ticket: int, act: Callable[[Ticket], Iterable[Event]]) -> Written | None:
    """What the desk does of its own accord, as events without an author. None: there was nothing to do."""
    found = statements.lock_for_desk(ticket)
    was_whose = sight.whose(found) if found else None
    new = tuple(act(found)) if found else ()
    if found is None or not new:
        return None
    statements.save(found)
    return Written(new[0].client_id, new[0].seq, new[0].at, found, new, was_whose)


@transaction()
def append_to(
    ticket: int, id: UUID, kind: str, body: str, role: str, *effects: Effect, **more: Any
) -> Written | None:
    """For an effect: an event on another ticket, in the same transaction, and what follows from it there.
    Who writes to several locks them first (`lock_all`), or always in this direction. None: it is gone."""
    found = statements.lock_for_desk(ticket)
    if found is None:
        return None
    event = next_event(found, id, kind, body, role, **more)
    new = (event, *_what_follows(found, event, *effects))
    statements.save(found)
    return Written(id, event.seq, event.at, found, new)


def lock_all(tickets: Iterable[int]) -> dict[int, Ticket]:
    """Within a transaction: all that are there, in the one order in which no two wait for each other."""
    locked = ((pk, statements.lock_for_desk(pk)) for pk in sorted(set(tickets)))
    return {pk: ticket for pk, ticket in locked if ticket}


MOST_SEQ: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Emptied:
    """A slice of a ticket whose words are gone."""

    written: Written | None  # None: there were none
    upto: int  # the agents' seq that was looked at
    events: tuple[Event, ...]  # all of the slice, also those that were emptied before


@transaction()
def empty(ticket: int, kind: str, body: str, after: int, most: int, upto: int = MOST_SEQ) -> Emptied | None:
    """Take the words out of the next events behind `after`: their `seq`, author and time stay. What is gone
    is said by an event of this kind, so that every page that has it drops it. None: there are no more."""
    found = statements.lock_for_desk(ticket)
    looked_at = {"seq__gt": after, "seq__lte": upto}
    events = list(found.events.filter(**looked_at).order_by("seq")[:most]) if found else []
    if found is None or not events:
        return None
    return _emptied(found, events, kind, body)


@transaction()
def empty_some(ticket: int, ids: Iterable[UUID], kind: str, body: str, **data: Any) -> Emptied | None:
    """The same of these events alone. `data`: what the event says beside their numbers."""
    found = statements.lock_for_desk(ticket)
    events = list(found.events.filter(client_id__in=list(ids)).order_by("seq")) if found else []
    return _emptied(found, events, kind, body, **data) if found and events else None


def _emptied(ticket: Ticket, events: list[Event], kind: str, body: str, **data: Any) -> Emptied:
    gone = [one for one in events if not kinds.stays(one.kind) and kinds.GONE not in one.data]
    for event in gone:
        event.body, event.data = "", kinds.emptied(event.kind, event.data)
    Event.objects.bulk_update(gone, ["body", "data"])
    written = _say_emptied(ticket, kind, body, gone, data) if gone else None
    return Emptied(written, events[-1].seq, tuple(events))


def _say_emptied(ticket: Ticket, kind: str, body: str, gone: list[Event], more: dict[str, Any]) -> Written:
    public = [one.public_seq for one in gone if one.public_seq is not None]
    data = {"seqs": [one.seq for one in gone], "public": public} | more
    said = next_event(ticket, uuid4(), kind, body, Event.Role.SYSTEM, hidden=not public, data=data)
    statements.save(ticket)
    return Written(said.client_id, said.seq, said.at, ticket, (said,))


@transaction()
def delete(ticket: int) -> None:
    """With all that belongs to it: open pages are told, as where the admin does it."""
    if found := Ticket.objects.filter(pk=ticket).first():
        found.delete()


def empty_subject(ticket: int) -> None:
    Ticket.objects.filter(pk=ticket).update(subject="")


def open_ticket(opening: Opening) -> tuple[Written, str]:
    with transaction():
        if earlier := opened_before(opening):
            return earlier
        opening = opening.kept()
        token = access.token_for(opening.id)
        ticket = Ticket.objects.create(
            opening_id=opening.id,
            token_hash=access.hash_of(token),
            contact=_contact(opening),
            subject=opening.subject,
        )
        openings.opened(ticket, opening.carried)
        # An id of its own: who reads the event must not be able to repeat the opening.
        first = uuid5(opening.id, "first message")
        event = next_event(ticket, first, kinds.MESSAGE, opening.body, Event.Role.CUSTOMER, **opening.more)
        new = (event, *_what_follows(ticket, event, spoken))
        statements.save(ticket)
        return Written(first, 1, event.at, ticket, new), token


def _contact(opening: Opening) -> Contact:
    said = Contact(name=opening.name, email=opening.email, language=opening.language)
    known = openings.contact(opening.carried, said)
    if known is None:
        said.save()
    return known or said


def opened_before(opening: Opening) -> tuple[Written, str] | None:
    """As the first time. None: it is the first time."""
    ticket = Ticket.objects.select_related("contact").filter(opening_id=opening.id).first()
    if ticket is None:
        return None
    first = ticket.events.get(seq=1)
    token = access.token_of(ticket)
    who = opening if ticket.contact.external_id else ticket.contact  # the site's own words may have changed
    same = opening.is_so(who.name, first.body, who.email, ticket.subject)
    if token is None or not (same or kinds.GONE in first.data):
        raise Refused("conflict", "This id was used to open another ticket.")
    return Written(first.client_id, 1, first.at, ticket), token


REHEARSED = "*" * 8_000  # as long as a message may be


@transaction()
def rehearse() -> None:
    """Write a ticket with a message and take both away again, in one commit that nobody ever sees:
    whether there is room for one."""
    file.check_rights(connection)
    opening = uuid4()
    contact = Contact()
    Contact.objects.bulk_create([contact])  # without a signal
    ticket = Ticket(opening_id=opening, token_hash=access.hash_of(str(opening)), contact=contact)
    Ticket.objects.bulk_create([ticket])
    event = next_event(ticket, opening, kinds.MESSAGE, REHEARSED, Event.Role.CUSTOMER)
    for written in (event, ticket, contact):
        type(written)._base_manager.filter(pk=written.pk)._raw_delete("default")


MOST_TOKENS: Final = 20  # of a ticket, beside its first: the newest


@transaction()
def give_token(seat: Seat) -> str:
    """A token of the customer's link. The customer gets the same again; an agent a new one,
    since what isn't kept can't be shown."""
    ticket = locked(seat)
    if seat.is_agent:
        return _keep_token(ticket, secrets.token_hex(32))
    return access.token_of(ticket) or _keep_token(ticket, access.token_for(ticket.opening_id))


@transaction()
def lend_token(ticket: int, id: UUID) -> str:
    """A token of a ticket, for who sits at another that leads to it: the same for the same `id`."""
    found = statements.lock_for_desk(ticket)
    if found is None:
        raise not_found()
    return _keep_token(found, access.token_for(id))


def take_back_token(id: UUID) -> None:
    TicketToken.objects.filter(hash=access.hash_of(access.token_for(id))).delete()


def _keep_token(ticket: Ticket, token: str) -> str:
    TicketToken.objects.get_or_create(hash=access.hash_of(token), defaults={"ticket": ticket})
    newest = ticket.tokens.order_by("-pk").values_list("pk", flat=True)[:MOST_TOKENS]
    ticket.tokens.exclude(pk__in=list(newest)).delete()
    return token


_HEAD = {"agent": "last_seq", "customer": "last_public_seq"}
_SIDE = {"agent": "agents", "customer": "customer"}


def mark(seat: Seat, kind: Mark, seq: int) -> tuple[int, int] | None:
    """Move a mark of the seat's side, never back. Returns where it stands in the agents' and
    in the customer's numbering; None: it didn't move. Who can't answer has read nothing for the desk."""
    role = seat.person.role
    if seat.is_agent and not seat.person.may(Right.ANSWER):
        must_be_let_in(seat)
        return None
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

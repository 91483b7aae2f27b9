"""What a page has missed: the log as one audience sees it, in pages."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import DurationField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import Now

from tickets.conversation import details, seams, statements
from tickets.models import Event, Ticket
from tickets.people import access
from tickets.people.access import Seat, person_of
from tickets.refusals import not_found
from tickets.wire.frames import LONG_GAP, PAGE_BYTES, PAGE_EVENTS, encode
from tickets.wire.stamps import stamp

Row = dict[str, Any]
Mark = tuple[str, dict[str, str], int]  # kind, whose: {role, name, key?}, seq
Beside = Mapping[int, Sequence[tuple[str, int]]]  # ticket → marks of features, which say nothing of whose


@dataclass(frozen=True, slots=True)
class Page:
    """Events after some seq, and the ticket as it stands: an `events` frame but for its type."""

    ticket: str
    events: list[Row]
    head: int
    more: bool
    about: Row
    anew: bool = False  # what the page had before isn't of this log, or leaves a gap to this
    marks: tuple[Mark, ...] = ()
    row: Row | None = None  # of the desk's list, for agents who open the ticket

    @property
    def last_seq(self) -> int:
        return self.events[-1]["seq"] if self.events else self.head

    def as_dict(self) -> Row:
        page = {"ticket": self.ticket, "events": self.events, "head": self.head, "more": self.more}
        optional = {"anew": self.anew, "row": self.row}
        return page | self.about | {name: value for name, value in optional.items() if value}

    def as_frame(self) -> str:
        return encode({"type": "events", **self.as_dict()})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page wants to know of a ticket: the next events after a seq.

    `last`: the id of the event at `after`; if the log has another there, the database was
    restored or swapped and the page starts anew. `newest`: so it does, with the newest
    page, when it would have more than LONG_GAP events to catch up with.
    """

    seat: Seat
    after: int
    last: UUID | None = None
    newest: bool = False


def pages_after(asked: Sequence[Asked]) -> list[Page | None]:
    """A page for each, in order; None: the ticket is gone. `after` beyond the head gives an
    empty page."""
    tickets = Ticket.objects.select_related("contact", "assignee").in_bulk({one.seat.ticket for one in asked})
    beside = seams.marks_of({one.seat.ticket for one in asked if one.seat.is_agent})
    seen = access.seen_by(one.seat for one in asked)
    others = _of_another_log(asked)
    found = ((tickets.get(one.seat.ticket), one) for one in asked)
    return [
        _page_after(ticket, one, beside, anew=one in others) if ticket and one.seat in seen else None
        for ticket, one in found
    ]


def page_after(seat: Seat, after: int, last: UUID | None = None, *, newest: bool = False) -> Page:
    """The only one. Raises Refused not_found."""
    page = pages_after([Asked(seat, after, last, newest)])[0]
    if page is None:
        raise not_found()
    return page


def _page_after(ticket: Ticket, asked: Asked, beside: Beside, *, anew: bool) -> Page:
    page = _read_after(ticket, asked, anew=anew)
    more = beside.get(ticket.pk, ()) if asked.seat.is_agent else ()
    return replace(page, marks=page.marks + tuple((kind, {}, seq) for kind, seq in more)) if more else page


def _read_after(ticket: Ticket, asked: Asked, *, anew: bool) -> Page:
    seat, after = asked.seat, 0 if anew else asked.after
    head = _head(ticket, seat)
    if asked.newest and head - after > LONG_GAP:
        return _page(ticket, seat, _newest(ticket, seat), anew=True)
    following = _events(ticket, seat, gt=after)[:PAGE_EVENTS] if after < head else ()
    return _page(ticket, seat, _fitting(_rows(following, ticket, public=not seat.is_agent)), anew=anew)


def page_before(seat: Seat, before: int) -> Row:
    """An `earlier` page: the newest events older than `before`; `more`: there are older ones."""
    ticket = _ticket(seat)
    events = _newest(ticket, seat, lt=before)
    first = events[0]["seq"] if events else 1
    return {"ticket": ticket.public_id, "events": events, "more": first > 1}


def _ticket(seat: Seat) -> Ticket:
    ticket = Ticket.objects.select_related("contact", "assignee").filter(pk=seat.ticket).first()
    if ticket is None or seat not in access.seen_by([seat]):
        raise not_found()
    return ticket


def ages(seat: Seat, after: int, upto: int) -> list[float]:
    """Seconds since each message of the other side in (after, upto] was written, by the
    database's clock."""
    field = _seq_field(seat)
    bounds = {f"{field}__gt": after, f"{field}__lte": upto}
    messages = Event.objects.filter(ticket=seat.ticket, kind=Event.Kind.MESSAGE, **bounds)
    theirs = messages.filter(role=Event.Role.CUSTOMER if seat.is_agent else Event.Role.AGENT)
    age = ExpressionWrapper(Now() - F("at"), DurationField())
    return [one.total_seconds() for one in theirs.annotate(age=age).values_list("age", flat=True)]


def _head(ticket: Ticket, seat: Seat) -> int:
    return ticket.last_seq if seat.is_agent else ticket.last_public_seq


def _seq_field(seat: Seat) -> str:
    return "seq" if seat.is_agent else "public_seq"


def _of_another_log(asked: Iterable[Asked]) -> set[Asked]:
    """Those where another event than their `last` is at `after`, or none."""
    by_field: dict[str, list[Asked]] = {}
    for one in asked:
        if one.last is not None and one.after > 0:
            by_field.setdefault(_seq_field(one.seat), []).append(one)
    others = set[Asked]()
    for field, those in by_field.items():
        ids = statements.ids_at({(one.seat.ticket, one.after) for one in those}, field)
        others |= {one for one in those if ids.get((one.seat.ticket, one.after)) != one.last}
    return others


def live_page(event: Event, ticket: Ticket, about: Row, *, public: bool) -> Page:
    """A new event as a page of its own: it is its audience's head."""
    [row] = _rows([event], ticket, public=public)
    return Page(ticket.public_id, [row], row["seq"], False, about)


def _events(ticket: Ticket, seat: Seat, **bound: int) -> QuerySet[Event]:
    """In order; `gt` and `lt` bound the audience's own seq."""
    field = _seq_field(seat)
    bounds = {f"{field}__{name}": seq for name, seq in bound.items()} or {f"{field}__gt": 0}
    return ticket.events.select_related("agent", "assignee").filter(**bounds).order_by(field)


def _rows(events: Iterable[Event], ticket: Ticket, *, public: bool) -> Iterable[Row]:
    events = list(events)
    more = details.of(events, public=public) if events else {}
    for event in events:
        row = row_of(event, ticket, public=public)
        yield row | more[event.pk] if event.pk in more else row


def rows_for_agents(events: Sequence[Event]) -> list[Row]:
    """Events of any tickets, each with its `ticket`. They come with agent, assignee, ticket and contact."""
    more = details.of(events, public=False) if events else {}
    return [
        {"ticket": event.ticket.public_id}
        | row_of(event, event.ticket, public=False)
        | more.get(event.pk, {})
        for event in events
    ]


def _newest(ticket: Ticket, seat: Seat, **bound: int) -> list[Row]:
    newest = _events(ticket, seat, **bound).reverse()[:PAGE_EVENTS]
    return _fitting(_rows(newest, ticket, public=not seat.is_agent))[::-1]


def _page(ticket: Ticket, seat: Seat, events: list[Row], *, anew: bool) -> Page:
    head = _head(ticket, seat)
    if events:
        head = max(head, events[-1]["seq"])  # one may have come since the ticket was read
    more = bool(events) and events[-1]["seq"] < head
    marks = _marks(ticket, seat)
    return Page(ticket.public_id, events, head, more, about(ticket), anew, marks)


def _fitting(rows: Iterable[Row]) -> list[Row]:
    fitting: list[Row] = []
    size = len("]")
    for row in rows:
        size += len(encode(row).encode()) + 1  # what stands before it
        if fitting and size > PAGE_BYTES:
            break
        fitting.append(row)
    return fitting


def row_of(event: Event, ticket: Ticket, *, public: bool) -> Row:
    """An event as an audience sees it: {seq, id, kind, author: {role, name, key?}, body, at, hidden?,
    data?}. Whoever is named has their name of today."""
    given: Row = {"assignee": access.key_of(event.assignee)} if event.assignee else {}
    if event.public_seq is None:
        given["hidden"] = True
    if event.data:
        given["data"] = event.data
    return {
        "seq": event.public_seq if public else event.seq,
        "id": str(event.client_id),
        "kind": event.kind,
        "author": _author(event, ticket),
        "body": person_of(event.assignee).name if event.assignee else event.body,
        "at": stamp(event.at),
        **given,
    }


def _author(event: Event, ticket: Ticket) -> Row:
    if event.agent:
        return person_of(event.agent).shown
    return {"role": event.role, "name": ticket.contact.name if event.role == Event.Role.CUSTOMER else ""}


def about(ticket: Ticket) -> Row:
    """The ticket as it stands, with everybody's name of today."""
    stands = {"customer": ticket.contact.name, "subject": ticket.subject}
    return stands | seams.as_it_stands(ticket)


def as_it_stands(ticket: Ticket) -> tuple[str, str]:
    """Frames without an event, for agents and for the customer: what was corrected."""
    heads = ticket.last_seq, ticket.last_public_seq
    pages = [Page(ticket.public_id, [], head, False, about(ticket)) for head in heads]
    return pages[0].as_frame(), pages[1].as_frame()


def met(agent: int, tickets: Collection[str]) -> set[str]:
    """Those of the tickets in whose log the agent is named."""
    named = Event.objects.filter(Q(agent=agent) | Q(assignee=agent), ticket__public_id__in=tickets)
    return set(named.order_by().values_list("ticket__public_id", flat=True).distinct())


def _marks(ticket: Ticket, seat: Seat) -> tuple[Mark, ...]:
    """How far either side is, in this audience's numbering. All four, so that a page learns
    of a restored database, too, what that one doesn't know any more."""
    customer = {"role": "customer", "name": ticket.contact.name}
    agents = person_of(ticket.assignee).shown if ticket.assignee else {"role": "agent", "name": ""}
    marks = (
        ("delivered", customer, ticket.customer_delivered),
        ("delivered", agents, ticket.agents_delivered),
        ("read", customer, ticket.customer_read),
        ("read", agents, ticket.agents_read),
    )
    return tuple((kind, who, _in_numbering_of(seat, ticket, who["role"], seq)) for kind, who, seq in marks)


def _in_numbering_of(seat: Seat, ticket: Ticket, role: str, seq: int) -> int:
    without_notes = ticket.last_seq == ticket.last_public_seq
    if seq == 0 or without_notes or seat.is_agent == (role == "agent"):
        return seq
    return seq_of_public(seat.ticket, seq) if seat.is_agent else public_seq_of(seat.ticket, seq)


def customer_wrote_after(ticket: Ticket, seq: int) -> int | None:
    """The customer's newest message after `seq`, in the agents' numbering."""
    messages = ticket.events.filter(kind=Event.Kind.MESSAGE, role=Event.Role.CUSTOMER, seq__gt=seq)
    return messages.order_by("-seq").values_list("seq", flat=True).first()


def unanswered_since(ticket: Ticket) -> datetime | None:
    """When the customer wrote what no agent has answered."""
    messages = ticket.events.filter(kind=Event.Kind.MESSAGE).order_by("seq")
    answers = messages.filter(role=Event.Role.AGENT).order_by("-seq")
    answered = answers.values_list("seq", flat=True).first() or 0
    unanswered = messages.filter(role=Event.Role.CUSTOMER, seq__gt=answered)
    return unanswered.values_list("at", flat=True).first()


def public_seq_of(ticket: int, seq: int) -> int:
    """The newest event up to `seq` that the customer sees, in the customer's numbering."""
    seen = Event.objects.filter(ticket=ticket, seq__lte=seq, public_seq__isnull=False)
    newest = seen.order_by("-seq").values_list("public_seq", flat=True).first()
    return newest or 0


def seq_of_public(ticket: int, public_seq: int) -> int:
    """The same event in the agents' numbering."""
    events = Event.objects.filter(ticket=ticket, public_seq=public_seq)
    return events.values_list("seq", flat=True).first() or 0

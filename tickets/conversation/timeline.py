"""What a page has missed: the log as one audience sees it, in pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tickets.conversation.access import Seat, person_of
from tickets.models import Event, Ticket
from tickets.wire.frames import PAGE_BYTES, PAGE_EVENTS, encode
from tickets.wire.refusals import not_found
from tickets.wire.stamps import stamp

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Events after some seq, and the ticket as it stands: an `events` frame but for its type."""

    ticket: str
    events: list[Row]
    head: int
    more: bool
    about: Row
    reads: tuple[tuple[str, str, int], ...] = ()  # role, name, newest seq that side has read

    @property
    def last_seq(self) -> int:
        return self.events[-1]["seq"] if self.events else self.head

    def as_dict(self) -> Row:
        page = {"ticket": self.ticket, "events": self.events, "head": self.head, "more": self.more}
        return page | self.about

    def as_frame(self) -> str:
        return encode({"type": "events", **self.as_dict()})


def page_after(seat: Seat, after: int) -> Page:
    """The next events that this seat may see. `after` beyond the head gives an empty page."""
    ticket = Ticket.objects.select_related("assignee").filter(pk=seat.ticket).first()
    if ticket is None:
        raise not_found()
    head = ticket.last_seq if seat.is_agent else ticket.last_public_seq
    events = _fitting(_rows_after(ticket, seat, after)) if after < head else []
    if events:
        head = max(head, events[-1]["seq"])  # one may have come since the ticket was read
    more = bool(events) and events[-1]["seq"] < head
    return Page(ticket.public_id, events, head, more, about(ticket), _reads(ticket, seat))


def live_page(event: Event, ticket: Ticket, about: Row, *, public: bool) -> Page:
    """A new event as a page of its own: it is its audience's head."""
    row = row_of(event, ticket, public=public)
    return Page(ticket.public_id, [row], row["seq"], False, about)


def _rows_after(ticket: Ticket, seat: Seat, after: int) -> Iterable[Row]:
    events = ticket.events.select_related("agent")
    shown = (
        events.filter(seq__gt=after).order_by("seq")
        if seat.is_agent
        else events.filter(public_seq__gt=after).order_by("public_seq")
    )
    return (row_of(event, ticket, public=not seat.is_agent) for event in shown[:PAGE_EVENTS])


def _fitting(rows: Iterable[Row]) -> list[Row]:
    fitting: list[Row] = []
    size = 0
    for row in rows:
        size += len(encode(row).encode())
        if fitting and size > PAGE_BYTES:
            break
        fitting.append(row)
    return fitting


def row_of(event: Event, ticket: Ticket, *, public: bool) -> Row:
    """An event as an audience sees it: {seq, id, kind, author: {role, name}, body, at}."""
    person = person_of(event.agent) if event.agent else None
    author = {"role": "agent" if person else "customer", "name": (person or ticket).name}
    return {
        "seq": event.public_seq if public else event.seq,
        "id": str(event.client_id),
        "kind": event.kind,
        "author": author,
        "body": event.body,
        "at": stamp(event.at),
    }


def about(ticket: Ticket) -> Row:
    assignee = person_of(ticket.assignee).name if ticket.assignee else None
    return {"subject": ticket.subject, "status": ticket.status, "assignee": assignee}


def _reads(ticket: Ticket, seat: Seat) -> tuple[tuple[str, str, int], ...]:
    """Both sides' read marks, in this audience's numbering."""
    agents, customer = ticket.agents_read, ticket.customer_read
    if seat.is_agent:
        customer = seq_of_public(ticket.pk, customer)
    else:
        agents = public_seq_of(ticket.pk, agents)
    assignee = person_of(ticket.assignee).name if ticket.assignee else ""
    marks = (("customer", ticket.name, customer), ("agent", assignee, agents))
    return tuple(mark for mark in marks if mark[2])


def public_seq_of(ticket: int, seq: int) -> int:
    """The newest event up to `seq` that the customer sees, in the customer's numbering."""
    seen = Event.objects.filter(ticket=ticket, seq__lte=seq, public_seq__isnull=False)
    newest = seen.order_by("-seq").values_list("public_seq", flat=True).first()
    return newest or 0


def seq_of_public(ticket: int, public_seq: int) -> int:
    """The same event in the agents' numbering."""
    events = Event.objects.filter(ticket=ticket, public_seq=public_seq)
    return events.values_list("seq", flat=True).first() or 0

"""A whole conversation to be printed: every line with its name and time."""

from typing import Any

from tickets.conversation import kinds
from tickets.conversation.timeline import row_of
from tickets.models import Event, Ticket
from tickets.people.access import Seat
from tickets.refusals import not_found


def whole(seat: Seat, *, notes: bool) -> dict[str, Any]:
    """{title, name, lines: [{kind, name, at, body}]}; notes only for agents, and on purpose."""
    ticket = Ticket.objects.select_related("contact").filter(pk=seat.ticket).first()
    if ticket is None:
        raise not_found()
    events = ticket.events.select_related("agent").order_by("seq")
    if not (notes and seat.is_agent):
        events = events.filter(public_seq__isnull=False)
    lines = [line for event in events.iterator(2_000) if (line := _line(event, ticket))["body"]]
    name = ticket.contact.name
    return {"title": ticket.subject or name, "name": name, "lines": lines}


def _line(event: Event, ticket: Ticket) -> dict[str, Any]:
    row = row_of(event, ticket, public=False)
    words = kinds.in_words(row)
    return {"kind": event.kind, "name": row["author"]["name"], "at": event.at, "body": words}

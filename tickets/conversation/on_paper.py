"""A whole conversation to be printed: every line with its name and time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from tickets.conversation import details, kinds
from tickets.conversation.timeline import row_of
from tickets.models import Event, Ticket
from tickets.people.access import Seat
from tickets.refusals import not_found

AT_ONCE: Final = 2_000  # events


def whole(seat: Seat, *, notes: bool) -> dict[str, Any]:
    """{title, name, lines: [{kind, name, at, body}]}; notes only for agents, and on purpose."""
    ticket = Ticket.objects.select_related("contact").filter(pk=seat.ticket).first()
    if ticket is None:
        raise not_found()
    events = ticket.events.select_related("agent").order_by("seq")
    if not (notes and seat.is_agent):
        events = events.filter(public_seq__isnull=False)
    lines = [
        line for some in batched(events.iterator(AT_ONCE)) for line in _lines(some, ticket) if line["body"]
    ]
    name = ticket.contact.name
    return {"title": ticket.subject or name, "name": name, "lines": lines}


def batched(events: Iterable[Event]) -> Iterator[list[Event]]:
    all_of_them = iter(events)
    while some := list(islice(all_of_them, AT_ONCE)):
        yield some


def _lines(events: list[Event], ticket: Ticket) -> Iterator[dict[str, Any]]:
    more = details.of(events, public=False)
    lines = (_line(event, ticket, more.get(event.pk, {})) for event in events)
    return (line for line in lines if line["body"])


def _line(event: Event, ticket: Ticket, more: dict[str, Any]) -> dict[str, Any]:
    row = row_of(event, ticket, public=False) | more
    words = kinds.in_words(row)
    return {"kind": event.kind, "name": row["author"]["name"], "at": event.at, "body": words}

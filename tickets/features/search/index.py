"""Writes what is looked in: after each event (a reaction), when a name is corrected (a job), and anew."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from tickets.conversation import details, kinds, statements
from tickets.features.search import fold
from tickets.features.search.models import CUSTOMER, TICKET, Searched, place_of
from tickets.jobs import table
from tickets.models import Event, Ticket

SPOKEN: Final = (kinds.MESSAGE, kinds.NOTE)
CORRECTED: Final = "search"  # the kind of the job
FIELD: Final = "\f"  # before each field of a ticket's own row
AT_ONCE: Final = 200  # rows in a transaction of SQLite's one writer: some 50 ms


def react(ticket: Ticket, event: Event) -> None:
    rows = rows_of([event]) if event.kind in SPOKEN else []
    if event.seq == 1:
        rows.append(row_of_ticket(ticket))
    write(rows)


def rows_of(events: Sequence[Event]) -> list[Searched]:
    texts = texts_of_events(events)
    return [_row_of(event, texts[event.pk]) for event in events]


def texts_of_events(events: Sequence[Event]) -> dict[int, str]:
    """What each is found by: its words, and what features have beside them, in one query for all."""
    more = details.of(events, public=False)
    return {event.pk: kinds.sought({"body": event.body} | more.get(event.pk, {})) for event in events}


def _row_of(event: Event, text: str) -> Searched:
    return Searched(
        id=place_of(event.at, event.pk),
        ticket_id=event.ticket_id,
        event=event.pk,
        kind=event.kind,
        author=CUSTOMER if event.role == Event.Role.CUSTOMER else event.agent_id,
        body=fold.indexed(text),
    )


def row_of_ticket(ticket: Ticket) -> Searched:
    id = place_of(ticket.opened_at, ticket.pk, is_ticket=True)
    *texts, public_id = texts_of(ticket)
    body = "".join(FIELD + fold.indexed(text) for text in texts)
    body += f"{FIELD}#{public_id}"  # which begins with a letter as well, that nobody looks for
    return Searched(id=id, ticket=ticket, kind=TICKET, body=body)


def texts_of(ticket: Ticket) -> list[str]:
    """What a ticket is found by: who, and what it is about."""
    contact = ticket.contact
    return [contact.name, contact.email, ticket.subject, ticket.public_id]


def says_who(body: str) -> list[str]:
    """The name and the e-mail of a ticket's own row."""
    return body.split(FIELD)[1:3]


def write(rows: Iterable[Searched]) -> None:
    """Those that are there already are written anew, by an update: it keeps SQLite's index true, where
    a replacement would leave ghosts in it."""
    written = ["ticket", "event", "kind", "author", "body"]
    Searched.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=written)


def follow(**corrected: int) -> None:
    """By a job: a contact may have many tickets. In the transaction of what corrects it."""
    [(what, pk)] = corrected.items()
    table.enqueue(CORRECTED, corrected, key=f"search {what} {pk}", move=True)


def correct(args: Mapping[str, Any]) -> None:
    named = {"contact": "contact", "ticket": "pk"}
    tickets = Ticket.objects.select_related("contact").filter(**{named[name]: args[name] for name in args})
    write(map(row_of_ticket, tickets))


class Anew:
    """All rows of a ticket, in parts, each of them read and written in one transaction that has the ticket's
    lock: what is erased, corrected or said meanwhile comes before it or behind it. What is there and should
    not be goes with the last part; it is noted first, so nothing goes that a reaction writes meanwhile."""

    def __init__(self, pk: int) -> None:
        self._pk, self._last = pk, 0
        self._before: set[int] | None = None
        self.is_whole = False

    def part(self) -> list[Searched]:
        """To be written within the transaction."""
        ticket = statements.lock_for_desk(self._pk)
        if ticket is None:
            self.is_whole = True
            return []
        rows: list[Searched] = []
        if self._before is None:
            self._before = set(Searched.objects.filter(ticket=ticket).values_list("pk", flat=True))
            rows.append(row_of_ticket(ticket))
        spoken = Event.objects.filter(ticket=ticket, kind__in=SPOKEN, seq__gt=self._last).order_by("seq")
        events = list(spoken[:AT_ONCE])
        rows += rows_of(events)
        self._before -= {row.pk for row in rows}
        self._last = events[-1].seq if events else self._last
        self.is_whole = len(events) < AT_ONCE
        if self.is_whole:
            Searched.objects.filter(pk__in=self._before).delete()
        return rows

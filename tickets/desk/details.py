"""What features add to the desk's rows, for all rows of a page at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tickets.models import Ticket
from tickets.people.sight import Sight

# The tickets of a page (100 at most, often one) → by primary key, more fields of their rows.
Details = Callable[[Sequence[Ticket]], Mapping[int, Mapping[str, Any]]]

Row = dict[str, Any]
# Takes out of rows what they say of tickets that an agent with this sight doesn't see, in place.
Hide = Callable[[Sequence[Row], Sight], None]

_details: list[Details] = []
_of_others: dict[str, Hide] = {}  # by field


def with_rows(details: Details) -> None:
    """The seam for a feature's fields of a row, when its app is ready: at most one query for all the
    tickets, never one for each. It runs with every message, too, for the one row that is told anew: so
    by an index. Fields are named after the feature, and documented in docs/protocol.md."""
    if details not in _details:
        _details.append(details)


def of(tickets: Sequence[Ticket]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {ticket.pk: {} for ticket in tickets}
    for details in _details:
        for pk, fields in details(tickets).items():
            found[pk] |= fields
    return found


def of_other_tickets(fields: Iterable[str], hide: Hide) -> None:
    """The seam for fields of a row that say something of other tickets, when they aren't empty: who sees the
    row doesn't see all of those. Such a row isn't told to all at once. `hide`: at most one query."""
    _of_others.update(dict.fromkeys(fields, hide))


def says_of_others(row: Row) -> bool:
    return any(row.get(field) for field in _of_others)


def as_seen(rows: Sequence[Row], sight: Sight) -> Sequence[Row]:
    some = [] if sight.everything else [row for row in rows if says_of_others(row)]
    for hide in {*_of_others.values()} if some else ():
        hide(some, sight)
    return rows

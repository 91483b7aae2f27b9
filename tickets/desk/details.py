"""What features add to the desk's rows, for all rows of a page at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tickets.models import Ticket

# The tickets of a page (100 at most, often one) → by primary key, more fields of their rows.
Details = Callable[[Sequence[Ticket]], Mapping[int, Mapping[str, Any]]]

_details: list[Details] = []


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

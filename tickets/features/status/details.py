"""Whether a ticket is open or resolved: in `events` frames, and in its row on the desk."""

from collections.abc import Mapping, Sequence
from typing import Any

from tickets.models import Ticket


def status(ticket: Ticket) -> Mapping[str, Any]:
    return {"status": ticket.status}


def statuses(tickets: Sequence[Ticket]) -> Mapping[int, Mapping[str, Any]]:
    return {ticket.pk: status(ticket) for ticket in tickets}

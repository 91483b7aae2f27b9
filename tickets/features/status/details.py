"""Whether a ticket is open or resolved, in its row on the desk."""

from collections.abc import Mapping, Sequence
from typing import Any

from tickets.models import Ticket


def statuses(tickets: Sequence[Ticket]) -> Mapping[int, Mapping[str, Any]]:
    return {ticket.pk: {"status": ticket.status} for ticket in tickets}

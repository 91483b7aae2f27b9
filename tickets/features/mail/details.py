"""Whether letters reach a ticket's customer: in each `events` frame."""

from collections.abc import Mapping
from typing import Any

from tickets import letters
from tickets.models import Ticket


def reaches(ticket: Ticket) -> Mapping[str, Any]:
    """They gave an address. Which, only agents are told."""
    return {"mail": True} if ticket.contact.email and letters.can_be_sent() else {}

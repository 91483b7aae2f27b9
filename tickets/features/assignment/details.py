"""Whose a ticket is: in `events` frames, and in its row on the desk."""

from collections.abc import Mapping, Sequence
from typing import Any

from tickets.models import Ticket
from tickets.people import access
from tickets.people.access import person_of


def holder(ticket: Ticket) -> Mapping[str, Any]:
    if ticket.assignee is None:
        return {"assignee": None}
    return {"assignee": person_of(ticket.assignee).name, "assignee_key": access.key_of(ticket.assignee)}


def assignees(tickets: Sequence[Ticket]) -> Mapping[int, Mapping[str, Any]]:
    return {ticket.pk: {"assignee": _assignee(ticket)} for ticket in tickets}


def _assignee(ticket: Ticket) -> dict[str, str] | None:
    """Read with its ticket, as every page names them: no query."""
    if ticket.assignee is None:
        return None
    person = person_of(ticket.assignee)
    return {"username": person.username, "name": person.name, "key": access.key_of(ticket.assignee)}

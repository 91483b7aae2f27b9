"""In which language a ticket's customer is answered: in its row on the desk."""

from collections.abc import Mapping, Sequence

from tickets.models import Ticket


def languages(tickets: Sequence[Ticket]) -> Mapping[int, Mapping[str, str]]:
    """Of the contact, read with its ticket: no query."""
    return {ticket.pk: _language(ticket.contact.language) for ticket in tickets}


def _language(language: str) -> dict[str, str]:
    return {"canned_language": language} if language else {}

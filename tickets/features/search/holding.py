"""What is kept of a customer: the texts that are looked in."""

from collections.abc import Collection
from typing import Final

from tickets.conversation.erasing import After, Holds
from tickets.features.search import index
from tickets.features.search.models import TICKET, Searched
from tickets.models import Ticket


def count(tickets: Collection[int]) -> int:
    return Searched.objects.filter(ticket__in=tickets).exclude(kind=TICKET).count()


def erase(ticket: Ticket) -> After:
    """By the ticket's own row, which has the contact and the subject of today, it is still found."""
    Searched.objects.filter(ticket=ticket).exclude(kind=TICKET).delete()
    index.write([index.row_of_ticket(ticket)])
    return ()


def of_events(events: Collection[int]) -> None:
    Searched.objects.filter(event__in=events).exclude(kind=TICKET).delete()


HOLDS: Final = Holds("search", count, erase, of_events=of_events)

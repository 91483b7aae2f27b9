"""What is kept of a customer: what they answered before they wrote."""

from collections.abc import Collection
from typing import Final

from tickets.conversation.erasing import After, Holds
from tickets.features.prechat.models import Answers
from tickets.models import Ticket


def count(tickets: Collection[int]) -> int:
    return Answers.objects.filter(ticket__in=tickets).count()


def erase(ticket: Ticket) -> After:
    Answers.objects.filter(ticket=ticket).delete()
    return ()


HOLDS: Final = Holds("answers", count, erase)

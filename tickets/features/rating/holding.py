"""What is kept of a customer: comments. The scores are figures, and stay."""

from collections.abc import Collection
from typing import Final

from django.db.models import Q

from tickets.conversation.erasing import After, Holds
from tickets.features.rating.models import Answer, Rating
from tickets.models import Ticket

WORDS: Final = ~Q(comment="") | ~Q(told_comment="")


def count(tickets: Collection[int]) -> int:
    return Rating.objects.filter(WORDS, ticket__in=tickets).count()


def erase(ticket: Ticket) -> After:
    Rating.objects.filter(WORDS, ticket=ticket).update(comment="", told_comment="")
    Answer.objects.filter(rating__ticket=ticket).exclude(comment="").update(comment="", erased=True)
    return ()


HOLDS: Final = Holds("comments", count, erase)

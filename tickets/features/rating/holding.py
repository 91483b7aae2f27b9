"""What is kept of a customer: comments. The scores are figures, and stay."""

from collections.abc import Collection
from typing import Final

from django.db.models import QuerySet

from tickets.conversation.erasing import After, Holds
from tickets.features.rating.models import Rating
from tickets.models import Ticket


def _with_comment(**of: object) -> QuerySet[Rating]:
    return Rating.objects.filter(**of).exclude(comment="")


def count(tickets: Collection[int]) -> int:
    return _with_comment(ticket__in=tickets).count()


def erase(ticket: Ticket) -> After:
    _with_comment(ticket=ticket).update(comment="")
    return ()


HOLDS: Final = Holds("comments", count, erase)

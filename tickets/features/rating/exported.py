"""What a customer is handed: how they rated, and what they wrote with it."""

from tickets.conversation.exporting import Handed
from tickets.features.rating.models import Rating
from tickets.models import Ticket
from tickets.wire.stamps import stamp


def of(ticket: Ticket) -> Handed | None:
    rated = Rating.objects.filter(ticket=ticket, rated_at__isnull=False).order_by("pk")
    rows = [
        {"score": one.score, "comment": one.comment, "at": one.rated_at and stamp(one.rated_at)}
        for one in rated
    ]
    return Handed(rows) if rows else None

"""What a customer is handed: what they answered before they wrote."""

from tickets.conversation.exporting import Handed
from tickets.features.prechat.models import Answers
from tickets.models import Ticket


def of(ticket: Ticket) -> Handed | None:
    answers = Answers.objects.filter(ticket=ticket).first()
    return Handed(answers.values) if answers else None

"""What is kept of a customer: what a receiver answered, who may have repeated what it was sent. The body of a
delivery is kept nowhere: it is made of the event when it goes."""

from collections.abc import Collection
from typing import Final

from django.db.models import QuerySet

from tickets.conversation.erasing import After, Holds
from tickets.features.webhooks import delivering
from tickets.features.webhooks.models import Delivery
from tickets.jobs.models import Job
from tickets.models import Ticket


def _answered(**of: object) -> QuerySet[Delivery]:
    return Delivery.objects.filter(**of).exclude(answer="")


def count(tickets: Collection[int]) -> int:
    return _answered(event__ticket__in=tickets).count()


def erase(ticket: Ticket) -> After:
    of_events(ticket.events.values_list("pk", flat=True))
    return ()


def of_events(events: Collection[int]) -> None:
    keys = [delivering.key(pk) for pk in _answered(event__in=events).values_list("pk", flat=True)]
    Job.objects.filter(key__in=keys).update(error="")
    Delivery.objects.filter(event__in=events).update(answer="")


HOLDS: Final = Holds("deliveries", count, erase, of_events=of_events)

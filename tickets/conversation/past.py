"""What was brought in from elsewhere happened when it did: the times of a ticket, and of what features keep
of it, are moved back."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, F, Model
from django.utils import timezone

from tickets.conversation import timeline
from tickets.database import transaction
from tickets.models import Event, Ticket

_settle: list[Callable[[int], None]] = []


def settled_by(settle: Callable[[int], None]) -> None:
    """The seam: what a feature would write to a ticket (its id) later, it writes now."""
    _settle.append(settle)


@transaction()
def happened(ticket: int, at: Mapping[int, datetime]) -> None:
    """Each event by its `seq` (one that isn't named comes last): they are imports from now on, and nothing
    outside of the desk follows from them (`reactions`). In the transaction in which they were written."""
    for settle in _settle:
        settle(ticket)
    events = list(Event.objects.filter(ticket=ticket).order_by("seq"))
    now, newest = timezone.now(), max(at.values())
    for event in events:
        event.at, event.via = at.get(event.seq, newest), Event.Via.IMPORT
    Event.objects.bulk_update(events, ["at", "via"])
    found = Ticket.objects.get(pk=ticket)
    waiting = timeline.unanswered_since(found) if found.waiting_since else None
    Ticket.objects.filter(pk=ticket).update(
        opened_at=events[0].at, last_event_at=events[-1].at, waiting_since=waiting
    )
    for model, by, field in _kept_beside():
        past = model._base_manager.filter(**{by: ticket, f"{field}__lte": timezone.now()})
        past.update(**{field: F(field) - (now - events[-1].at)})


def _kept_beside() -> Iterator[tuple[type[Model], str, str]]:
    """Of features: each time in a table that names a ticket."""
    for relation in Ticket._meta.related_objects:
        model: Any = relation.related_model
        if model is not Event:
            for field in model._meta.fields:
                if isinstance(field, DateTimeField):
                    yield model, relation.field.name, field.name

"""What features add to events, for all events of a page at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tickets.models import Event

# The events of a page (200 at most, often one) → by primary key, more fields of theirs.
Details = Callable[[Sequence[Event]], Mapping[int, Mapping[str, Any]]]

_details: list[Details] = []


def with_events(details: Details) -> None:
    """The seam for what an event shows beside its own fields, when a feature's app is ready: at most one
    query for all the events, and none where no event has any. It runs with every message, too, for the
    one event that is told. Who may read the event may read it all. Fields are named after the feature,
    and documented in docs/protocol.md."""
    if details not in _details:
        _details.append(details)


def of(events: Sequence[Event]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {event.pk: {} for event in events}
    for details in _details:
        for pk, fields in details(events).items():
            found[pk] |= fields
    return found

"""What features add to events, for all events of a page at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tickets.models import Event

# The events of a page (200 at most, often one), and whether a customer reads it → by primary key, more
# fields of theirs.
Details = Callable[[Sequence[Event], bool], Mapping[int, Mapping[str, Any]]]

_details: list[Details] = []


def with_events(details: Details) -> None:
    """The seam for a feature's fields of an event (its files, say), when its app is ready: at most one query
    for all the events, never one for each, and none if no event is of a kind that has any. It runs with
    every message, too, once for agents and once for the customer, before either hears of it: so by an
    index. A customer's page is `public`: what agents alone may know isn't for it. Fields are named after
    the feature, and documented in docs/protocol.md; what of them is printed, says `kinds.with_words`."""
    if details not in _details:
        _details.append(details)


def of(events: Sequence[Event], *, public: bool) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for details in _details:
        for pk, fields in details(events, public).items():
            found.setdefault(pk, {}).update(fields)
    return found

"""What triage adds to a ticket's row on the desk, and to events that name tags."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from tickets.features.triage import tags
from tickets.features.triage.models import PRIORITIES, Tag, Triage
from tickets.models import Event, Ticket
from tickets.wire.stamps import stamp

_FIELDS: Final = ("pk", "priority", "snoozed", "snoozed_until", "spam")
_NAMES: Final = {number: name for name, number in PRIORITIES.items()}


def triaged(tickets: Sequence[Ticket]) -> Mapping[int, Mapping[str, Any]]:
    """One query, if any of them has something: a line for each tag."""
    rows = {ticket.pk: _row() for ticket in tickets}
    beside = [ticket.pk for ticket in tickets if ticket.beside]
    if not beside:
        return (
            rows  # to put the query together costs more than to ask it, and this is told with every message
        )
    lines = Triage.objects.filter(pk__in=beside)
    for pk, priority, snoozed, until, spam, *tag in lines.order_by("tags__folded").values_list(
        *_FIELDS, "tags__pk", "tags__name", "tags__colour"
    ):
        row = rows[pk]
        row |= {"priority": _NAMES[priority], "spam": spam, "snoozed_until": _until(snoozed, until)}
        if tag[0]:
            row["tags"].append(dict(zip(("id", "name", "colour"), tag, strict=True)))
    return rows


def _row() -> dict[str, Any]:
    return {"tags": [], "priority": "normal", "snoozed_until": None, "spam": False}


def _until(snoozed: bool, until: Any) -> str | None:
    return (stamp(until) if until else "reply") if snoozed else None


def named_tags(events: Sequence[Event], public: bool) -> Mapping[int, Mapping[str, Any]]:
    """By the names of today."""
    tagging = [] if public else [event for event in events if event.kind == "tags"]
    if not tagging:
        return {}
    known = tags.by_name({name for event in tagging for names in event.data.values() for name in names})
    return {
        event.pk: {"tags": {what: _told(names, known) for what, names in event.data.items()}}
        for event in tagging
    }


def _told(names: Sequence[str], known: Mapping[str, Tag]) -> list[dict[str, Any]]:
    return [tags.told(tag) for name in names if (tag := known.get(tags.folded(name)))]

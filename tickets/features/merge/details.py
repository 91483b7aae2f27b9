"""What a merge adds to the rows of both tickets on the desk."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from tickets.features.merge.models import Merge
from tickets.models import Ticket
from tickets.people.sight import Sight
from tickets.wire.stamps import stamp


def merged(tickets: Sequence[Ticket]) -> Mapping[int, Mapping[str, Any]]:
    """One query, if any of them has something."""
    rows: dict[int, dict[str, Any]] = {
        ticket.pk: {"merged_into": None, "merged_from": []} for ticket in tickets
    }
    some = [ticket.pk for ticket in tickets if ticket.beside]
    for merge in _of(some) if some else ():
        if merge.ticket_id in rows:
            rows[merge.ticket_id]["merged_into"] = _shown(merge.into, merge)
        if merge.into_id in rows:
            rows[merge.into_id]["merged_from"].append(_shown(merge.ticket, merge))
    return rows


def _of(tickets: Sequence[int]) -> Sequence[Merge]:
    either = Q(ticket__in=tickets) | Q(into__in=tickets)
    return list(
        Merge.objects.filter(either).select_related("ticket__contact", "into__contact").order_by("at", "pk")
    )


def hide(rows: Sequence[Mapping[str, Any]], sight: Sight) -> None:
    """That there is another stays: its log says so. Who it is of doesn't."""
    others = [other for row in rows for other in (row["merged_into"], *row["merged_from"]) if other]
    asked = Ticket.objects.filter(sight.tickets(), public_id__in=[other["ticket"] for other in others])
    seen = set(asked.values_list("public_id", flat=True))
    for other in others:
        if other["ticket"] not in seen:
            other.update(name="", subject="")


def _shown(ticket: Ticket, merge: Merge) -> dict[str, str]:
    return {
        "ticket": ticket.public_id,
        "name": ticket.contact.name,
        "subject": ticket.subject,
        "at": stamp(merge.at),
    }

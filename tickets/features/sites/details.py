"""What agents see in a ticket's row: where it was opened, and whether that site vouches for who it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from tickets.features.sites.known import known
from tickets.features.sites.models import SiteTicket
from tickets.models import Ticket


def sites_of(tickets: Sequence[Ticket]) -> Mapping[int, Mapping[str, Any]]:
    """Of one site there is nothing to tell apart, and nothing is asked."""
    names = _names(tickets) if len(known.get()) > 1 else {}
    return {
        ticket.pk: {"site": names.get(ticket.pk), "verified": ticket.contact.external_id is not None}
        for ticket in tickets
    }


def _names(tickets: Sequence[Ticket]) -> dict[int, str]:
    opened = SiteTicket.objects.filter(ticket__in=tickets)
    return dict(opened.values_list("ticket_id", "site__name"))

"""The address that a customer gives while nobody is there. Synchronous; raises Refused."""

from collections.abc import Mapping
from typing import Any

from tickets.conversation import ledger, limits
from tickets.database import transaction
from tickets.models import Contact, Ticket
from tickets.people.access import Seat
from tickets.refusals import Refused


@transaction()
def leave(seat: Seat, email: str) -> None:
    """Once: what is there, or what a site vouches for, stays as it is."""
    if seat.is_agent:
        raise Refused("forbidden", "Only the customer says it.")
    limits.may_write(seat)
    contact = Contact.objects.select_for_update().get(pk=ledger.locked(seat).contact_id)
    if contact.email == email:
        return
    if contact.email or contact.external_id:
        raise Refused("conflict", "There is an address already.")
    contact.email = email
    contact.save(update_fields=["email"])


def asked(ticket: Ticket) -> Mapping[str, Any]:
    """In each `events` frame, as long as there is none."""
    contact = ticket.contact
    return {"asks_email": True} if not (contact.email or contact.external_id) else {}

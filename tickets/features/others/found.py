"""The other conversations of a ticket's customer: of the same contact, or of who gave the same address. That
proves nothing, and is for agents alone."""

from typing import Any, Final

from django.db.models import Q

from tickets.models import Contact, Ticket
from tickets.people.access import Seat
from tickets.wire.stamps import stamp

MOST: Final = 10


def of(seat: Seat) -> list[dict[str, Any]]:
    """Those that the agent sees, the newest first."""
    ticket = Ticket.objects.select_related("contact").get(pk=seat.ticket)
    theirs = Ticket.objects.filter(_same(ticket.contact), seat.person.sight.tickets()).exclude(pk=ticket.pk)
    newest = theirs.select_related("contact").order_by("-last_event_at", "-pk")[:MOST]
    return [_told(one) for one in newest]


def _same(contact: Contact) -> Q:
    """By two indexes."""
    if not contact.email:
        return Q(contact=contact)
    alike = Contact.objects.filter(email__in={contact.email, contact.email.lower()})
    return Q(contact=contact) | Q(contact__in=alike)


def _told(ticket: Ticket) -> dict[str, Any]:
    return {
        "ticket": ticket.public_id,
        "name": ticket.contact.name,
        "subject": ticket.subject,
        "status": ticket.status,
        "at": stamp(ticket.last_event_at),
    }

"""A customer asks for a copy of what is kept of them, or to be erased: an event of their conversation, and a
row that somebody at the desk answers within 30 days."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models.functions import Now

from tickets.audit import log
from tickets.conversation import exporting
from tickets.conversation.actions import Append
from tickets.features.privacy import exports
from tickets.features.privacy.models import Export, Request
from tickets.features.privacy.said import ASKED_FOR, OWN
from tickets.models import Contact, Event, Ticket
from tickets.people.access import Seat
from tickets.refusals import Refused
from tickets.wire.stamps import stamp

REQUESTED: Final = "privacy.requested"  # in the audit log
ANSWERED_WITHIN: Final = timedelta(days=30)
MOST: Final = 6  # of one person, in that time
COME_BACK: Final = 24 * 3600  # seconds
What, State = Request.What, Request.State


def ask(seat: Seat, id: UUID, what: str) -> Append:
    """Of the conversation where they sit: there is no way to name anybody."""
    _customers_only(seat)
    return Append(seat, id, OWN, ASKED_FOR[what], asked, data={"what": what, "state": State.ASKED.value})


def asked(ticket: Ticket, event: Event) -> Iterable[Event]:
    contact = Contact.objects.select_for_update().get(pk=ticket.contact_id)
    _must_be_theirs_alone(contact)
    mine, what = Request.objects.filter(contact=contact.pk), event.data["what"]
    if mine.filter(what=what, state=State.ASKED).exists():
        raise Refused("unchanged", "This was asked for already.")
    if mine.filter(asked_at__gt=Now() - ANSWERED_WITHIN).count() >= MOST:
        raise Refused("rate_limited", "This was asked for too often.", retry_after=COME_BACK)
    Request.objects.create(ticket=ticket, contact=contact.pk, what=what)
    # Without an address: a customer's is kept nowhere.
    log.note(REQUESTED, f"#{contact.pk}", after={"what": what}, by=log.Actor(None, f"#{contact.pk}"))
    return ()


def stands(seat: Seat) -> Mapping[str, Any]:
    """What they asked for and nobody has answered yet, and until when there is a file for them."""
    _customers_only(seat)
    contact = _contact_of(seat)
    waiting = Request.objects.filter(contact=contact, state=State.ASKED)
    file = _newest(contact)
    until = file.ends_at if file and file.ends_at and exports.is_there(file) else None
    return {"asked": sorted(waiting.values_list("what", flat=True)), "until": until and stamp(until)}


def handed(seat: Seat) -> Export:
    """What was made at their own request; what administrators export for themselves is none of it."""
    _customers_only(seat)
    file = _newest(_contact_of(seat))
    if file is None or not exports.is_there(file):
        raise Refused("not_found", "There is no such file.")
    return file


def over(contact: int) -> None:
    """They were erased, whoever wanted it: nothing is left to be answered."""
    waiting = Request.objects.filter(contact=contact, state=State.ASKED)
    waiting.update(state=State.OVER, decided_at=Now())


def _newest(contact: int) -> Export | None:
    granted = Request.objects.filter(contact=contact, what=What.EXPORT, state=State.GRANTED)
    made = granted.order_by("-pk").values_list("export", flat=True).first()
    return Export.objects.filter(pk=made, contact=contact).first() if made else None


def _contact_of(seat: Seat) -> int:
    contact = Ticket.objects.values_list("contact", flat=True).get(pk=seat.ticket)
    _must_be_theirs_alone(Contact.objects.get(pk=contact))
    return contact


def _customers_only(seat: Seat) -> None:
    if seat.is_agent:
        raise Refused("forbidden", "Only the customer may do this.")


def _must_be_theirs_alone(contact: Contact) -> None:
    if exporting.is_open_to_others(contact):
        raise Refused("conflict", "Somebody else was led into this conversation: please write to us.")

"""What a customer, or an agent for them, asks to be mailed. Synchronous; raises Refused."""

from typing import Final

from tickets import letters
from tickets.conversation import ledger
from tickets.database import transaction
from tickets.features.mail import written
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.roles import Right
from tickets.refusals import Refused

COME_BACK: Final = 20 * 60  # seconds


@transaction()
def for_link(seat: Seat) -> None:
    ask(seat, written.LINK)


def ask(seat: Seat, kind: str) -> None:
    """Always to the ticket's own address. Without one there is nobody to write to."""
    if seat.is_agent:
        access.must(seat.person, Right.ANSWER)
    ticket = ledger.locked(seat)
    if not letters.can_be_sent() or not ticket.contact.email:
        raise Refused("not_found", "There is no address to write to.")
    if not letters.post(kind, ticket.contact.email, {}, ticket.pk):
        raise Refused("rate_limited", "Too many letters to this address.", retry_after=COME_BACK)

"""Merge a ticket into another, or take the two apart again: the doors call these."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from tickets.conversation import actions, ledger
from tickets.conversation.ledger import Written
from tickets.conversation.seams import Effect
from tickets.database import transaction
from tickets.features.merge import effects
from tickets.features.merge.models import Merge
from tickets.models import Ticket
from tickets.people import access
from tickets.people.access import Seat, Visitor
from tickets.refusals import Refused


def merging(seat: Seat, id: UUID, into: str | None, sure: bool) -> "Merging":
    actions.agents_only(seat)
    return Merging(seat, id, into, sure)


@dataclass(frozen=True, slots=True)
class Merging:
    """A merge to be written, on a database thread."""

    seat: Seat
    id: UUID
    into: str | None
    sure: bool

    def __call__(self) -> Written:
        said = (effects.MERGED, effects.GOES_ON if self.into else effects.BY_ITSELF)
        data = {"into": self.into}
        with transaction():
            if earlier := ledger.answered(self.seat, self.id, *said, data=data):
                return earlier
            return ledger.append(self.seat, self.id, *said, self._effect(), data=data)

    def _effect(self) -> Effect:
        if self.into is None:
            _take_back(self.seat.ticket)
            return effects.apart
        try:
            other = access.seat(Visitor(self.seat.person, sign_in=self.seat.sign_in), self.into)
        except Refused:
            return effects.no_such_ticket
        locked = ledger.lock_all([self.seat.ticket, other.ticket])
        return (
            effects.Into(locked[other.ticket], self.sure)
            if other.ticket in locked
            else effects.no_such_ticket
        )


def led(seat: Seat) -> tuple[str, str]:
    """For the customer of a merged ticket: the one where it goes on by now, and a token of it."""
    if seat.is_agent:
        raise Refused("forbidden", "Only the customer may do this.")
    into = [merge.into for merge in _chain(seat.ticket)]
    if not into:
        raise Refused("conflict", "This ticket goes on by itself.")
    return into[-1].public_id, ledger.lend_token(into[-1].pk, _lent(seat.ticket, into[-1]))


def _chain(ticket: int) -> Iterator[Merge]:
    """It may go on in one that goes on in a third. There is no circle: none goes on in a merged one."""
    found = Merge.objects.select_related("into").filter(pk=ticket).first()
    while found:
        yield found
        found = Merge.objects.select_related("into").filter(pk=found.into_id).first()


def _lent(ticket: int, into: Ticket) -> UUID:
    return uuid5(UUID(into.public_id), f"of {ticket}")


def _take_back(ticket: int) -> None:
    for merge in _chain(ticket):
        ledger.take_back_token(_lent(ticket, merge.into))

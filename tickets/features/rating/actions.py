"""Rate a resolution: the doors call this."""

from dataclasses import dataclass
from uuid import UUID

from tickets.conversation import ledger
from tickets.conversation.ledger import Written
from tickets.database import transaction
from tickets.features.rating import effects
from tickets.models import Event
from tickets.people.access import Seat
from tickets.refusals import Refused


@dataclass(frozen=True, slots=True)
class Rate:
    """To be written on a database thread. `resolution`: 0 is the newest one."""

    seat: Seat
    id: UUID
    score: int
    comment: str
    resolution: int = 0
    via: Event.Via = Event.Via.WEB

    def __call__(self) -> Written:
        with transaction():
            data = {"score": self.score, "of": effects.OF, "resolution": self._resolution()}
            comment = self.comment.strip()
            kind = effects.RATING
            return ledger.append(self.seat, self.id, kind, comment, effects.rated, data=data, via=self.via)

    def _resolution(self) -> int:
        """Said again, it is what it was the first time, whatever has been resolved since."""
        by_me = Event.objects.filter(ticket=self.seat.ticket, client_id=self.id, kind=effects.RATING)
        if earlier := by_me.first():
            return int(earlier.data["resolution"])
        found = effects.newest(self.seat.ticket)
        return self.resolution or (found.resolution if found else 0)


def rating(seat: Seat, id: UUID, score: int, comment: str) -> Rate:
    if seat.is_agent:
        raise Refused("forbidden", "Only the customer may do this.")
    return Rate(seat, id, score, comment)

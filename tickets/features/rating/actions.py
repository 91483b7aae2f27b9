"""Rate a resolution: the doors call this."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tickets.conversation import hiding, ledger
from tickets.conversation.ledger import Written
from tickets.database import transaction
from tickets.features.rating import effects, telling
from tickets.features.rating.models import Answer, Rating
from tickets.models import Event, Ticket
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

    @transaction()
    def __call__(self) -> Written:
        ticket = ledger.locked(self.seat)
        return self._as_before(ticket) or self._given(ticket)

    def _as_before(self, ticket: Ticket) -> Written | None:
        """Said again, it is what it was the first time, whatever has been resolved or told since."""
        mine = Answer.objects.filter(rating__ticket=ticket, client_id=self.id).select_related("rating")
        if earlier := mine.first():
            if not self._is(earlier):
                raise Refused("conflict", "This id was used for something else.")
            return self._written(ticket, earlier)
        event = Event.objects.filter(ticket=ticket, client_id=self.id, role=Event.Role.CUSTOMER).first()
        data = {**event.data, "score": self.score} if event else None
        return ledger.answered(self.seat, self.id, effects.RATING, self.comment, data=data)

    def _is(self, earlier: Answer) -> bool:
        same = self.resolution in (0, earlier.rating.resolution) and earlier.score == self.score
        return same and (earlier.erased or hiding.is_same(earlier.comment, self.comment))

    def _given(self, ticket: Ticket) -> Written:
        after = settings.RATING_TOLD_AFTER
        words = "" if after is None else hiding.stored(self.comment)  # nobody would ever read them
        rating = effects.given(ticket, self._rating(), self.score, words, held=after != 0)
        rating.answers.exclude(comment="").update(comment="", erased=True)
        answer = Answer(rating=rating, client_id=self.id, score=self.score, comment=words, via=self.via)
        answer.at, answer.seq, answer.erased = timezone.now(), rating.resolution, after is None
        told = telling.tell(self.seat, answer, self.id) if after == 0 else None
        if told:
            answer.at, answer.seq = told.at, told.seq
        elif after is not None:
            telling.later(rating, timedelta(seconds=after))
        answer.save()
        written = self._written(ticket, answer)
        return replace(told, words=written.words) if told else written

    def _written(self, ticket: Ticket, answer: Answer) -> Written:
        words = None if answer.erased or answer.comment == self.comment else answer.comment
        return Written(self.id, answer.seq, answer.at, ticket, words=words)

    def _rating(self) -> Rating | None:
        if not self.resolution:
            return effects.newest(self.seat.ticket)
        return Rating.objects.filter(ticket=self.seat.ticket, resolution=self.resolution).first()


def rating(seat: Seat, id: UUID, score: int, comment: str) -> Rate:
    if seat.is_agent:
        raise Refused("forbidden", "Only the customer may do this.")
    return Rate(seat, id, score, comment.strip())

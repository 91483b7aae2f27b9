"""Agents hear of a rating once its customer has had time to change it (`RATING_TOLD_AFTER`): it is an event
of the log from then on, and nothing of it is in the log before."""

from datetime import timedelta
from typing import Final
from uuid import UUID, uuid5

from django.conf import settings

from tickets.conversation import actions, ledger
from tickets.conversation.ledger import Written
from tickets.database import transaction
from tickets.features.rating import effects
from tickets.features.rating.models import Answer, Rating
from tickets.jobs import table
from tickets.jobs.kinds import Args, Kind
from tickets.models import Event, Ticket
from tickets.people.access import Person, Seat

TELL: Final = "rating-tell"


def later(rating: Rating, wait: timedelta) -> None:
    """Within the transaction of an answer. The newest begins the time anew."""
    args = {"ticket": rating.ticket_id, "rating": rating.pk}
    table.enqueue(TELL, args, key=_key(rating), wait=wait, move=True)


def _key(rating: Rating) -> str:
    return f"{TELL} {rating.pk}"


def tell(seat: Seat, answer: Answer, id: UUID) -> Written:
    """As an event by its customer, once."""
    data = {"score": answer.score, "of": effects.OF, "resolution": answer.rating.resolution}
    via = Event.Via(answer.via)
    return ledger.append(seat, id, effects.RATING, answer.comment, effects.told, data=data, via=via)


def at_once(ticket: int) -> None:
    """Within a transaction: what was to be told later, of what happened long ago."""
    for rating in Rating.objects.filter(ticket=ticket, held=True):
        table.cancel(_key(rating))
        _tell_held(rating.pk)


def _tell(args: Args) -> None:
    """Not in the job's own transaction, which would wait for the ticket while an answer waits for the job.
    Under the ticket's lock nobody changes the answer, takes it back or erases it meanwhile."""
    with transaction():
        if ledger.lock_all([args["ticket"]]):
            written = _tell_held(args["rating"])
            if written:
                actions.tell_after_commit(written)


def _tell_held(pk: int) -> Written | None:
    """None: it is told, was taken back, or agents aren't told by now."""
    rating = Rating.objects.select_related("ticket__contact").filter(pk=pk, held=True).first()
    answer = rating.answers.select_related("rating").order_by("-pk").first() if rating else None
    if rating is None or answer is None or settings.RATING_TOLD_AFTER is None:
        return None
    if (answer.score, answer.comment) != (rating.score, rating.comment):
        # A process of the last version has taken a newer one meanwhile, and told it.
        Rating.objects.filter(pk=pk).update(held=False)
        return None
    ticket = rating.ticket
    seat = Seat(ticket.pk, ticket.public_id, Person("customer", ticket.contact.name))
    return tell(seat, answer, _id_of(answer, ticket))


def _id_of(answer: Answer, ticket: Ticket) -> UUID:
    """Its own, if its page hasn't used it for something else since."""
    same = Event.objects.filter(ticket=ticket, client_id=answer.client_id, role=Event.Role.CUSTOMER)
    return uuid5(answer.client_id, TELL) if same.exclude(kind=effects.RATING).exists() else answer.client_id


TELLING: Final = Kind(TELL, _tell)

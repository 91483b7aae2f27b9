"""Agents hear of a rating once its customer has had time to change it (`RATING_TOLD_AFTER`): it is an event
of the log from then on, and nothing of it is in the log before."""

from datetime import timedelta
from functools import partial
from typing import Final

from django.conf import settings
from django.db.transaction import on_commit

from tickets.conversation import actions, ledger
from tickets.conversation.ledger import Written
from tickets.features.rating import effects
from tickets.features.rating.models import Answer, Rating
from tickets.jobs import table
from tickets.jobs.kinds import Args, Kind
from tickets.models import Event
from tickets.people.access import Person, Seat
from tickets.wire import announce

TELL: Final = "rating-tell"


def later(rating: Rating) -> None:
    """Within the transaction of an answer. The newest begins the time anew."""
    if settings.RATING_TOLD_AFTER is not None:
        args, wait = {"rating": rating.pk}, timedelta(seconds=settings.RATING_TOLD_AFTER)
        table.enqueue(TELL, args, key=_key(rating), wait=wait, move=True)


def _key(rating: Rating) -> str:
    return f"{TELL} {rating.pk}"


def tell(seat: Seat, answer: Answer) -> Written:
    """As an event by its customer, once."""
    data = {"score": answer.score, "of": effects.OF, "resolution": answer.rating.resolution}
    via = Event.Via(answer.via)
    return ledger.append(
        seat, answer.client_id, effects.RATING, answer.comment, effects.told, data=data, via=via
    )


def at_once(ticket: int) -> None:
    """Within a transaction: what was to be told later, of what happened long ago."""
    for rating in Rating.objects.filter(ticket=ticket, told_score=None, score__isnull=False):
        table.cancel(_key(rating))
        _tell_newest(rating)


def _tell_newest(rating: Rating) -> Written | None:
    answer = rating.answers.select_related("rating").order_by("-pk").first()
    if answer is None:
        return None
    ticket = rating.ticket
    return tell(Seat(ticket.pk, ticket.public_id, Person("customer", ticket.contact.name)), answer)


def _tell(args: Args) -> None:
    """Not in the job's own transaction, which would wait for the ticket while an answer waits for the job.
    Done twice, the second is what the first was. A rating that was taken back is gone."""
    rating = Rating.objects.select_related("ticket__contact").filter(pk=args["rating"]).first()
    written = _tell_newest(rating) if rating else None
    if written:
        on_commit(partial(announce.at_once, actions.told(written)))


TELLING: Final = Kind(TELL, _tell)
